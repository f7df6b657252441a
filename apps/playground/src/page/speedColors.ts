/** Colours of terrains from slow to fast: peat, mud, sand, grass, road. Shared by maps, sliders and tables. */
export const speedColors = ['#44333a', '#74503f', '#c2935a', '#dcbb7a', '#9dbd77', '#c3d492', '#eaf0d2'] as const;

/** The colour of a speed, as CSS has it. */
export type SpeedScale = (speed: number) => string;

/** Maps whose speeds differ by less than this factor show less than all colours. */
const LEAST_CONTRAST = 4;

/** Colours that tell the speeds of one map apart, by their ratios: the fastest is a road. */
export function speedScale(speeds: readonly number[]): SpeedScale {
  const passable = speeds.filter((speed) => speed > 0).map(Math.log);
  const fastest = Math.max(...passable);
  const span = Math.max(fastest - Math.min(...passable), Math.log(LEAST_CONTRAST));
  return (speed) => {
    const rank = 1 - (fastest - Math.log(speed)) / span;
    // What is no speed, as an address may give it, is shown as the slowest.
    const place = (speedColors.length - 1) * (rank > 0 ? Math.min(rank, 1) : 0);
    const below = Math.min(Math.floor(place), speedColors.length - 2);
    return `color-mix(in srgb, ${speedColors[below]}, ${speedColors[below + 1]} ${(100 * (place - below)).toFixed(1)}%)`;
  };
}

/** How values of an objective become heights. */
export interface HeightScale {
  readonly lowest: number;
  readonly highest: number;
  /** Height of the highest value; the lowest value has height 0. */
  readonly height: number;
  /** Where a value lies between lowest (0) and highest (1). Values beyond, and infinite ones, take the nearest end. */
  fractionOf(value: number): number;
  heightOf(value: number): number;
}

export interface HeightScaleOptions {
  readonly lowest: number;
  readonly highest: number;
  readonly height: number;
  /**
   * `linear`, or `log`: the logarithm of 1 + 100 times the excess over the lowest value, relative to the range. It
   * keeps the neighbourhood of the optimum, where a descent spends its last iterations, from looking flat.
   */
  readonly scale: 'linear' | 'log';
}

const LOG_STRENGTH = 100;

/** The map from values between `lowest` and `highest` to heights between 0 and `height`. NaN counts as the highest. */
export function heightScale({ lowest, highest, height, scale }: HeightScaleOptions): HeightScale {
  const range = highest - lowest;
  const fractionOf = (value: number): number => {
    if (Number.isNaN(value) || value >= highest) return range > 0 ? 1 : 0;
    if (value <= lowest) return 0;
    const linear = (value - lowest) / range;
    return scale === 'log' ? Math.log1p(LOG_STRENGTH * linear) / Math.log1p(LOG_STRENGTH) : linear;
  };
  return { lowest, highest, height, fractionOf, heightOf: (value) => height * fractionOf(value) };
}

import { readHash, writeHash } from '../../page/hashText.js';
import type { Setup, Spot, State } from './state.js';

/** Writes a state as the hash of the page's address, e.g. `#speeds=6,4.6&background=1.4&from=8,8&...`; corners only where `base` has others. */
export function encodeHash({ setup, shown }: State, base: Setup): string {
  const { terrains, background, from, to, clearance } = setup;
  const [corners, unbent] = [setup, base].map((one) => cornersOf(one).join(','));
  return writeHash({
    speeds: terrains.map(({ speed }) => speed).join(','),
    moved: terrains.flatMap(({ moved }) => moved).join(','),
    background: String(background),
    from: from.join(','),
    to: to.join(','),
    clearance: `${clearance.weight},${clearance.within}`,
    ...(corners === unbent ? {} : { corners: corners! }),
    ...(shown === 0 ? {} : { shown: String(shown) }),
  });
}

/** Reads a state from a hash; what the hash does not say stays as it is in `base`. */
export function decodeHash(hash: string, base: Setup): State {
  const { number, numbers, count } = readHash(hash);
  const speeds = numbers('speeds', base.terrains.map(({ speed }) => speed));
  const moved = numbers('moved', base.terrains.flatMap((terrain) => terrain.moved));
  const [weight, within] = numbers('clearance', [base.clearance.weight, base.clearance.within]) as [number, number];
  const corners = numbers('corners', cornersOf(base));
  let next = 0;
  const setup: Setup = {
    ...base,
    terrains: base.terrains.map((terrain, i) => ({
      ...terrain,
      rings: terrain.rings.map((ring) => ring.map(() => [corners[next++]!, corners[next++]!])),
      speed: speeds[i]!,
      moved: [moved[2 * i]!, moved[2 * i + 1]!],
    })),
    background: number('background', base.background),
    from: numbers('from', base.from) as unknown as Spot,
    to: numbers('to', base.to) as unknown as Spot,
    clearance: { weight, within },
  };
  return { setup, shown: count('shown') ?? 0 };
}

/** The coordinates of all corners of all terrains. */
function cornersOf({ terrains }: Setup): number[] {
  return terrains.flatMap(({ rings }) => rings.flatMap((ring) => ring.flatMap(([x = 0, y = 0]) => [x, y])));
}

import { readHash, writeHash } from '../../page/hashText.js';
import type { Setup, Spot, State } from './state.js';

/** Writes a state as the hash of the page's address, e.g. `#speeds=6,4.6&background=1.4&from=8,8&...`. */
export function encodeHash({ setup, shown }: State): string {
  const { terrains, background, from, to } = setup;
  return writeHash({
    speeds: terrains.map(({ speed }) => speed).join(','),
    moved: terrains.flatMap(({ moved }) => moved).join(','),
    background: String(background),
    from: from.join(','),
    to: to.join(','),
    ...(shown === 0 ? {} : { shown: String(shown) }),
  });
}

/** Reads a state from a hash; what the hash does not say stays as it is in `base`. */
export function decodeHash(hash: string, base: Setup): State {
  const { number, numbers, count } = readHash(hash);
  const speeds = numbers('speeds', base.terrains.map(({ speed }) => speed));
  const moved = numbers('moved', base.terrains.flatMap((terrain) => terrain.moved));
  const setup: Setup = {
    ...base,
    terrains: base.terrains.map((terrain, i) => ({ ...terrain, speed: speeds[i]!, moved: [moved[2 * i]!, moved[2 * i + 1]!] })),
    background: number('background', base.background),
    from: numbers('from', base.from) as unknown as Spot,
    to: numbers('to', base.to) as unknown as Spot,
  };
  return { setup, shown: count('shown') ?? 0 };
}

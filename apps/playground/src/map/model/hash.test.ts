import { describe, expect, it } from 'vitest';
import { decodeHash, encodeHash } from './hash.js';
import { initialSetup, toScenarioInput } from './scenario.js';
import { placed, type State } from './state.js';

const other: State = {
  setup: {
    ...initialSetup,
    terrains: initialSetup.terrains.map((terrain, i) => ({ ...terrain, speed: 0.5 * i, moved: [i, 2 - 1.5 * i] as const })),
    background: 1e-7,
    from: [12.5, 3],
    to: [99, 0.1],
  },
  shown: 2,
};

describe('the hash of the map', () => {
  it.each([
    ['the initial state', { setup: initialSetup, shown: 0 }],
    ['any other', other],
  ])('holds all of %s', (_, state) => {
    expect(decodeHash(encodeHash(state), initialSetup)).toEqual(state);
  });

  it('leaves what it does not say, and takes numbers as they stand', () => {
    expect(decodeHash('', initialSetup)).toEqual({ setup: initialSetup, shown: 0 });
    const { setup, shown } = decodeHash('#background=-3&from=1&shown=-1', initialSetup);
    expect([setup.background, setup.from, shown]).toEqual([-3, [1, NaN], 0]);
  });
});

describe('a setup', () => {
  it('is a scenario with each terrain where it has been moved to', () => {
    const { regions, from } = toScenarioInput(other.setup).medium as unknown as { regions: { polygon: number[][][] }[]; from: number[] };
    const ring = initialSetup.terrains[3]!.rings[0]!;
    expect(regions[3]!.polygon[0]).toEqual(ring.map(([x = 0, y = 0]) => [x + 3, y - 2.5]));
    expect(placed(initialSetup.terrains[3]!)[0]).toEqual(ring);
    expect(from).toEqual([12.5, 3]);
  });
});

import { describe, expect, it } from 'vitest';
import { decodeHash, encodeHash } from './hash.js';
import { initialSetup, toScenarioInput } from './scenario.js';
import { bent, placed, type State } from './state.js';

const other: State = {
  setup: {
    ...initialSetup,
    terrains: initialSetup.terrains.map((terrain, i) => ({ ...terrain, speed: 0.5 * i, moved: [i, 2 - 1.5 * i] as const, rings: bent(terrain, 0, i % 4, () => [10 * i, 7]) })),
    background: 1e-7,
    from: [12.5, 3],
    to: [99, 0.1],
    clearance: { weight: 0.5, within: 12 },
  },
  shown: 2,
};

describe('the hash of the map', () => {
  it.each([
    ['the initial state', { setup: initialSetup, shown: 0 }],
    ['any other', other],
  ])('holds all of %s', (_, state) => {
    expect(decodeHash(encodeHash(state, initialSetup), initialSetup)).toEqual(state);
  });

  it('leaves what it does not say, and takes numbers as they stand', () => {
    expect(decodeHash('', initialSetup)).toEqual({ setup: initialSetup, shown: 0 });
    const { setup, shown } = decodeHash('#background=-3&from=1&shown=-1', initialSetup);
    expect([setup.background, setup.from, shown]).toEqual([-3, [1, NaN], 0]);
  });
});

describe('a setup', () => {
  it('has costs where it is to stay clear of something, or says a weight that makes no sense', () => {
    const costs = (weight: number): unknown => toScenarioInput({ ...initialSetup, clearance: { weight, within: 3 } }).costs;
    expect(costs(0)).toEqual([]);
    expect(costs(2)).toEqual([{ type: 'clearance', weight: 2, within: 3 }]);
    expect(costs(-1)).toEqual([{ type: 'clearance', weight: -1, within: 3 }]);
  });

  it('is a scenario with each terrain where it has been moved to', () => {
    const { regions, from } = toScenarioInput(other.setup).medium as unknown as { regions: { polygon: number[][][] }[]; from: number[] };
    const ring = other.setup.terrains[3]!.rings[0]!;
    expect(ring[3]).toEqual([30, 7]);
    expect(regions[3]!.polygon[0]).toEqual(ring.map(([x = 0, y = 0]) => [x + 3, y - 2.5]));
    expect(placed(initialSetup.terrains[3]!)).toEqual(initialSetup.terrains[3]!.rings);
    expect(from).toEqual([12.5, 3]);
  });
});

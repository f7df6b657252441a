import { describe, expect, it } from 'vitest';
import { decodeHash, encodeHash } from './hash.js';
import { initialDisplay, type Setup, type State } from './state.js';

const base: Setup = {
  layers: [
    { name: 'grass', thickness: 10, speed: 0.7 },
    { name: 'mud', thickness: 10, speed: 0.3 },
    { name: 'sand', thickness: 10, speed: 0.45 },
  ],
  offset: 20,
  start: [2, 17],
  method: 'gradientDescent',
  learningRate: 1.5,
  momentum: 0,
  maxIterations: 200,
};

const other: State = {
  setup: {
    layers: base.layers.map((layer, i) => ({ ...layer, speed: 0.1 + 0.2 * i, thickness: 3.3 * (i + 1) })),
    offset: 12.25,
    start: [-1.5, 1e-7],
    method: 'newtonTrustRegion',
    learningRate: 0.123456789,
    momentum: 0.9,
    maxIterations: 7,
  },
  display: { shown: 3, terrain: '3d', curve: 'excess', check: 'optimum' },
};

describe('the hash', () => {
  it.each([
    ['the initial state', { setup: base, display: initialDisplay }],
    ['any other', other],
  ])('holds all of %s', (_, state) => {
    expect(decodeHash(encodeHash(state), base)).toEqual(state);
  });

  it('leaves what it does not say', () => {
    expect(decodeHash('', base)).toEqual({ setup: base, display: initialDisplay });
    expect(decodeHash('#offset=5', base).setup).toEqual({ ...base, offset: 5 });
  });

  it('keeps numbers that make no sense, for the scenario’s checks to find', () => {
    const { setup } = decodeHash('#speeds=-1,abc&offset=&step=Infinity', base);
    expect(setup.layers.map(({ speed }) => speed)).toEqual([-1, NaN, NaN]);
    expect([setup.offset, setup.learningRate]).toEqual([NaN, Infinity]);
  });

  it('takes no display that does not exist', () => {
    expect(decodeHash('#terrain=4d&shown=-2&curve=__proto__', base).display).toEqual(initialDisplay);
  });
});

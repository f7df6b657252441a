import { describe, expect, it } from 'vitest';
import { stackOf } from '../testing/media.js';
import { layered } from './layered.js';

const layer = { thickness: 1, speed: 1 };

describe('layered', () => {
  it('starts at the origin and ends across all layers', () => {
    const medium = layered({ layers: [{ thickness: 1, speed: 1, name: 'sand' }, { thickness: 2, speed: 2 }], offset: -4 });
    expect(medium.from).toEqual([0, 0]);
    expect(medium.to).toEqual([-4, 3]);
    expect(Array.from(medium.depths)).toEqual([0, 1, 3]);
    expect(medium.layers.map(({ name }) => name)).toEqual(['sand', 'layer 2']);
    expect(medium).toMatchObject({ dimension: 2, symmetric: true, distance: -4, maxSpeed: 2 });
  });

  it('takes an offset in the plane of the layers', () => {
    const medium = layered({ layers: [layer], offset: [3, 4] });
    expect(medium).toMatchObject({ dimension: 3, distance: 5, direction: [0.6000000000000001, 0.8], from: [0, 0, 0], to: [3, 4, 1] });
    expect(layered({ layers: [layer], offset: [0, 0] }).direction).toEqual([1, 0]);
  });

  it('leaves out a layer of thickness 0, with its speed', () => {
    const medium = stackOf([1, 0, 2], [1, 100, 2], 5);
    expect(medium.layers.map(({ name }) => name)).toEqual(['layer 1', 'layer 3']);
    expect(medium.maxSpeed).toBe(2);
  });

  it('costs length over speed, on an interface that of the faster side, outside nothing passes', () => {
    const medium = stackOf([1, 2], [1, 4], 5);
    expect(medium.cost([0, 0.5], [3, 4])).toBe(5);
    expect(medium.cost([7, 2], [3, 4])).toBe(1.25);
    expect(medium.cost([7, 1], [3, 4])).toBe(1.25);
    expect(medium.cost([7, 1 + 1e-13], [1, 0])).toBe(0.25);
    expect(medium.cost([0, 3], [4, 0])).toBe(1);
    expect(medium.cost([0, -0.1], [1, 0])).toBe(Infinity);
    expect(medium.cost([0, 3.1], [1, 0])).toBe(Infinity);
    expect(medium.cost([0, Number.NaN], [1, 0])).toBe(Infinity);
  });

  it.each([
    ['NO_LAYERS', /layers is \[\]/, []],
    ['NO_LAYERS', /layers is undefined/, undefined as unknown as []],
    ['NO_THICKNESS', /every layer has thickness 0/, [{ thickness: 0, speed: 1 }]],
    ['INVALID_SPEED', /layers\[1\]\.speed is 0,/, [layer, { thickness: 1, speed: 0 }]],
    ['INVALID_SPEED', /layers\[0\] \("mud"\)\.speed is -2,/, [{ thickness: 1, speed: -2, name: 'mud' }]],
    ['INVALID_SPEED', /speed is NaN/, [{ thickness: 1, speed: Number.NaN }]],
    ['INVALID_SPEED', /speed is Infinity/, [{ thickness: 1, speed: Infinity }]],
    ['INVALID_SPEED', /speed is "fast"/, [{ thickness: 1, speed: 'fast' as unknown as number }]],
    ['INVALID_SPEED', /speed is undefined/, [{ thickness: 0 } as { thickness: number; speed: number }]],
    ['INVALID_SPEED', /so small that/, [{ thickness: 1e-300, speed: 1e-310 }]],
    ['INVALID_THICKNESS', /layers\[0\]\.thickness is -1,/, [{ thickness: -1, speed: 1 }]],
    ['INVALID_THICKNESS', /thickness is NaN/, [{ thickness: Number.NaN, speed: 1 }]],
    ['INVALID_THICKNESS', /thickness is Infinity/, [{ thickness: Infinity, speed: 1 }]],
    ['UNREPRESENTABLE_TIME', /about Infinity/, [{ thickness: 1e200, speed: 1e-200 }]],
    ['UNREPRESENTABLE_TIME', /about Infinity/, [{ thickness: 1e308, speed: 1e10 }, { thickness: 1e308, speed: 1e10 }]],
    ['UNREPRESENTABLE_TIME', /about 0/, [{ thickness: 1e-200, speed: 1e200 }]],
  ])('refuses with %s, %s', (code, message, layers) => {
    expect(() => layered({ layers, offset: 0 })).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });

  it.each([Number.NaN, Infinity, '3', [1], [1, 2, 3], [1, Number.NaN], null, undefined])('refuses the offset %s', (offset) => {
    expect(() => layered({ layers: [layer], offset: offset as number })).toThrow(expect.objectContaining({ code: 'INVALID_OFFSET' }));
  });
});

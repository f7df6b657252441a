import { add, cos, div, log, mul, select, less, sin, sqrt, square, sub } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PathsError } from '../errors.js';
import { speedField } from './speedField.js';

const wavy = speedField((x, y) => add(2, mul(sin(x), cos(y))), { bounds: [-3, -3, 3, 3] });
const place = fc.double({ min: -3, max: 3, noNaN: true });

describe('speedField', () => {
  it('is the function, with its derivative', () => {
    fc.assert(
      fc.property(place, place, (x, y) => {
        const gradient = new Float64Array(2);
        expect(wavy.speedAndGradient([x, y], gradient)).toBeCloseTo(2 + Math.sin(x) * Math.cos(y), 14);
        expect(wavy.speedAt([x, y])).toBeCloseTo(2 + Math.sin(x) * Math.cos(y), 14);
        expect(gradient[0]).toBeCloseTo(Math.cos(x) * Math.cos(y), 14);
        expect(gradient[1]).toBeCloseTo(-Math.sin(x) * Math.sin(y), 14);
      }),
    );
  });

  it('costs in proportion to the displacement, the same there and back', () => {
    fc.assert(
      fc.property(place, place, place, place, (x, y, dx, dy) => {
        const cost = wavy.cost([x, y], [dx, dy]);
        expect(wavy.cost([x, y], [-dx, -dy])).toBe(cost);
        expect(wavy.cost([x, y], [2 * dx, 2 * dy])).toBeCloseTo(2 * cost, 12);
        expect(cost * wavy.speedAt([x, y])).toBeCloseTo(Math.hypot(dx, dy), 12);
      }),
    );
  });

  it('lets nothing pass outside its bounds, nor where the speed vanishes', () => {
    expect(wavy.cost([3.01, 0], [1, 0])).toBe(Infinity);
    const fall = speedField((_, y) => sqrt(mul(2 * 9.81, sub(10, y))), { bounds: [0, 0, 10, 10] });
    expect(fall.cost([5, 10], [1, 0])).toBe(Infinity);
  });

  it('takes three coordinates, methods of Tensors, and a speed that is a number', () => {
    const ball = speedField((x, y, z) => div(add(1, add(square(x), add(square(y), square(z)))), 2), { bounds: [-1, -1, -1, 1, 1, 1] });
    expect([ball.dimension, ball.speedAt([1, 1, 1])]).toEqual([3, 2]);
    expect(speedField((x) => x.mul(2).add(1), { bounds: [0, 0, 1, 1] }).speedAt([1, 0])).toBe(3);
    expect(speedField(() => 4, { bounds: [0, 0, 1, 1] }).speedAt([1, 0])).toBe(4);
  });

  it.each([
    ['negative somewhere', () => speedField((x) => x, { bounds: [-1, 0, 1, 1] }), 'INVALID_SPEED', /the speed at \(-0\.9.*, .*\) is -0\.9/],
    ['not a number', () => speedField((x) => log(x), { bounds: [-1, 0, 1, 1] }), 'INVALID_SPEED', /is NaN/],
    ['zero in a part', () => speedField((x) => select(less(x, 0), 0, 1), { bounds: [-1, 0, 1, 1] }), 'INVALID_SPEED', /is 0/],
    ['infinite', () => speedField((x) => div(1, mul(x, 0)), { bounds: [0, 0, 1, 1] }), 'INVALID_SPEED', /is Infinity/],
    ['no box', () => speedField(() => 1, { bounds: [0, 0, 1] }), 'INVALID_BOUNDS', /\[0, 0, 1\]/],
    ['an empty box', () => speedField(() => 1, { bounds: [0, 0, 0, 1] }), 'INVALID_BOUNDS', /minimum below/],
    ['an infinite box', () => speedField(() => 1, { bounds: [0, 0, 1, Infinity] }), 'INVALID_BOUNDS', /Infinity/],
  ])('refuses a speed or bounds that are %s', (_, make, code, message) => {
    expect(make).toThrow(PathsError);
    expect(make).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) as string }));
  });
});

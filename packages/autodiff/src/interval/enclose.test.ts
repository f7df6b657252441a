import { describe, expect, it } from 'vitest';
import {
  add, astype, checkpoint, cond, customJvp, definePrimitive, div, equal, exp, foriLoop, grad, greater, jit, less, log, logicalAnd, mod, mul, neg, pow, scan, select, sin, sqrt, square, stopGradient,
  sub, switchCase, take, tan, tensor, vmap, whileLoop, type Tensor,
} from '@fermat/autodiff';
import { softIf } from '../soft/index.js';
import { enclose, type Interval } from './index.js';

/** Bounds as numbers, rounded outwards by no more than a few units in the last place. */
function expectRange([low, high]: readonly [Tensor, Tensor], least: number, most: number): void {
  for (const [bound, exact, sign] of [[low.item(), least, -1], [high.item(), most, 1]] as const) {
    if (Number.isFinite(exact)) expect(sign * (bound - exact)).toBeGreaterThanOrEqual(0);
    if (Number.isFinite(exact)) expect(Math.abs(bound - exact)).toBeLessThanOrEqual(2e-14 * (1 + Math.abs(exact)));
    else expect(bound).toBe(exact);
  }
}

describe('enclose', () => {
  it('is exact for functions in which each argument occurs once', () => {
    expectRange(enclose(sin)([0, 7]), -1, 1);
    expectRange(enclose(sin)([2, 3]), Math.sin(3), Math.sin(2));
    expectRange(enclose((x: Tensor) => mul(x, x))([-1, 2]), 0, 4);
    expectRange(enclose((x: Tensor) => pow(x, 3))([-1, 2]), -1, 8);
    expectRange(enclose((x: Tensor) => pow(x, -2))([1, 2]), 0.25, 1);
    expectRange(enclose((x: Tensor, y: Tensor) => mul(x, y))([-1, 2], [-3, 1]), -6, 3);
    expectRange(enclose((x: Tensor) => mod(x, 2))([2.5, 3.5]), 0.5, 1.5);
    expectRange(enclose((x: Tensor) => mod(x, 2))([1.5, 2.5]), 0, 2);
  });

  it('has no bound where the function has none', () => {
    const inverse = enclose((x: Tensor) => div(1, x));
    expectRange(inverse([-1, 1]), -Infinity, Infinity);
    expectRange(inverse([0, 2]), 0.5, Infinity);
    expectRange(inverse([-2, 0]), -Infinity, -0.5);
    expectRange(inverse([0, 0]), -Infinity, Infinity);
    expectRange(enclose(log)([0, 1]), -Infinity, 0);
    expectRange(enclose(tan)([1, 2]), -Infinity, Infinity);
    expectRange(enclose(exp)([0, Infinity]), 1, Infinity);
    expectRange(enclose(sqrt)([-1, 4]), 0, 2);
  });

  it('takes all branches that are possible', () => {
    const sign = enclose((x: Tensor) => select(greater(x, 0), add(x, 10), sub(x, 10)));
    expectRange(sign([1, 2]), 11, 12);
    expectRange(sign([-2, -1]), -12, -11);
    expectRange(sign([-1, 2]), -11, 12);
    const branches = enclose((x: Tensor) => cond(greater(x, 0), () => add(x, 10), () => sub(x, 10)));
    expectRange(branches([1, 2]), 11, 12);
    expectRange(branches([-1, 2]), -11, 12);
    const several = enclose((i: Tensor) => switchCase(i, [() => tensor(5), () => tensor(1), () => tensor(9)]));
    const whole = (low: number, high: number): Interval => [Int32Array.of(low), Int32Array.of(high)].map(end => tensor(end[0]!, 'int32')) as unknown as Interval;
    expectRange(several(whole(-3, 1)), 1, 5);
    expectRange(several(whole(2, 7)), 9, 9);
    const [certain, possible] = enclose((x: Tensor) => logicalAnd(less(x, 3), equal(x, x)))([1, 4]);
    expect([certain.item(), possible.item()]).toEqual([0, 1]);
    expect(enclose((x: Tensor) => astype(x, 'bool'))([-1, 1]).map(end => end.item())).toEqual([0, 1]);
    expect(enclose((x: Tensor) => astype(x, 'bool'))([1, 2]).map(end => end.item())).toEqual([1, 1]);
  });

  it('goes through loops, calls and sub-graphs', () => {
    expectRange(enclose((x: Tensor) => foriLoop(0, 5, (_, total: Tensor) => add(total, x), tensor(0)))([1, 2]), 5, 10);
    const [, running] = enclose((x: Tensor) => scan((c: Tensor, row: Tensor) => [add(c, row), c], tensor(0), x))([Float64Array.of(1, 2, 3), Float64Array.of(1, 3, 5)]);
    expect((running as unknown as [Tensor, Tensor])[1].toArray()).toEqual([0, expect.closeTo(1, 12), expect.closeTo(4, 12)]);
    expectRange(enclose(jit((x: Tensor) => mul(2, checkpoint((y: Tensor) => neg(y))(x))))([1, 2]), -4, -2);
    expectRange(enclose(customJvp((x: Tensor) => mul(3, stopGradient(x)), (_, [dx]) => dx))([1, 2]), 3, 6);
    expectRange(enclose((x: Tensor) => softIf(x, 10, 20, { temperature: 1e-3 }))([1, 2]), 10, 10);
    const positions: Interval = [tensor([2, 0], 'int32'), tensor([2, 1], 'int32')];
    const [low, high] = enclose((x: Tensor, i: Tensor) => take(x, i))([[3, 1, 2], [3, 1, 2]], positions);
    expect([low.toArray(), high.toArray()]).toEqual([[1, 1], [3, 3]]);
  });

  it('composes with the transforms', () => {
    const f = (x: Tensor): Tensor => sub(x, square(x));
    expectRange(enclose(grad(f))([0.5, 1]), -1, 0);
    const many = enclose(vmap(f))([Float64Array.of(0, 1), Float64Array.of(0.5, 2)]);
    expect(many.map(end => end.toArray())).toEqual([[expect.closeTo(-0.25, 12), expect.closeTo(-3, 12)], [expect.closeTo(0.5, 12), expect.closeTo(1, 12)]]);
    // Of an interval of width w the mean value form is off by the order of w^2, the natural form by that of w.
    const [natural, slopes] = [enclose(f), enclose(grad(f))];
    const excess = (w: number): number[] => {
      const box: Interval<number> = [0.2 - w, 0.2 + w];
      const exact = f(tensor(box[1])).item() - f(tensor(box[0])).item();
      const width = ([low, high]: readonly [Tensor, Tensor]): number => high.item() - low.item();
      const steepest = Math.max(...slopes(box).map(end => Math.abs(end.item())));
      return [width(natural(box)) - exact, 2 * w * steepest - exact];
    };
    const [[wide, wideMean], [narrow, narrowMean]] = [excess(1e-2), excess(1e-3)] as [[number, number], [number, number]];
    expect(wide / narrow).toBeCloseTo(10, 0);
    expect(wideMean / narrowMean).toBeCloseTo(100, -1);
  });

  it('keeps the structure of the result, and is itself traced', () => {
    const { slope, values } = enclose((x: Tensor) => ({ slope: mul(2, x), values: [x, neg(x)] }))([1, 2]);
    expectRange(slope, 2, 4);
    expectRange(values[1]!, -2, -1);
    const width = jit((high: Tensor) => {
      const [low, top] = enclose((x: Tensor) => square(x))([0, high]);
      return sub(top, low);
    });
    expect(width(3).item()).toBeCloseTo(9, 12);
  });

  it.each([
    [() => enclose(null as never), 'enclose takes a function of Tensors, not null'],
    [() => enclose(sin)(3 as never), 'argument 0 is 3; give an interval, [low, high]'],
    [() => enclose(sin)([2, 1]), 'argument 0 goes from 2 to 1'],
    [() => enclose(sin)([0, NaN]), 'argument 0 goes from 0 to NaN'],
    [() => enclose(sin)([[1, 2], 3]), 'from a shape [2] to one []'],
    [() => enclose((x: Tensor) => whileLoop((y: Tensor) => less(y, 10), (y: Tensor) => mul(2, y), x))([1, 2]), "no rule for the range of 'while'"],
    [() => enclose((x: Tensor) => definePrimitive<null>({ name: 'own', infer: ([a]) => a!, lower: (_target, [a]) => a!.value })([x], null))([1, 2]), "no rule for the range of 'own'"],
  ])('says what is wrong: %s', (call, message) => {
    expect(call).toThrow(message);
  });
});

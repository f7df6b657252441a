import { describe, expect, it } from 'vitest';
import { grad, hessian, interp, jit, linspace, pow, sin, tensor, type Tensor, vmap } from '../index.js';

const xp = [0, 1, 2.5, 4, 4.2, 6];
const fp = [1, 3, 2, 5, 4, -1];

describe('interp', () => {
  it('meets every point to the bit, of either kind', () => {
    expect(interp(xp, xp, fp).toArray()).toEqual(fp);
    interp(xp, xp, fp, { kind: 'cubic' }).data().forEach((y, i) => expect(y).toBeCloseTo(fp[i]!, 13));
  });

  // Printed by NumPy 2.4 and SciPy 1.17: np.interp and CubicSpline.
  it('is NumPy’s and SciPy’s', () => {
    const at = [0.3, 2, 3.7, 4.1, 5];
    const expected = [1.6, 2.3333333333333335, 4.4, 4.5, 1.7777777777777777];
    interp(at, xp, fp).data().forEach((y, i) => expect(y).toBeCloseTo(expected[i]!, 13));
    const spline = [2.36455859, 1.69662643, 5.49295153, 4.56298948, -2.23113587];
    const slopes = [3.21059362, -0.61497988, 0.15421727, -5.03900031, -6.90003095];
    interp(at, xp, fp, { kind: 'cubic' }).data().forEach((y, i) => expect(y).toBeCloseTo(spline[i]!, 8));
    at.forEach((x, i) => expect(grad((t: Tensor) => interp(t, xp, fp, { kind: 'cubic' }))(x)).toBeCloseTo(slopes[i]!, 8));
  });

  it('gives cubic polynomials back, with their derivatives by x and by the values', () => {
    const cubic = (x: number): number => 2 - x + 0.5 * x ** 2 - 0.25 * x ** 3;
    const values = Float64Array.from(xp, cubic);
    const f = (x: Tensor): Tensor => interp(x, xp, values, { kind: 'cubic' });
    for (const x of [0.1, 1, 2.2, 4.1, 5.5]) {
      expect(f(interp(x, [0, 6], [0, 6])).item()).toBeCloseTo(cubic(x), 11);
      expect(grad(f)(x)).toBeCloseTo(-1 + x - 0.75 * x ** 2, 10);
      expect(hessian(f)(x)).toBeCloseTo(1 - 1.5 * x, 9);
    }
    // It is linear in the values, so that its slopes by them, weighted with them, add up to it.
    const slopes = grad((v: Tensor) => interp(2.2, xp, v, { kind: 'cubic' }))(values);
    expect(slopes.reduce((sum, slope, i) => sum + slope * values[i]!, 0)).toBeCloseTo(cubic(2.2), 11);
  });

  it('comes nearer with the fourth power of the distance of the points', () => {
    const error = (count: number): number => {
      const knots = linspace(0, 3, count);
      const found = interp(linspace(0, 3, 301), knots, sin(knots), { kind: 'cubic' }).data();
      return Math.max(...found.map((y, i) => Math.abs(y - Math.sin(0.01 * i))));
    };
    expect(error(21) / error(41)).toBeGreaterThan(13);
  });

  it('ends with the values of the ends, or with others', () => {
    expect(interp([-1, 7, NaN], xp, fp).toArray()).toEqual([1, -1, NaN]);
    expect(interp([-1, 7], xp, fp, { kind: 'cubic', left: 0, right: 9 }).toArray()).toEqual([0, 9]);
    expect(grad((x: Tensor) => interp(x, xp, fp))(-1)).toBe(0);
  });

  it('works compiled and over batches of curves', () => {
    const f = (x: Tensor, v: Tensor): Tensor => interp(x, xp, v, { kind: 'cubic' });
    const both = [fp, fp.map(y => y ** 2)];
    const expected = both.map(v => interp([0.5, 3], xp, v, { kind: 'cubic' }).toArray());
    expect(vmap(f, { inAxes: [null, 0] })(Float64Array.of(0.5, 3), pow(fp, 1).mul(0).add(both)).toArray()).toEqual(expected);
    const compiled = jit(f)(Float64Array.of(0.5, 3), Float64Array.from(fp)).data();
    compiled.forEach((y, i) => expect(y).toBeCloseTo((expected[0] as number[])[i]!, 12));
  });

  it('refuses points that do not fit', () => {
    expect(() => interp(1, [0, 1], [1, 2, 3])).toThrow(/shapes \[2\] and \[3\]/);
    expect(() => interp(1, [0, 0], [1, 2])).toThrow(/increas/);
    expect(() => interp(1, [0, 1, 2], [1, 2, 3], { kind: 'cubic' })).toThrow(/four for a cubic/);
  });

  // Printed by NumPy: np.interp(x, xp, fp, period=360).
  it('is NumPy’s with a period', () => {
    const angles = [-180, -170, -185, 185, -10, -5, 0, 365];
    const found = interp(angles, [190, -190, 350, -350], [5, 10, 3, 4], { period: 360 }).data();
    [7.5, 5, 8.75, 6.25, 3, 3.25, 3.5, 3.75].forEach((y, i) => expect(found[i]).toBeCloseTo(y, 12));
  });

  it('with a period is differentiable by x, its points and their values, compiled as well', () => {
    const f = (x: Tensor, xs: Tensor, fs: Tensor): Tensor => interp(x, xs, fs, { period: 2 });
    const points = [Float64Array.of(1.5, 0.5), Float64Array.of(3, 1)] as const;
    const slopes = grad(f, { argnums: [0, 1, 2] });
    expect(slopes(3, ...points)).toEqual([2, Float64Array.of(-1, -1), Float64Array.of(0.5, 0.5)]);
    expect(jit(slopes)(3, ...points).map(slope => tensor(slope).toArray())).toEqual([2, [-1, -1], [0.5, 0.5]]);
  });

  it('with a period has no ends and no spline, and takes points that differ', () => {
    expect(interp([-1, 9], [0, 1], [4, 6], { period: 2, left: 0, right: 0 }).toArray()).toEqual([6, 6]);
    const refused = /period is .*; give a positive number, for lines/;
    expect(() => interp(1, [0, 1, 2, 3], [0, 1, 2, 3], { period: 5, kind: 'cubic' })).toThrow(refused);
    for (const period of [0, -1, NaN, Infinity, 'x']) expect(() => interp(1, [0, 1], [0, 1], { period: period as number })).toThrow(refused);
    expect(() => interp(1, [0, 2], [0, 1], { period: 2 })).toThrow(/increasing places/);
    expect(() => interp(1, [0, 1], [0], { period: 2 })).toThrow(/as many values/);
  });
});

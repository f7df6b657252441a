import { concatenate, grad, hessian, jacobian, jit, mul, slice, square, stack, sub, tensor, valueAndGrad, type Tensor } from '@fermat/autodiff';
import { describe, expect, it } from 'vitest';
import { layeredLeastTime } from '../../layered/layeredLeastTime.js';
import { leastTimePath } from '../../search/leastTimePath.js';
import { sensitivity } from '../../sensitivity/sensitivity.js';
import { regions } from '../regions.js';
import { regionsLeastTime } from './regionsLeastTime.js';
import type { DifferentiablePath } from '../../sensitivity/differentiablePath.js';

const strip = (left: number, right: number): number[][] => [[left, -50], [right, -50], [right, 50], [left, 50]];

/** Three strips along x, with the speeds of the first problem. */
function strips(speeds: Tensor, corner: Tensor = tensor(10)): DifferentiablePath {
  const polygon = stack([stack([corner, -50]), tensor([20, -50]), tensor([20, 50]), stack([corner, 50])]);
  return regionsLeastTime({
    regions: [{ polygon: strip(0, 10), speed: slice(speeds, 0) }, { polygon: strip(20, 30), speed: slice(speeds, 2) }, { polygon, speed: slice(speeds, 1) }],
    background: 0.7,
    bounds: [0, -50, 30, 50],
    from: [0, 0],
    to: [30, 20],
  });
}

/** A wall with a corner that a path turns around, and a road whose side it follows. */
function yard(values: Tensor): DifferentiablePath {
  const [ground, road, x, y] = [0, 1, 2, 3].map((i) => slice(values, i)) as [Tensor, Tensor, Tensor, Tensor];
  const wall = [[x, 3], [x, y], [-1, y], [-1, 3]];
  return regionsLeastTime({
    regions: [{ polygon: [[[-10, -6], [30, -6], [30, -4.5], [-10, -4.5]]], speed: road }, { polygon: [wall] as never, speed: 0 }],
    background: ground,
    bounds: [-10, -10, 30, 10],
    from: [-5, 0.3],
    to: stack([mul(12, ground), -1]),
  });
}

describe('regionsLeastTime', () => {
  it('agrees through strips with layers, to the second order', () => {
    const speeds = Float64Array.of(0.7, 0.3, 0.45);
    const flat = (v: Tensor): Tensor => layeredLeastTime({ thicknesses: [10, 10, 10], speeds: v, offset: 20 }).time;
    const { time, path, differentiable } = strips(tensor(speeds));
    expect(differentiable).toBe(true);
    expect(time.item()).toBeCloseTo(81.91168784496783, 11);
    expect((path.toArray() as number[][])[1]![1]).toBeCloseTo(11.173074074867204, 8);
    const [ours, theirs] = [hessian((v: Tensor) => strips(v).time)(speeds), hessian(flat)(speeds)];
    (ours.toArray() as number[][]).forEach((row, i) => row.forEach((value, j) => expect(value / (theirs.toArray() as number[][])[i]![j]!).toBeCloseTo(1, 7)));
  });

  it.each([[[1, 3, 2, -2]], [[1.1, 1.2, 2, -2]]])('has the derivatives that differences show, at %j', (values) => {
    const at = Float64Array.from(values);
    const time = (all: Tensor): Tensor => yard(all).time;
    expect(yard(tensor(at)).differentiable).toBe(true);
    const gradient = grad(time)(at);
    const curvature = hessian(time)(at).toArray() as number[][];
    const moves = jacobian((all: Tensor) => yard(all).path)(at).toArray() as number[][][];
    const step = 1e-4;
    at.forEach((value, i) => {
      const [ahead, behind] = [step, -step].map((by) => {
        const moved = at.map((v, k) => (k === i ? value + by : v));
        return { path: yard(tensor(moved)).path.toArray() as number[][], timed: valueAndGrad(time)(moved) };
      }) as [{ path: number[][]; timed: [number, Float64Array] }, { path: number[][]; timed: [number, Float64Array] }];
      const difference = (a: number, b: number): number => (a - b) / (2 * step);
      expect(difference(ahead.timed[0], behind.timed[0])).toBeCloseTo(gradient[i]!, 5);
      curvature.forEach((row, k) => expect(difference(ahead.timed[1][k]!, behind.timed[1][k]!)).toBeCloseTo(row[i]!, 5));
      moves.forEach((point, n) => point.forEach((slopes, axis) => expect(difference(ahead.path[n]![axis]!, behind.path[n]![axis]!)).toBeCloseTo(slopes[i]!, 5)));
    });
  });

  it('says what sensitivity says', () => {
    const at = [1, 3, 2, -2];
    const map = regions({
      regions: [{ polygon: [[-10, -6], [30, -6], [30, -4.5], [-10, -4.5]], speed: 3 }, { polygon: [[2, 3], [2, -2], [-1, -2], [-1, 3]], speed: 0 }],
      background: 1,
      bounds: [-10, -10, 30, 10],
    });
    const { speeds, to, pointsChange, corners } = sensitivity(leastTimePath(map, { from: [-5, 0.3], to: [12, -1] }), map);
    const [ground, road, x] = grad((values: Tensor) => yard(values).time)(Float64Array.from(at));
    expect(ground).toBeCloseTo(speeds[2]! + 12 * to[0]!, 12);
    expect(road).toBeCloseTo(speeds[0]!, 12);
    expect(x).toBeCloseTo(corners[1]![0]![0]![0]![0]! + corners[1]![0]![0]![1]![0]!, 12);
    const moves = jacobian((values: Tensor) => yard(values).path)(Float64Array.from(at)).toArray() as number[][][];
    pointsChange({ speeds: [1, 0, 0] }).forEach((point, n) => point.forEach((value, axis) => expect(value).toBeCloseTo(moves[n]![axis]![1]!, 12)));
  });

  it('bends between regions of equal speed as soon as their speeds differ', () => {
    const time = (speeds: Tensor): Tensor => strips(speeds).time;
    const same = Float64Array.of(0.5, 0.5, 0.5);
    const flat = hessian((v: Tensor) => layeredLeastTime({ thicknesses: [10, 10, 10], speeds: v, offset: 20 }).time)(same).toArray() as number[][];
    (hessian(time)(same).toArray() as number[][]).forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(flat[i]![j]!, 7)));
  });

  it('is a part of a larger program: the speed that makes two ways equally long', () => {
    const late = (speed: Tensor): Tensor => square(sub(strips(concatenate([stack([0.7, speed]), [0.45]])).time, 90));
    let speed = 0.3;
    for (let step = 0; step < 25; step++) speed -= grad(late)(speed) / hessian(late)(speed);
    expect(strips(tensor([0.7, speed, 0.45])).time.item()).toBeCloseTo(90, 6);
  });

  it('says where there is a kink, and what is no number', () => {
    const around = regionsLeastTime({ regions: [{ polygon: [[4, -1], [6, -1], [6, 1], [4, 1]], speed: 0 }], background: 1, bounds: [0, -5, 10, 5], from: [0, 0], to: [10, 0] });
    expect(around.differentiable).toBe(false);
    expect(around.reason).toContain('another path takes as long');
    const walled = regionsLeastTime({ regions: [{ polygon: [[4, -5], [6, -5], [6, 5], [4, 5]], speed: 0 }], background: 1, bounds: [0, -5, 10, 5], from: [0, 0], to: [10, 0] });
    expect(walled).toMatchObject({ differentiable: false, reason: 'no path joins the ends.' });
    expect(walled.time.item()).toBe(Infinity);
    expect(() => jit((v: Tensor) => strips(v).time)(Float64Array.of(1, 2, 3))).toThrow(expect.objectContaining({ code: 'UNKNOWN_NUMBERS' }));
  });

  it('takes rings that are closed, holes, and several polygons', () => {
    const ring = (x: number): number[][] => [[x, -4], [x + 2, -4], [x + 2, 4], [x, 4], [x, -4]];
    const time = (speed: Tensor): Tensor =>
      regionsLeastTime({ regions: [{ polygon: [[ring(1)], [mul(ring(6), stack([1, 1]))]], speed }], background: 1, bounds: [0, -5, 10, 5], from: [0, 0], to: [10, 1] }).time;
    const step = 1e-4;
    const difference = (time(tensor(0.5 + step)).item() - time(tensor(0.5 - step)).item()) / (2 * step);
    expect(grad(time)(0.5)).toBeCloseTo(difference, 5);
    expect(difference).toBeLessThan(-15);
  });
});

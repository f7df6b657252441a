import { add, AutodiffError, cond, div, full, grad, greater, jit, jvp, mul, reshape, scan, sin, slice, sqrt, stack, sub, sum, tensor, vjp, vmap, type Tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cosineAnnealing, geometricAnnealing, linearAnnealing, softAbs, softArgmax, softArgmin, softArgsort, softClip, softEqual, softFor, softGreater, softIf, softLess,
  softMax, softMaximum, softMin, softMinimum, softRank, softSort, softStep, softSwitch, softWhile, straightThrough,
} from './index.js';

const o = { temperature: 0.3 };

/** Every soft op as a function of four numbers, whose results are summed with weights. */
const ops: Record<string, (x: Tensor) => Tensor> = {
  softStep: x => softStep(x, o),
  softGreater: x => softGreater(x, 0.2, o),
  softLess: x => softLess(x, slice(x, [null, null, -1]), o),
  softEqual: x => softEqual(x, slice(x, [null, null, -1]), o),
  softIf: x => softIf(x, sin(x), mul(x, x), o),
  softSwitch: x => softSwitch(x, [1, 2, 3, 4].map(k => sin(mul(k, x))), o),
  'softSwitch of an index': x => softSwitch(sum(x), [1, 2, 3].map(k => sin(mul(k, x))), o),
  softMax: x => softMax(x, o),
  softMin: x => softMin(x, o),
  'softMax along an axis': x => softMax(reshape(x, [2, 2]), { ...o, axis: 1, keepdims: true }),
  softMaximum: x => softMaximum(x, 0.2, o),
  softMinimum: x => softMinimum(x, slice(x, [null, null, -1]), o),
  softAbs: x => softAbs(x, o),
  softClip: x => softClip(x, -0.5, 0.5, o),
  softArgmax: x => softArgmax(x, o),
  softArgmin: x => softArgmin(x, o),
  softSort: x => softSort(x, o),
  softArgsort: x => softArgsort(x, o),
  softRank: x => softRank(x, o),
  softWhile: x => softWhile((y: Tensor) => sub(3, sum(y)), y => add(mul(y, 1.1), 0.3), x, { ...o, maxIterations: 8 }),
  softFor: x => softFor(add(2, sum(x)), (i, y: Tensor) => add(y, sin(add(y, i))), x, { ...o, maxIterations: 8 }),
};

const scalar = (f: (x: Tensor) => Tensor) => (x: Tensor): Tensor => {
  const y = f(x);
  return sum(mul(reshape(y, [-1]), Float64Array.from({ length: y.size }, (_, i) => Math.cos(1 + i))));
};

const point = Float64Array.of(0.31, -0.42, 0.77, 0.05);
const direction = Float64Array.of(0.4, 1, -0.7, 0.2);

describe.each(Object.entries(ops))('%s', (_, op) => {
  const f = scalar(op);

  it('has the derivative of its differences, in both modes', () => {
    const at = (t: number): number => f(tensor(point.map((p, i) => p + t * direction[i]!))).item();
    const d = (h: number): number => (at(h) - at(-h)) / (2 * h);
    const expected = (4 * d(5e-4) - d(1e-3)) / 3;
    expect(jvp(f, [point], [direction])[1].item()).toBeCloseTo(expected, 8);
    const gradient = grad(f)(point);
    expect(gradient.reduce((total, g, i) => total + g * direction[i]!, 0)).toBeCloseTo(expected, 8);
  });

  it('is the same compiled, mapped and in a scan', () => {
    const expected = grad(f)(point);
    jit(grad(f))(point).data().forEach((g, i) => expect(g).toBeCloseTo(expected[i]!, 12));
    const points = tensor([Array.from(point), Array.from(direction), Array.from(point)]);
    const mapped = jit(vmap((x: Tensor) => grad(f)(x)))(points);
    const alone = [point, direction, point].flatMap(x => Array.from(grad(f)(x)));
    mapped.data().forEach((g, i) => expect(g).toBeCloseTo(alone[i]!, 11));
    const [, scanned] = scan((carry: Tensor, x: Tensor) => [carry, grad(f)(x)] as const, tensor(0), points);
    scanned.data().forEach((g, i) => expect(g).toBeCloseTo(alone[i]!, 11));
  });

  it('has second derivatives', () => {
    const slope = (t: number): number => jvp(f, [point.map((p, i) => p + t * direction[i]!)], [direction])[1].item();
    const d = (h: number): number => (slope(h) - slope(-h)) / (2 * h);
    const [, second] = jvp((x: Tensor) => jvp(f, [x], [tensor(direction)])[1], [point], [direction]);
    expect(second.item()).toBeCloseTo((4 * d(5e-4) - d(1e-3)) / 3, 6);
  });
});

describe('straight through', () => {
  const through = { ...o, straightThrough: true };
  it.each<[string, (x: Tensor, options: typeof o) => Tensor, (x: number[]) => readonly number[]]>([
    ['softStep', (x, s) => softStep(x, s), x => x.map(v => (v > 0 ? 1 : 0))],
    ['softGreater', (x, s) => softGreater(x, 0.2, s), x => x.map(v => (v > 0.2 ? 1 : 0))],
    ['softLess', (x, s) => softLess(x, 0.2, s), x => x.map(v => (v < 0.2 ? 1 : 0))],
    ['softEqual', (x, s) => softEqual(x, point, s), x => x.map((v, i) => (v === point[i] ? 1 : 0))],
    ['softIf', (x, s) => softIf(x, mul(2, x), mul(3, x), s), x => x.map(v => (v > 0 ? 2 * v : 3 * v))],
    ['softSwitch', (x, s) => softSwitch(x, [10, 20, 30, 40], s), x => [10 * (1 + x.indexOf(Math.max(...x)))]],
    ['softMax', (x, s) => softMax(x, s), x => [Math.max(...x)]],
    ['softMin', (x, s) => softMin(x, s), x => [Math.min(...x)]],
    ['softMaximum', (x, s) => softMaximum(x, 0.2, s), x => x.map(v => Math.max(v, 0.2))],
    ['softMinimum', (x, s) => softMinimum(x, 0.2, s), x => x.map(v => Math.min(v, 0.2))],
    ['softAbs', (x, s) => softAbs(x, s), x => x.map(Math.abs)],
    ['softClip', (x, s) => softClip(x, -0.3, 0.3, s), x => x.map(v => Math.min(Math.max(v, -0.3), 0.3))],
    ['softArgmax', (x, s) => softArgmax(x, s), x => [x.indexOf(Math.max(...x))]],
    ['softArgmin', (x, s) => softArgmin(x, s), x => [x.indexOf(Math.min(...x))]],
    ['softSort', (x, s) => softSort(x, s), x => [...x].sort((a, b) => a - b)],
    ['softSort along another axis', (x, s) => softSort(reshape(x, [4, 1]), { ...s, axis: 0 }), x => [...x].sort((a, b) => a - b)],
    ['softArgsort', (x, s) => softArgsort(x, s), x => [...x.keys()].sort((i, j) => x[i]! - x[j]!)],
    ['softRank', (x, s) => softRank(x, s), x => x.map(v => x.filter(other => other < v).length)],
    ['softWhile', (x, s) => softWhile((y: Tensor) => sub(1.5, y), y => add(y, 1), sum(x), { ...s, maxIterations: 9 }), ([a, b, c, d]) => [a! + b! + (c! + d!) + 1]],
    ['softFor', (x, s) => softFor(add(sum(x), 2), (_, y: Tensor) => add(y, 1), tensor(0), { ...s, maxIterations: 9 }), () => [3]],
  ])('%s gives the hard value and the soft slope', (_, op, hard) => {
    const found = op(tensor(point), through).data();
    hard(Array.from(point)).forEach((value, i) => expect(found[i]).toBeCloseTo(value, 15));
    expect(grad(scalar(x => op(x, through)))(point)).toEqual(grad(scalar(x => op(x, o)))(point));
  });

  it('of two values of one\'s own', () => {
    const f = (x: Tensor): Tensor => straightThrough(softStep(x, { temperature: 1e-9 }), sin(x));
    expect([f(tensor(2)).item(), grad(f)(2)]).toEqual([1, Math.cos(2)]);
  });
});

describe('branches', () => {
  it('are trees, or functions that give them', () => {
    const found = softIf(0, () => ({ a: 1, b: [tensor([1, 2]), 3] as const }), { a: 3, b: [tensor([3, 4]), 5] as const }, o);
    expect([found.a.item(), found.b[0].toArray(), found.b[1].item()]).toEqual([2, [2, 3], 4]);
  });

  it('without weight do no harm, whatever they are', () => {
    const f = (x: Tensor): Tensor => softIf(x, sqrt(x), div(1, sub(x, x)), { temperature: 1e-3 });
    expect([f(tensor(4)).item(), grad(f)(4), jit(grad(f))(4).item()]).toEqual([2, 0.25, 0.25]);
  });

  it('are averaged alike by a preference and by its condition', () => {
    fc.assert(
      fc.property(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }), (x, a) => {
        expect(softIf(softGreater(x, 0, o), a, 1).item()).toBeCloseTo(softIf(x, a, 1, o).item(), 14);
      }),
    );
  });

  it('tend to cond', () => {
    const hard = (x: Tensor): Tensor => cond(greater(x, 1), y => mul(2, y), y => sin(y), x);
    const soft = (x: Tensor): Tensor => softIf(sub(x, 1), mul(2, x), sin(x), { temperature: 1e-3 });
    for (const x of [0.3, 0.9, 1.2]) expect(grad(soft)(x)).toBeCloseTo(grad(hard)(x), 12);
  });

  it('are refused where their structures differ, or the condition makes no sense', () => {
    const code = (f: () => unknown): string => {
      try {
        f();
      } catch (error) {
        if (error instanceof AutodiffError) return error.code;
      }
      return 'none';
    };
    expect(code(() => softIf(0, [1, 2] as never, [1] as never, o))).toBe('branches-differ');
    expect(code(() => softIf(0, { a: 1 } as never, { b: 1 } as never, o))).toBe('branches-differ');
    expect(code(() => softIf(3, 1, 2))).toBe('not-a-preference');
    expect(code(() => grad((x: Tensor) => softIf(x, x, 2))(3))).toBe('not-a-preference');
    expect(code(() => softIf(greater(1, 0), 1, 2, o))).toBe('bool-with-temperature');
    expect(code(() => softSwitch([1, 2], [1, 2, 3], o))).toBe('invalid-choice');
    expect(code(() => softSwitch(1, [], o))).toBe('invalid-choice');
    for (const temperature of [0, -1, NaN, Infinity, tensor(-1), tensor([1, 2]), undefined as never]) {
      expect(code(() => softMax([1, 2], { temperature }))).toBe('invalid-temperature');
    }
    expect(code(() => softSort(3, o))).toBe('nothing-to-order');
    expect(code(() => softArgmin(3, { ...o, axis: 0 }))).toBe('nothing-to-order');
    expect(code(() => softWhile((x: Tensor) => x, x => x, tensor([1, 2]), { ...o, maxIterations: 2 }))).toBe('not-a-scalar-condition');
    expect(code(() => softWhile((x: Tensor) => x, x => x, tensor(1), { ...o, maxIterations: -1 }))).toBe('invalid-max-iterations');
    expect(code(() => geometricAnnealing({ from: 1, to: 0, steps: 3 }))).toBe('invalid-annealing');
    expect(code(() => linearAnnealing({ from: 1, to: 2, steps: 0 }))).toBe('invalid-annealing');
  });
});

it('orders of any axis', () => {
  const x = tensor([[3, 1], [1, 4], [2, 2]]);
  const s = { temperature: 0.02 };
  const round = (t: Tensor): unknown => JSON.parse(JSON.stringify(t.toArray(), (_, v: unknown) => (typeof v === 'number' ? Math.round(v) : v)));
  expect(round(softSort(x, { ...s, axis: 0 }))).toEqual([[1, 1], [2, 2], [3, 4]]);
  expect(round(softArgsort(x, { ...s, axis: 0 }))).toEqual([[1, 0], [2, 2], [0, 1]]);
  expect(round(softRank(x, { ...s, axis: 0 }))).toEqual([[2, 0], [0, 2], [1, 1]]);
  expect(round(softArgmin(x, { ...s, axis: 1 }))).toEqual([1, 0, expect.any(Number) as number]);
});

it('holds at extreme values', () => {
  expect(softClip([-Infinity, -1e300, 1e300, Infinity], 0, 1, o).toArray()).toEqual([0, 0, 1, 1]);
  expect(softMax([1e308, -1e308], o).item()).toBe(1e308);
  expect(softStep([-1e308, 1e308], o).toArray()).toEqual([0, 1]);
  expect(softAbs(1e308, o).item()).toBe(1e308);
});

describe('a temperature', () => {
  it('may be traced, and has a derivative', () => {
    const f = (t: Tensor): Tensor => softMax([1, 1], { temperature: t });
    expect(jit(grad(f))(0.7).item()).toBeCloseTo(Math.LN2, 14);
  });

  it.each([
    ['geometric', geometricAnnealing({ from: 4, to: 0.04, steps: 10 }), [4, 0.4, 0.04]],
    ['linear', linearAnnealing({ from: 4, to: 1, steps: 10 }), [4, 2.5, 1]],
    ['cosine', cosineAnnealing({ from: 4, to: 1, steps: 10 }), [4, 2.5, 1]],
  ] as const)('falls by a schedule: %s', (_, schedule, [first, middle, last]) => {
    const found = [0, 5, 10, 25].map(step => schedule(step));
    [first, middle, last, last].forEach((t, i) => expect(found[i]).toBeCloseTo(t, 13));
    expect(jit((step: Tensor) => schedule(step))(5).item()).toBeCloseTo(middle, 13);
    for (let step = 0; step < 12; step++) expect(schedule(step + 1)).toBeLessThanOrEqual(schedule(step));
  });
});

describe('softWhile', () => {
  /** A throw from the ground, in steps of explicit midpoint, softly ended at the height 0; where does it land? */
  const landing = (vx: Tensor, vy: Tensor, { dt, temperature }: { dt: number; temperature: number }): Tensor => {
    const end = softWhile(
      ({ y, vy }) => add(y, softIf(softGreater(vy, 0, { temperature: 0.1 }), 10, 0)),
      ({ x, y, vy }) => ({ x: add(x, mul(dt, vx)), y: add(y, mul(dt, sub(vy, 0.5 * 9.81 * dt))), vy: sub(vy, 9.81 * dt) }),
      { x: mul(0, vx), y: mul(0, vx), vy },
      { temperature, maxIterations: Math.ceil(3 / dt) },
    );
    return end.x;
  };

  it('differentiates the landing point of a throw', () => {
    const [vx, vy] = [7, 9];
    const exact = { x: (2 * vx * vy) / 9.81, byVx: (2 * vy) / 9.81, byVy: (2 * vx) / 9.81 };
    const dt = 0.004;
    const f = (a: Tensor, b: Tensor): Tensor => landing(a, b, { dt, temperature: vy * dt });
    const [byVx, byVy] = jit((a: Tensor, b: Tensor) => grad(f, { argnums: [0, 1] })(a, b))(vx, vy);
    expect(Math.abs(f(tensor(vx), tensor(vy)).item() / exact.x - 1)).toBeLessThan(0.01);
    expect(Math.abs(byVx.item() / exact.byVx - 1)).toBeLessThan(0.01);
    expect(Math.abs(byVy.item() / exact.byVy - 1)).toBeLessThan(0.01);
  });

  it('has weights that sum to 1: what does not change is returned', () => {
    const { kept } = softWhile(({ n }: { n: Tensor; kept: Tensor }) => sub(2.2, n), ({ n, kept }) => ({ n: add(n, 1), kept }), { n: tensor(0), kept: tensor(5) }, { temperature: 3, maxIterations: 4 });
    expect(kept.item()).toBeCloseTo(5, 14);
  });

  it('averages whole numbers as real ones, and keeps float32', () => {
    const init = { n: tensor(0, 'int32'), x: full([2], 1, 'float32') };
    const end = softWhile(({ n }) => sub(2, n), ({ n, x }) => ({ n: add(n, tensor(1, 'int32')), x: mul(x, 2) }), init, { temperature: 0.01, maxIterations: 5 });
    expect([end.n.dtype, end.n.item(), end.x.dtype]).toEqual(['float64', 2.5, 'float32']);
  });

  it('is not poisoned by what comes after the exit', () => {
    const f = (x: Tensor): Tensor => softWhile((y: Tensor) => y, y => sub(sqrt(y), 1), x, { temperature: 1e-4, maxIterations: 6 });
    // 9, 2, √2 - 1, and then below 0; the next step is NaN.
    expect(f(tensor(9)).item()).toBeCloseTo(Math.sqrt(Math.SQRT2 - 1) - 1, 14);
    const slope = 1 / 6 / (2 * Math.SQRT2) / (2 * Math.sqrt(Math.SQRT2 - 1));
    expect(grad(f)(9)).toBeCloseTo(slope, 14);
    expect(jvp(f, [9], [1])[1].item()).toBeCloseTo(slope, 14);
    expect(jit(grad(f))(9).item()).toBeCloseTo(slope, 14);
  });

  it('of no steps returns where it starts', () => {
    expect(softWhile((x: Tensor) => x, x => x, tensor(3), { ...o, maxIterations: 0 }).item()).toBe(3);
  });
});

it('pulls back what it pushes forward', () => {
  const f = (x: Tensor): Tensor => stack([softMax(x, o), softArgmin(x, o), sum(softSort(x, o))]);
  const u = Float64Array.of(0.3, -1, 2);
  const forward = sum(mul(jvp(f, [point], [direction])[1], u)).item();
  const [back] = vjp(f, point)[1](u);
  expect((back as Float64Array).reduce((total, v, i) => total + v * direction[i]!, 0)).toBeCloseTo(forward, 13);
});

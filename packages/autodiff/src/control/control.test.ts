import { describe, expect, it } from 'vitest';
import { interpreterBackend } from '../backends/interpreterBackend.js';
import { createJsBackend } from '../backends/js/jsBackend.js';
import { wasmBackend } from '../backends/wasm/wasmBackend.js';
import {
  add, cond, cos, div, exp, foriLoop, grad, greater, hessian, jit, jvp, less, mul, neg, scan, select, sin, slice, sqrt, square, stack, sub, sum,
  switchCase, tensor, vmap, whileLoop, type Tensor,
} from '../index.js';
import { optimize } from '../passes/optimize.js';
import { traceAbstract } from '../transforms/trace.js';

const backends = [interpreterBackend, createJsBackend(Infinity), createJsBackend(0), wasmBackend];

/** What every backend computes of a function of vectors; they must agree to the bit. */
function everywhere(f: (...xs: Tensor[]) => Tensor, ...args: Float64Array[]): Float64Array {
  const graph = optimize(traceAbstract('test', f, args).graph);
  const [first, ...others] = backends.map(backend => {
    const output = new Float64Array(graph.outputs[0]!.size);
    backend.compile(graph).run(...args, output);
    return output;
  });
  for (const other of others) expect(other).toEqual(first);
  return first!;
}

/** A nonlinear recurrence over a sequence, by scan and by a host loop. */
const byScan = (w: Tensor, xs: Tensor): Tensor => {
  const [last, outputs] = scan(
    ({ s, n }: { s: Tensor; n: Tensor }, x: Tensor) => [{ s: sin(add(mul(w, s), x)), n: add(n, 1) }, mul(s, x)] as const,
    { s: tensor(0.5), n: tensor(0) },
    xs,
  );
  return add(add(square(last.s), sum(mul(outputs, w))), last.n);
};

const byLoop = (w: Tensor, xs: Tensor): Tensor => {
  let s: Tensor = tensor(0.5);
  let total: Tensor = tensor(xs.size);
  for (let i = 0; i < xs.size; i++) {
    const x = slice(xs, i);
    total = add(total, mul(mul(s, x), w));
    s = sin(add(mul(w, s), x));
  }
  return add(square(s), total);
};

const xs = Float64Array.of(0.3, -0.2, 0.9, 0.1, -0.7);

describe('scan', () => {
  it('is a loop, with its first and second derivatives', () => {
    const w = 1.3;
    expect(byScan(tensor(w), tensor(xs)).item()).toBeCloseTo(byLoop(tensor(w), tensor(xs)).item(), 13);
    const [dw, dx] = grad(byScan, { argnums: [0, 1] })(w, xs);
    const [ew, ex] = grad(byLoop, { argnums: [0, 1] })(w, xs);
    expect(dw).toBeCloseTo(ew, 12);
    dx.forEach((d, i) => expect(d).toBeCloseTo(ex[i]!, 12));
    expect(jvp(byScan, [w, xs], [1, xs])[1].item()).toBeCloseTo(jvp(byLoop, [w, xs], [1, xs])[1].item(), 12);
    const second = (f: typeof byScan): number[] => hessian((x: Tensor) => f(tensor(w), x))(xs).data() as unknown as number[];
    second(byScan).forEach((h, i) => expect(h).toBeCloseTo(second(byLoop)[i]!, 11));
  });

  it('compiles to the same bits everywhere, with its gradient', () => {
    expect(everywhere(x => byScan(tensor(1.3), x), xs)[0]).toBeCloseTo(byLoop(tensor(1.3), tensor(xs)).item(), 12);
    everywhere(x => grad((y: Tensor) => byScan(sum(y), y))(x), xs);
    everywhere(x => scan((carry: Tensor, row: Tensor) => [add(mul(0.5, carry), row), slice(carry, [null, null, -1])], x, stack([x, sin(x), cos(x)]))[1], xs);
  });

  it('goes in reverse, without sequences, and over none', () => {
    const [, suffix] = scan((s: Tensor, x: Tensor) => [add(s, x), add(s, x)], tensor(0), tensor([1, 2, 3]), { reverse: true });
    expect(suffix.toArray()).toEqual([6, 5, 3]);
    const [fib] = scan(([a, b]: readonly [Tensor, Tensor]) => [[b, add(a, b)] as const, a] as const, [tensor(0), tensor(1)] as readonly [Tensor, Tensor], null, { length: 10 });
    expect(fib[0].item()).toBe(55);
    expect(scan((s: Tensor, x: Tensor) => [add(s, x), s], tensor(7), tensor([]))[0].item()).toBe(7);
  });

  it('is mapped and closes over outer values', () => {
    const f = (x: Tensor): Tensor => scan((s: Tensor, y: Tensor) => [add(mul(s, x), y), s], tensor(1), tensor([1, 2, 3]))[0];
    const points = Float64Array.of(0.5, 2, -1);
    expect(vmap(f)(points).toArray()).toEqual([...points].map(x => f(tensor(x)).item()));
    expect(vmap((x: Tensor) => grad(f)(x))(points).toArray()).toEqual([...points].map(x => grad(f)(x)));
    expect(grad((x: Tensor) => grad(f)(x))(2)).toBe(6 * 2 + 2);
  });

  it('never lets the branch not taken poison a gradient, at any step', () => {
    const f = (x: Tensor): Tensor => scan((s: Tensor) => [select(greater(s, 0.5), sqrt(sub(s, 0.5)), mul(s, 1)), []] as const, x, null, { length: 3 })[0];
    expect(grad(f)(0.5)).toBe(1);
    expect(jit((x: Tensor) => grad(f)(x))(0.5).item()).toBe(1);
  });

  it('keeps to the branch taken to the fourth derivative, in every mix of modes', () => {
    const step = (s: Tensor): Tensor => select(greater(s, 0.5), mul(sqrt(sub(s, 0.5)), s), square(s));
    const looped = (x: Tensor): Tensor => scan((s: Tensor) => [step(s), []] as const, x, null, { length: 2 })[0];
    const backwards = (f: (x: Tensor) => Tensor) => (x: Tensor): Tensor => grad(f)(x);
    const forwards = (f: (x: Tensor) => Tensor) => (x: Tensor): Tensor => jvp(f, [x], [1])[1];
    // x^4
    for (const third of [backwards(backwards(backwards(looped))), backwards(forwards(backwards(looped))), forwards(backwards(forwards(looped)))]) {
      expect(third(tensor(0.5)).item()).toBeCloseTo(12, 12);
      expect(backwards(third)(tensor(0.5)).item()).toBeCloseTo(24, 12);
    }
  });

  it('stacks outputs of any kind as Tensors', () => {
    const [, { rows, numbers, pair }] = scan((s: Tensor, x: Tensor) => [add(s, x), { rows: x, numbers: 7, pair: [1, 2] }] as const, tensor(0), tensor([1, 2, 3]));
    expect([rows, numbers, pair].map(output => (output as Tensor).toArray())).toEqual([[1, 2, 3], [7, 7, 7], [[1, 2], [1, 2], [1, 2]]]);
    expect(scan((s: Tensor, x: Tensor) => [add(s, x), null], tensor(0), tensor([1, 2]))[0].item()).toBe(3);
  });

  it('keeps the dtype of its carry, and rounds nothing to it', () => {
    const counted = scan((n: Tensor, x: Tensor) => [add(n, 1), mul(n, x)], tensor(0, 'int32'), tensor([0.5, 0.5]));
    expect([counted[0].dtype, counted[0].item(), counted[1].toArray()]).toEqual(['int32', 2, [0, 0.5]]);
    expect(scan((n: Tensor) => [0, n] as never, tensor(5, 'int32'), null, { length: 2 })[0].dtype).toBe('int32');
    expect(scan((s: Tensor, n: Tensor) => [n, s], tensor(0), Int32Array.of(3, 4))[0].dtype).toBe('float64');
    const rounded = /dtype float64 where int32 is expected.*astype/;
    expect(() => scan((n: Tensor, x: Tensor) => [add(n, x), n], tensor(0, 'int32'), tensor([1.5, 2]))).toThrow(rounded);
    expect(() => whileLoop((n: Tensor) => less(n, 5), n => add(n, 0.5), tensor(0, 'int32'))).toThrow(rounded);
    expect(() => foriLoop(0, 3, (_, n: Tensor) => mul(n, 1.5), tensor(1, 'int32'))).toThrow(rounded);
  });

  it('refuses what does not fit', () => {
    expect(() => scan((s: Tensor, x: Tensor) => [s, x], tensor(1), [1, 2, 3] as never)).toThrow(/the sequences is a scalar or an array of scalars.*typed array/);
    expect(() => scan((s: Tensor) => [stack([s, s]), s], tensor(1), tensor([1]))).toThrow(/\[2\] and \[\]/);
    expect(() => scan((s: Tensor) => [s, s], tensor(1))).toThrow(/length/);
    expect(() => scan((s: Tensor, [a]: readonly [Tensor, Tensor]) => [add(s, a), s], tensor(1), [tensor([1]), tensor([1, 2])] as const)).toThrow(/2 rows where 1/);
  });
});

describe('cond and switchCase', () => {
  const f = (x: Tensor): Tensor => cond(greater(sum(x), 0), y => sum(sqrt(y)), y => sum(square(y)), x);

  it('run the chosen branch, with its derivative', () => {
    expect(f(tensor([4, 9])).item()).toBe(5);
    expect(grad(f)(Float64Array.of(4, 16))).toEqual(Float64Array.of(0.25, 0.125));
    for (const point of [Float64Array.of(4, 16), Float64Array.of(-1, -2)]) {
      expect(everywhere(f, point)[0]).toBe(f(tensor(point)).item());
      expect(everywhere(x => grad(f)(x), point)).toEqual(grad(f)(point));
      expect(everywhere(x => jvp(f, [x], [x])[1], point)[0]).toBe(jvp(f, [point], [point])[1].item());
    }
  });

  it('hold the index between the first branch and the last', () => {
    const g = jit((k: Tensor, x: Tensor) => switchCase(k, [y => neg(y), y => square(y), y => exp(y)], x));
    expect([-5, 0, 1, 2, 9].map(k => g(k, 2).item())).toEqual([-2, -2, 4, Math.exp(2), Math.exp(2)].map(y => expect.closeTo(y, 12) as number));
  });

  it('are mapped, with one choice for all or one for each', () => {
    const each = vmap((x: Tensor) => cond(greater(x, 0), y => sqrt(y), y => square(y), x));
    expect(each(Float64Array.of(4, -3, 9)).toArray()).toEqual([2, 9, 3]);
    const together = jit((flag: Tensor, x: Tensor) => vmap((y: Tensor) => cond(greater(flag, 0), z => mul(z, 2), z => z, y))(x));
    expect(together(1, Float64Array.of(1, 2)).toArray()).toEqual([2, 4]);
  });

  it('ask for results of one type', () => {
    expect(() => jit((x: Tensor) => cond(greater(x, 0), y => y, y => stack([y, y]), x))(1)).toThrow(/\(float64\[\]\), not \(float64\[2\]\)/);
    expect(() => cond(1, y => y, y => y, tensor(1))).toThrow(/bool/);
  });
});

describe('whileLoop', () => {
  /** Newton's iteration for a square root, until it stands. */
  const root = (a: Tensor): Tensor =>
    whileLoop(
      ({ x, previous }: { x: Tensor; previous: Tensor }) => greater(sub(previous, x), 1e-12),
      ({ x }) => ({ x: mul(0.5, add(x, div(a, x))), previous: x }),
      { x: a, previous: add(a, 1) },
    ).x;

  it('repeats as long as its condition holds, on every backend', () => {
    expect(root(tensor(2)).item()).toBeCloseTo(Math.SQRT2, 14);
    expect(everywhere(x => root(slice(x, 0)), Float64Array.of(9))[0]).toBeCloseTo(3, 14);
    const doubling = (x: Tensor): Tensor => whileLoop((y: Tensor) => less(sum(y), 50), y => add(mul(y, 2), slice(y, [null, null, -1])), x);
    let expected = [1, 2, 3];
    while (expected.reduce((total, y) => total + y) < 50) expected = expected.map((y, i) => 2 * y + expected[2 - i]!);
    expect([...everywhere(doubling, Float64Array.of(1, 2, 3))]).toEqual(expected);
  });

  it('has forward derivatives, is mapped, and says why it goes no further', () => {
    expect(jvp(root, [2], [1])[1].item()).toBeCloseTo(0.5 / Math.SQRT2, 12);
    vmap(root)(Float64Array.of(4, 9, 100)).data().forEach((x, i) => expect(x).toBeCloseTo([2, 3, 10][i]!, 13));
    expect(() => grad(root)(2)).toThrow(/no reverse mode.*maxIterations/);
  });
});

describe('whileLoop with a bound', () => {
  const bounded = (maxIterations: number) => (a: Tensor): Tensor =>
    whileLoop(
      ({ x, previous }) => greater(sub(previous, x), 1e-12),
      ({ x }) => ({ x: mul(0.5, add(x, div(a, x))), previous: x }),
      { x: a, previous: add(a, 1) },
      { maxIterations },
    ).x;

  it('has derivatives in every mode and order', () => {
    const root = bounded(30);
    expect(root(tensor(2)).item()).toBeCloseTo(Math.SQRT2, 14);
    expect(grad(root)(2)).toBeCloseTo(0.5 / Math.SQRT2, 13);
    expect(hessian(root)(2)).toBeCloseTo(-0.25 * 2 ** -1.5, 12);
    expect(grad((x: Tensor) => jvp(root, [x], [1])[1])(2)).toBeCloseTo(-0.25 * 2 ** -1.5, 12);
    expect(jit((x: Tensor) => grad(root)(x), { backend: 'js' })(9).item()).toBeCloseTo(1 / 6, 13);
    const points = Float64Array.of(4, 9, 100);
    const slopes = [vmap((x: Tensor) => grad(root)(x))(points).data(), grad((xs: Tensor) => sum(vmap(root)(xs)))(points)];
    for (const found of slopes) found.forEach((d, i) => expect(d).toBeCloseTo(0.5 / Math.sqrt(points[i]!), 12));
  });

  it('ends at the bound at the latest, and takes no step too many', () => {
    const power = (maxIterations: number) => (x: Tensor): Tensor => whileLoop(y => less(y, 100), y => mul(y, x), x, { maxIterations });
    expect([0, 1, 3, 4, 50].map(n => power(n)(tensor(3)).item())).toEqual([3, 9, 81, 243, 243]);
    expect([0, 1, 3, 4, 50].map(n => grad(power(n))(3))).toEqual([1, 6, 4 * 27, 5 * 81, 5 * 81]);
    expect(grad((x: Tensor) => whileLoop(y => less(y, 1), y => sqrt(sub(y, 100)), x, { maxIterations: 5 }))(2)).toBe(1);
    for (const n of [-1, 1.5, NaN]) expect(() => power(n)(tensor(3))).toThrow(/maxIterations/);
  });

  it('gives its functions Tensors, whatever kind the carry starts as', () => {
    expect(whileLoop(({ n }) => less(n, 5), ({ n }) => ({ n: n.add(2) }), { n: 1 }).n.item()).toBe(5);
    expect(scan((s, x) => [s.add(x), s] as const, 1, Float64Array.of(1, 2))[0].item()).toBe(4);
    expect(foriLoop(0, 3, (_, [a, b]) => [b!, a!.add(b!)], [1, 1]).map(x => x.item())).toEqual([3, 5]);
  });
});

describe('foriLoop', () => {
  it('counts in int32', () => {
    expect(foriLoop(1, 6, (i, product: Tensor) => mul(product, i), tensor(1)).item()).toBe(120);
    expect(foriLoop(3, 3, (i, x: Tensor) => add(x, i), tensor(1)).item()).toBe(1);
    expect(grad((x: Tensor) => foriLoop(0, 4, (_, y) => mul(y, x), tensor(1)))(3)).toBe(4 * 27);
  });

  it('takes bounds that are still traced', () => {
    const power = (x: Tensor, n: Tensor): Tensor => foriLoop(0, n, (_, y) => mul(y, x), tensor(1), { maxIterations: 8 });
    expect(power(tensor(3), tensor(4)).item()).toBe(81);
    expect([0, 1, 4].map(n => jit(power)(3, n).item())).toEqual([1, 3, 81]);
    expect(jit(grad(power))(3, 4).item()).toBe(4 * 27);
    expect(vmap(grad(power), { inAxes: [null, 0] })(3, Int32Array.of(0, 1, 4)).toArray()).toEqual([0, 1, 108]);
    expect(jit((from: Tensor) => foriLoop(from, 5, (i, total: Tensor) => add(total, i), tensor(0)))(2).item()).toBe(2 + 3 + 4);
  });
});

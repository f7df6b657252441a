import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add, concatenate, div, flip, grad, mul, neg, slice, sqrt, square, sub, sum, tensor, trace, type Tensor,
} from '../index.js';
import { compile, type BackendName } from '../transforms/compile.js';
import { traceAbstract } from '../transforms/trace.js';
import { optimize } from './optimize.js';

type OnVector = (x: Tensor) => Tensor;

/** The operations left of a function of a vector of n elements. */
const left = (f: OnVector, n = 6): string[] =>
  optimize(trace(f)(new Float64Array(n)))
    .toString()
    .split('\n')
    .flatMap(line => /^ {2}\w+: \S+ = (\w+)/.exec(line)?.[1] ?? [])
    .filter(name => name !== 'constant' && name !== 'broadcastTo');

function compiled(f: OnVector, x: Float64Array, backend: BackendName = 'interpreter'): number[] {
  const { graph } = traceAbstract('jit', f, [x]);
  const out = new Float64Array(graph.outputs[0]!.size);
  compile(graph, { backend }).run(x, out);
  return [...out];
}

const eager = (f: OnVector, x: Float64Array): number[] => [...f(tensor(x)).data()];

const vectors = fc.array(fc.double({ noNaN: true, min: -1e60, max: 1e60 }).filter(x => x === 0 || Math.abs(x) > 1e-60), { minLength: 6, maxLength: 6 }).map(x => Float64Array.from(x));

describe('constants', () => {
  const c = tensor([1, 2, 3, 4, 5, 6]);

  it('are folded where that makes nothing much larger', () => {
    expect(left(x => add(x, square(sqrt(c))))).toEqual(['add']);
    expect(left(x => add(x, mul(slice(c, 0), tensor([2]))))).toEqual(['add']);
    expect(left(x => mul(mul(x, 3), mul(5, 7)))).toEqual(['mul']);
  });

  it('are divided by once, when the reciprocal has full precision', () => {
    expect(left(x => div(x, c))).toEqual(['mul']);
    expect(left(x => div(x, 3))).toEqual(['mul']);
    expect(left(x => div(x, 1e-320))).toEqual(['div']);
    expect(left(x => div(x, 0))).toEqual(['div']);
    expect(left(x => div(x, tensor([1, 2, 0, 4, 5, 6])))).toEqual(['div']);
  });

  it('as divisors cost one rounding', () => {
    fc.assert(fc.property(vectors, fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (x, divisor) => {
      const f: OnVector = y => div(y, divisor);
      const expected = eager(f, x);
      compiled(f, x).forEach((found, i) => expect(Math.abs(found - expected[i]!)).toBeLessThanOrEqual(2 ** -52 * Math.abs(expected[i]!)));
    }));
  });
});

describe('signs and powers of two', () => {
  it('are collected into one factor', () => {
    expect(left(x => mul(mul(2, x), div(neg(sqrt(x)), 8)))).toEqual(['sqrt', 'mul', 'mul']);
    expect(left(x => div(mul(x, 2), mul(sqrt(x), 2)))).toEqual(['sqrt', 'div']);
    expect(left(x => sum(neg(mul(4, x))))).toEqual(['sum', 'mul']);
    expect(left(x => sub(x, neg(sqrt(x))))).toEqual(['sqrt', 'add']);
    expect(left(x => add(neg(x), sqrt(x)))).toEqual(['sqrt', 'sub']);
    expect(left(x => sub(mul(x, -4), mul(4, sqrt(x))))).toEqual(['sqrt', 'add', 'mul']);
  });

  it('leave the gradient of a root of squares its two multiplications', () => {
    expect(left(grad((x: Tensor) => sum(sqrt(add(square(x), 1)))))).toEqual(['square', 'add', 'sqrt', 'div', 'mul']);
  });

  it('change no bit', () => {
    const f: OnVector = x => div(mul(neg(mul(x, 0.5)), mul(flip(x), -8)), mul(4, add(square(mul(x, -2)), sub(mul(x, -2), mul(2, flip(x))))));
    fc.assert(fc.property(vectors, x => {
      const expected = eager(f, x);
      for (const backend of ['interpreter', 'js', 'wasm'] as const) compiled(f, x, backend).forEach((found, i) => expect(found).toBe(expected[i]));
    }));
  });

  it('stay where they are if they are large, so that no product overflows that did not', () => {
    const f: OnVector = x => mul(mul(x, 2 ** 600), mul(x, 2 ** -600));
    expect(compiled(f, Float64Array.of(1e200))).toEqual([Infinity]);
    expect(compiled(x => mul(mul(x, 2 ** -600), mul(x, 2 ** -600)), Float64Array.of(1e300))).toEqual(eager(x => mul(mul(x, 2 ** -600), mul(x, 2 ** -600)), Float64Array.of(1e300)));
  });
});

describe('pads that do not overlap', () => {
  const halves: OnVector = x => add(sum(square(slice(x, [0, null, 2]))), sum(sqrt(slice(x, [1, null, 2]))));
  const overlapping: OnVector = x => sum(mul(slice(x, [0, 5]), slice(x, [1, 6])));

  it('are joined, and nothing is added to their zeros', () => {
    expect(left(grad(halves))).toContain('join');
    expect(left(grad(halves))).not.toContain('add');
    expect(left(grad(overlapping))).not.toContain('join');
  });

  it('give the elements of each', () => {
    const parts: OnVector = x => sum(mul(concatenate([slice(x, [4, 6]), slice(x, [0, 2])]), tensor([1, 2, 3, 4])));
    for (const backend of ['interpreter', 'js', 'wasm'] as const) {
      expect(compiled(grad(parts), new Float64Array(6), backend)).toEqual([3, 4, 0, 0, 1, 2]);
      expect(compiled(grad(halves), Float64Array.of(1, 4, 2, 16, 3, 64), backend)).toEqual([2, 0.25, 4, 0.125, 6, 0.0625]);
    }
  });
});

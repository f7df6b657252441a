import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpreterBackend } from '../../backends/interpreterBackend.js';
import { createJsBackend } from '../../backends/js/jsBackend.js';
import { wasmBackend } from '../../backends/wasm/wasmBackend.js';
import {
  add, cholesky, det, diag, diagonal, exp, eye, grad, hessian, inv, jit, jvp, log, matmul, matrixPower, mul, slogdet, solve, sub, sum, tensor, transpose, triangularSolve, tril, triu,
  vjp, vmap, type Tensor,
} from '../../index.js';
import { optimize } from '../../passes/optimize.js';
import { traceAbstract } from '../../transforms/trace.js';
import { hilbert, hilbertDeterminant, largest, matrixOf } from './testMatrices.js';

const EPS = 2 ** -52;
const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 12] as const;
const backends = [interpreterBackend, createJsBackend(Infinity), createJsBackend(0), wasmBackend];

function sameEverywhere(f: (...xs: Tensor[]) => Tensor, ...args: readonly Tensor[]): void {
  const graph = optimize(traceAbstract('test', f, args).graph);
  const [first, ...others] = backends.map(backend => {
    const output = new Float64Array(graph.outputs[0]!.size);
    backend.compile(graph).run(...args.map(arg => arg.data()), output);
    return output;
  });
  for (const other of others) expect(other).toEqual(first);
}

/** The derivative along a direction by extrapolated central differences. */
const difference = (f: (t: number) => number, h = 1e-3): number => {
  const d = (step: number): number => (f(step) - f(-step)) / (2 * step);
  return (4 * d(h / 2) - d(h)) / 3;
};

const ops: readonly (readonly [string, (a: Tensor) => Tensor])[] = [
  ['solve', a => solve(a, matrixOf(a.shape[0]!, 2, 11))],
  ['triangularSolve', a => triangularSolve(add(a, mul(4, eye(a.shape[0]!))), matrixOf(a.shape[0]!, 2, 11), { transpose: true })],
  ['inv', a => inv(a)],
  ['det', a => det(mul(a, 1 / a.shape[0]!))],
  ['slogdet', a => slogdet(a).logabsdet],
  ['cholesky', a => cholesky(add(matmul(a, transpose(a)), eye(a.shape[0]!)))],
  ['matrixPower', a => matrixPower(a, -3)],
];

describe.each(ops)('%s', (_, op) => {
  const weighted = (a: Tensor): Tensor => sum(mul(op(a), exp(mul(0.1, op(a)))));

  it.each(sizes.filter(n => n !== 5))('of order %i has derivatives that agree with differences and with each other', n => {
    const [a, da, db] = [add(matrixOf(n, n, 1), mul(n, eye(n))), matrixOf(n, n, 2), matrixOf(n, n, 3)];
    const along = (d: Tensor) => (t: number): Tensor => add(a, mul(t, d));
    const slope = jvp(weighted, [a], [da])[1].item();
    expect(slope / difference(t => weighted(along(da)(t)).item(), 1e-3)).toBeCloseTo(1, 7);
    const gradient = grad(weighted)(a);
    expect(sum(mul(gradient, da)).item() / slope).toBeCloseTo(1, 11);
    const [value, pullback] = vjp(op, a);
    const u = sub(value, 0.3);
    expect(sum(mul((pullback(u))[0], da)).item()).toBeCloseTo(sum(mul(jvp(op, [a], [da])[1], u)).item(), 9);
    const second = jvp((x: Tensor) => sum(mul(grad(weighted)(x), db)), [a], [da])[1].item();
    const bySlopes = difference(t => sum(mul(grad(weighted)(along(da)(t)), db)).item(), 1e-3);
    expect(second / bySlopes).toBeCloseTo(1, 6);
  });

  it.each([3, 7])('of order %i is mapped, and computed to the same bits everywhere', n => {
    const rows = [0, 1, 2].map(i => add(matrixOf(n, n, i), mul(n, eye(n))));
    const batch = tensor(rows);
    const expected = rows.map(row => grad(weighted)(row).data());
    const mapped = vmap((a: Tensor) => grad(weighted)(a))(batch).data();
    const compiled = jit((b: Tensor) => vmap((a: Tensor) => grad(weighted)(a))(b))(batch).data();
    mapped.forEach((d, i) => expect(d).toBeCloseTo(expected[Math.floor(i / (n * n))]![i % (n * n)]!, 9));
    compiled.forEach((d, i) => expect(d).toBeCloseTo(mapped[i]!, 9));
    sameEverywhere(op, rows[0]!);
    sameEverywhere(a => grad(weighted)(a), rows[0]!);
  });
});

describe('solve', () => {
  it('leaves a residual of rounding size, whatever the matrix', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sizes), fc.integer({ min: 0, max: 1e6 }), fc.boolean(), (n, seed, isCompiled) => {
        const [a, b] = [matrixOf(n, n, seed), matrixOf(n, 1, seed + 1)];
        const x = isCompiled ? jit((p: Tensor, q: Tensor) => solve(p, q))(a, b) : solve(a, b);
        const residual = largest(sub(matmul(a, x), b));
        expect(residual).toBeLessThanOrEqual(8 * n * EPS * (n * largest(a) * largest(x) + largest(b)));
      }),
      { numRuns: 40 },
    );
  });

  it('takes vectors, columns and batches, which broadcast', () => {
    const a = tensor([[[2, 0], [0, 4]], [[0, 1], [1, 0]]]);
    expect(solve(a, [2, 8]).toArray()).toEqual([[1, 2], [8, 2]]);
    expect(solve(a, [[2, 4], [8, 4]]).toArray()).toEqual([[[1, 2], [2, 1]], [[8, 4], [2, 4]]]);
    expect(solve([[2, 0], [0, 4]], [[[2], [4]], [[4], [8]]]).toArray()).toEqual([[[1], [1]], [[2], [2]]]);
    expect(solve(tensor([[2]], 'int32'), [1]).dtype).toBe('float64');
    expect(solve(tensor([[2]], 'float32'), tensor([1], 'float32')).dtype).toBe('float32');
    expect(solve([[4]], new Float64Array(1)).toArray()).toEqual([0]);
  });

  it('needs rows to be exchanged', () => {
    expect(solve([[0, 1, 0], [0, 0, 1], [1, 0, 0]], [1, 2, 3]).toArray()).toEqual([3, 1, 2]);
    expect(solve([[1e-20, 1], [1, 1]], [1, 2]).toArray()).toEqual([1, 1]);
  });

  it('refuses a singular matrix by its pivot, and shapes that do not fit', () => {
    expect(() => solve([[1, 2], [2, 4]], [1, 1])).toThrow(/solve: the matrix is singular, its pivot 1/);
    expect(() => grad((x: Tensor) => sum(solve([[x, 2], [2, 4]], [1, 1])))(1)).toThrow(/pivot 1/);
    expect(Number.isFinite(jit((m: Tensor) => sum(solve(m, [1, 1])))(tensor([[1, 2], [2, 4]])).item())).toBe(false);
    expect(() => solve([[1, 2, 3], [4, 5, 6]], [1, 2])).toThrow(/square/);
    expect(() => solve([[1, 2], [3, 4]], [1, 2, 3])).toThrow(/2 elements or rows, not shape \[3\]/);
    expect(() => solve([1, 2], [1, 2])).toThrow(/square|matrix/);
    expect(() => triangularSolve([[1, 0], [5, 0]], [1, 1], { lower: true })).toThrow(/pivot 1/);
  });
});

describe('the Hilbert matrix', () => {
  it.each([2, 4, 6, 8])('of order %i is inverted as well as its condition allows', n => {
    const condition = Math.exp(3.5255 * n) / Math.sqrt(n);
    const inverse = inv(hilbert(n));
    expect(largest(sub(matmul(hilbert(n), inverse), eye(n)))).toBeLessThan(4 * n * EPS * condition);
    const l = cholesky(hilbert(n));
    expect(largest(sub(matmul(l, transpose(l)), hilbert(n)))).toBeLessThan(n * EPS);
  });

  it.each([2, 3, 4, 5, 6, 7, 8])('of order %i has its determinant', n => {
    const exact = hilbertDeterminant(n);
    const bound = Math.exp(3.5255 * n) * EPS;
    expect(Math.abs(det(hilbert(n)).item() / exact - 1)).toBeLessThan(bound);
    expect(Math.abs(slogdet(hilbert(n)).logabsdet.item() - Math.log(exact))).toBeLessThan(bound);
    expect(slogdet(hilbert(n)).sign.item()).toBe(1);
  });
});

describe('det', () => {
  /** A matrix of given order and rank, whose first columns depend on one another. */
  const ofRank = (n: number, rank: number): Tensor => matmul(matrixOf(n, rank, 5), matrixOf(rank, n, 6));
  const cofactors = (a: number[][]): number[][] =>
    a.map((_, i) => a.map((__, j) => ((i + j) % 2 === 0 ? 1 : -1) * det(a.filter((___, r) => r !== i).map(row => row.filter((___, c) => c !== j))).item()));

  it.each([2, 3, 4, 5, 6, 7, 9])('of order %i has exact slopes for singular matrices', n => {
    for (const a of [ofRank(n, n - 1), mul(matrixOf(n, n, 7), Array.from({ length: n }, (_, j) => (j === 0 ? 0 : 1)))]) {
      const expected = cofactors(a.toArray() as number[][]).flat();
      grad(det)(a).data().forEach((d, i) => expect(d).toBeCloseTo(expected[i]!, 8));
    }
    expect(grad(det)(tensor(new Float64Array(n * n)).size === 1 ? tensor([[0]]) : mul(0, matrixOf(n, n, 1))).data().every(d => d === 0 || n === 1)).toBe(true);
  });

  it.each([4, 5, 7])('of order %i has exact second slopes for matrices of rank two less', n => {
    const a = ofRank(n, n - 2);
    const along = (d: Tensor, e: Tensor): number => jvp((x: Tensor) => jvp(det, [x], [d])[1], [a], [e])[1].item();
    const [d, e] = [matrixOf(n, n, 8), matrixOf(n, n, 9)];
    const at = (s: number, t: number): number => det(add(a, add(mul(s, d), mul(t, e)))).item();
    const h = 1e-2;
    const mixed = (k: number): number => (at(k, k) - at(k, -k) - at(-k, k) + at(-k, -k)) / (4 * k * k);
    expect(along(d, e)).toBeCloseTo((4 * mixed(h / 2) - mixed(h)) / 3, 4);
  });

  it('has the sign of the permutation', () => {
    for (const n of [2, 3, 5, 6, 7]) {
      const reversed = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i + j === n - 1 ? 1 : 0)));
      const sign = n % 4 < 2 ? 1 : -1;
      expect([det(reversed).item(), slogdet(reversed).sign.item()]).toEqual([sign, sign]);
    }
    expect(det(tensor([[[1, 2], [3, 4]], [[2, 0], [0, 3]]])).toArray()).toEqual([-2, 6]);
    expect(slogdet([[1, 2], [2, 4]]).sign.item()).toBe(0);
    expect(slogdet([[1, 2], [2, 4]]).logabsdet.item()).toBe(-Infinity);
    expect(det(tensor(new Float64Array(0)).shape[0] === 0 ? eye(0) : eye(1)).item()).toBe(1);
  });

  it('is the exponential of the trace of the logarithm', () => {
    const a = add(matrixOf(5, 5, 3), mul(5, eye(5)));
    expect(hessian((x: Tensor) => sub(log(det(x)), slogdet(x).logabsdet))(a).data().every(h => Math.abs(h) < 1e-12)).toBe(true);
  });
});

describe('cholesky', () => {
  it('refuses a matrix that is not positive definite by its pivot', () => {
    expect(() => cholesky([[1, 2], [2, 1]])).toThrow(/pivot 1/);
    expect(() => cholesky(mul(-1, eye(9)))).toThrow(/pivot 0/);
    expect(jit((a: Tensor) => cholesky(a))(tensor([[1, 2], [2, 1]])).data()[3]).toBeNaN();
  });
});

describe('parts of matrices', () => {
  it('are NumPy’s', () => {
    const a = [[1, 2, 3], [4, 5, 6]];
    expect(tril(a).toArray()).toEqual([[1, 0, 0], [4, 5, 0]]);
    expect(triu(a, 1).toArray()).toEqual([[0, 2, 3], [0, 0, 6]]);
    expect(diagonal(a).toArray()).toEqual([1, 5]);
    expect(diagonal([a, a]).toArray()).toEqual([[1, 5], [1, 5]]);
    expect(diagonal(transpose(a)).toArray()).toEqual([1, 5]);
    expect(diag(diag([1, 2, 3])).toArray()).toEqual([1, 2, 3]);
    expect(diag([1, 2]).toArray()).toEqual([[1, 0], [0, 2]]);
    expect(matrixPower([[1, 1], [1, 0]], 0).toArray()).toEqual([[1, 0], [0, 1]]);
    expect(() => matrixPower([[1]], 0.5)).toThrow(/whole/);
    expect(() => diagonal([1])).toThrow(/matrix/);
  });
});

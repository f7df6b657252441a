import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  abs, add, diag, diagonal, eigh, exp, eye, grad, jit, jvp, log, lstsq, matmul, max, mul, pinv, qr, slice, slogdet, solve, square, sub, sum, svd, tensor, transpose, tril, vmap, type Tensor,
} from '../../index.js';
import { hilbert, largest, matrixOf } from './testMatrices.js';

const EPS = 2 ** -52;
const T = (a: Tensor): Tensor => transpose(a);
const symmetric = (n: number, seed: number): Tensor => add(matrixOf(n, n, seed), T(matrixOf(n, n, seed)));
const orthogonality = (q: Tensor): number => largest(sub(matmul(T(q), q), eye(q.shape[1]!)));
const isSorted = (xs: ArrayLike<number>, sign: 1 | -1): boolean => Array.from(xs).every((x, i) => i === 0 || sign * (x - xs[i - 1]!) >= 0);

const difference = (f: (t: number) => number, h = 1e-3): number => {
  const d = (step: number): number => (f(step) - f(-step)) / (2 * step);
  return (4 * d(h / 2) - d(h)) / 3;
};

const shapes = [[1, 1], [2, 2], [3, 3], [5, 5], [7, 7], [6, 2], [9, 4], [2, 5], [3, 8], [4, 1]] as const;
const anyShape = fc.record({ shape: fc.constantFrom(...shapes), seed: fc.integer({ min: 0, max: 1e6 }), scale: fc.constantFrom(1e-150, 1, 1e150) });

describe('qr', () => {
  it('has orthonormal columns and the product', () => {
    fc.assert(
      fc.property(anyShape, ({ shape: [m, n], seed, scale }) => {
        const a = mul(matrixOf(m, n, seed), scale);
        const { q, r } = qr(a);
        expect(q.shape).toEqual([m, Math.min(m, n)]);
        expect(orthogonality(q)).toBeLessThan(8 * m * EPS);
        expect(largest(sub(matmul(q, r), a))).toBeLessThanOrEqual(8 * m * EPS * largest(a));
        expect(largest(tril(r, -1))).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('has orthonormal columns for matrices of low rank, too', () => {
    for (const a of [matmul(matrixOf(6, 2, 1), matrixOf(2, 4, 2)), mul(0, matrixOf(3, 3, 1)), tensor([[0, 1], [0, 2], [0, 0]])]) {
      const { q, r } = qr(a);
      expect(orthogonality(q)).toBeLessThan(1e-14);
      expect(largest(sub(matmul(q, r), a))).toBeLessThan(1e-14);
    }
  });
});

describe('eigh', () => {
  it('diagonalises, with orthonormal vectors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(1e-150, 1, 1e150), (n, seed, scale) => {
        const a = mul(symmetric(n, seed), scale);
        const { eigenvalues: w, eigenvectors: v } = eigh(a);
        expect(orthogonality(v)).toBeLessThan(20 * n * EPS);
        expect(largest(sub(matmul(a, v), mul(v, w)))).toBeLessThanOrEqual(20 * n * EPS * largest(a));
        expect(isSorted(w.data(), 1)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('knows closed forms', () => {
    const n = 10;
    const laplacian = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)));
    eigh(laplacian).eigenvalues.data().forEach((w, k) => expect(w).toBeCloseTo(2 - 2 * Math.cos((Math.PI * (k + 1)) / (n + 1)), 14));
    expect(eigh(eye(5)).eigenvalues.toArray()).toEqual([1, 1, 1, 1, 1]);
    expect(eigh(mul(0, eye(4))).eigenvectors.toArray()).toEqual(eye(4).toArray());
    eigh(add(eye(3), mul(1, tensor([[1, 1, 1], [1, 1, 1], [1, 1, 1]])))).eigenvalues.data().forEach((w, k) => expect(w).toBeCloseTo([1, 1, 4][k]!, 14));
    expect(eigh([[[1, 0], [0, 2]], [[0, 1], [1, 0]]]).eigenvalues.toArray()).toEqual([[1, 2], [-1, 1]].map(row => row.map(x => expect.closeTo(x, 15) as number)));
    expect(eigh([[NaN, 1], [1, 2]]).eigenvalues.data().every(Number.isNaN)).toBe(true);
  });

  it('has slopes of eigenvalues where some are equal, for functions that do not tell them apart', () => {
    const a = add(mul(2, eye(4)), mul(0, matrixOf(4, 4, 1)));
    const gradient = grad((x: Tensor) => sum(exp(eigh(x).eigenvalues)))(a);
    expect(largest(sub(gradient, mul(Math.exp(2), eye(4))))).toBeLessThan(1e-14);
    const logDeterminant = grad((x: Tensor) => sum(log(eigh(x).eigenvalues)));
    expect(largest(sub(logDeterminant(a), grad((x: Tensor) => slogdet(x).logabsdet)(a)))).toBeLessThan(1e-15);
  });
});

describe('svd', () => {
  it('has orthonormal factors and the product', () => {
    fc.assert(
      fc.property(anyShape, fc.boolean(), ({ shape: [m, n], seed, scale }, isOfLowRank) => {
        const a = mul(isOfLowRank ? matmul(matrixOf(m, 1, seed), matrixOf(1, n, seed)) : matrixOf(m, n, seed), scale);
        const { u, s, vh } = svd(a);
        expect([u.shape, s.shape, vh.shape]).toEqual([[m, Math.min(m, n)], [Math.min(m, n)], [Math.min(m, n), n]]);
        expect(orthogonality(u)).toBeLessThan(20 * m * EPS);
        expect(orthogonality(T(vh))).toBeLessThan(20 * n * EPS);
        expect(largest(sub(matmul(mul(u, s), vh), a))).toBeLessThanOrEqual(20 * (m + n) * EPS * largest(a));
        expect(isSorted(s.data(), -1) && s.data().every(x => x >= 0)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('finds small singular values of badly scaled columns to high relative accuracy', () => {
    const scales = [1, 1e-6, 1e-12, 1e-18];
    const q = qr(matrixOf(6, 4, 3)).q;
    const mixed = matmul(q, mul(tensor([[1, 0.3, 0.2, 0.1], [0, 1, 0.3, 0.2], [0, 0, 1, 0.3], [0, 0, 0, 1]]), scales));
    const s = svd(mixed).s.data();
    // The product of the singular values is that of the pivots.
    expect((s[0]! * s[1]! * s[2]! * s[3]!) / 1e-36).toBeCloseTo(1, 12);
  });

  it('agrees with eigenvalues, and with the Hilbert matrix', () => {
    const s = svd(hilbert(6)).s.data();
    const w = eigh(hilbert(6)).eigenvalues.data();
    s.forEach((x, i) => expect(Math.abs(x - w[5 - i]!)).toBeLessThan(8 * EPS));
    // Norm and condition by 50 digits (J. Todd, 1954; A. Björck).
    expect(s[0]).toBeCloseTo(1.618899858924339, 14);
    expect(s[0]! / s[5]! / 14951058.642254665).toBeCloseTo(1, 9);
  });
});

const ops: readonly (readonly [string, readonly [number, number], (a: Tensor) => Tensor])[] = [
  ['qr, tall', [4, 3], a => { const { q, r } = qr(a); return add(sum(mul(q, matrixOf(4, 3, 4))), sum(mul(square(r), matrixOf(3, 3, 5)))); }],
  ['qr, wide', [2, 4], a => { const { q, r } = qr(a); return add(sum(mul(q, matrixOf(2, 2, 4))), sum(mul(square(r), matrixOf(2, 4, 5)))); }],
  ['eigh', [4, 4], a => { const { eigenvalues: w, eigenvectors: v } = eigh(a); return add(sum(mul(square(w), [1, 2, 3, 4])), sum(mul(square(v), matrixOf(4, 4, 5)))); }],
  ['svd, tall', [5, 3], a => { const { u, s, vh } = svd(a); return add(sum(mul(s, [1, 2, 3])), add(sum(mul(square(u), matrixOf(5, 3, 4))), sum(mul(square(vh), matrixOf(3, 3, 5))))); }],
  ['svd, wide', [2, 3], a => { const { u, s, vh } = svd(a); return add(sum(mul(s, [1, 2])), add(sum(mul(square(u), matrixOf(2, 2, 4))), sum(mul(square(vh), matrixOf(2, 3, 5))))); }],
  ['pinv, tall', [4, 2], a => sum(mul(pinv(a), matrixOf(2, 4, 4)))],
  ['pinv, wide', [2, 4], a => sum(mul(square(pinv(a)), matrixOf(4, 2, 4)))],
  ['lstsq', [4, 2], a => sum(square(lstsq(a, [1, 2, 3, -1]).x))],
  ['lstsq, residuals', [4, 2], a => lstsq(a, [1, 2, 3, -1]).residuals],
];

describe.each(ops)('the derivatives of %s', (_, [m, n], f) => {
  const [a, da, db] = [matrixOf(m, n, 21), matrixOf(m, n, 22), matrixOf(m, n, 23)];
  const along = (d: Tensor) => (t: number): Tensor => add(a, mul(t, d));

  it('agree with differences and with each other, to the second order', () => {
    const slope = jvp(f, [a], [da])[1].item();
    expect(slope).toBeCloseTo(difference(t => f(along(da)(t)).item()), 6);
    expect(sum(mul(grad(f)(a), da)).item()).toBeCloseTo(slope, 10);
    const second = jvp((x: Tensor) => sum(mul(grad(f)(x), db)), [a], [da])[1].item();
    const bySlopes = difference(t => sum(mul(grad(f)(along(da)(t)), db)).item());
    expect(second / bySlopes).toBeCloseTo(1, 4);
    const other = jvp((x: Tensor) => sum(mul(grad(f)(x), da)), [a], [db])[1].item();
    expect(other / second).toBeCloseTo(1, 8);
  });

  it('are mapped and compiled', () => {
    const rows = [1, 2, 3].map(seed => matrixOf(m, n, seed));
    const expected = rows.map(row => grad(f)(row).data());
    const mapped = vmap((x: Tensor) => grad(f)(x));
    for (const found of [mapped(tensor(rows)), jit(mapped)(tensor(rows))]) {
      found.data().forEach((d, i) => expect(Math.abs(d - expected[Math.floor(i / (m * n))]![i % (m * n)]!)).toBeLessThan(1e-9 * Math.max(...expected.flatMap(row => [...row].map(Math.abs)))));
    }
  });
});

describe('pinv and lstsq', () => {
  it('fulfil the equations of Penrose', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shapes), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 1e6 }), ([m, n], rank, seed) => {
        const a = matmul(matrixOf(m, rank, seed), matrixOf(rank, n, seed + 1));
        const p = pinv(a);
        const size = largest(p) * largest(a) * 50 * (m + n);
        expect(largest(sub(matmul(a, matmul(p, a)), a))).toBeLessThan(EPS * size * largest(a) * 50);
        expect(largest(sub(matmul(p, matmul(a, p)), p))).toBeLessThan(EPS * size * largest(p) * 50);
        for (const projection of [matmul(a, p), matmul(p, a)]) expect(largest(sub(projection, T(projection)))).toBeLessThan(EPS * size * 50);
      }),
      { numRuns: 30 },
    );
  });

  it('solves least squares problems by the normal equations, more accurately', () => {
    const [a, b] = [matrixOf(7, 3, 1), matrixOf(7, 2, 2)];
    const { x, residuals, rank } = lstsq(a, b);
    expect(largest(sub(x, solve(matmul(T(a), a), matmul(T(a), b))))).toBeLessThan(1e-13);
    expect(largest(matmul(T(a), sub(b, matmul(a, x))))).toBeLessThan(1e-14);
    expect(largest(sub(residuals, sum(square(sub(b, matmul(a, x))), { axis: 0 })))).toBeLessThan(1e-15);
    expect(rank.item()).toBe(3);
    expect(lstsq([[1, 0], [0, 0]], [3, 4]).rank.item()).toBe(1);
    expect(lstsq([[1, 1]], [2]).x.toArray()).toEqual([1, 1].map(y => expect.closeTo(y, 14) as number));
  });

  it('has a slope where singular values are equal, which that of their vectors has not', () => {
    const a = tensor([[1, 0], [0, 1], [0, 0]]);
    const slope = grad((x: Tensor) => sum(lstsq(x, [1, 2, 3]).x))(a);
    const step = difference(t => sum(lstsq(add(a, mul(t, matrixOf(3, 2, 1))), [1, 2, 3]).x).item());
    expect(sum(mul(slope, matrixOf(3, 2, 1))).item()).toBeCloseTo(step, 9);
    expect(grad((x: Tensor) => sum(svd(x).s))(a).data().every(Number.isFinite)).toBe(true);
    expect(diagonal(grad((x: Tensor) => max(svd(x).s))(diag([3, 1]))).toArray()).toEqual([1, 0].map(y => expect.closeTo(y, 14) as number));
    expect(slice(abs(svd([[0, 0], [0, 0]]).s), 0).item()).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { add, customLinearSolve, div, grad, hessian, jit, jvp, linearTranspose, matmul, mul, solve, square, stack, sub, sum, tensor, transpose, vjp, vmap, whileLoop, greater, type Tensor } from '../index.js';

/** A positive definite matrix that depends on a number. */
const matrix = (t: Tensor): Tensor => add(mul(t, tensor([[2, 1, 0], [1, 3, 1], [0, 1, 2]])), mul(square(t), tensor([[1, 0, 0], [0, 0, 0], [0, 0, 0]])));

/** The method of conjugate gradients, which sees only products with the matrix. */
const conjugateGradients = (matvec: (x: Tensor) => Tensor, b: Tensor): Tensor =>
  whileLoop(
    ({ r }) => greater(sum(square(r)), 1e-28),
    ({ x, r, p }: { x: Tensor; r: Tensor; p: Tensor }) => {
      const ap = matvec(p);
      const step = div(sum(square(r)), sum(mul(p, ap)));
      const next = sub(r, mul(step, ap));
      return { x: add(x, mul(step, p)), r: next, p: add(next, mul(div(sum(square(next)), sum(square(r))), p)) };
    },
    { x: mul(b, 0), r: b, p: b },
  ).x;

const iterative = (t: Tensor, b: Tensor): Tensor => customLinearSolve((x: Tensor) => matmul(matrix(t), x), b, conjugateGradients, { symmetric: true });
const direct = (t: Tensor, b: Tensor): Tensor => solve(matrix(t), b);
const b = Float64Array.of(1, -2, 0.5);

describe('customLinearSolve', () => {
  it('has the derivatives of the solution, to the third order', () => {
    const of = (f: typeof direct) => (t: Tensor): Tensor => sum(mul(square(f(t, tensor(b))), [1, 2, 3]));
    expect(grad(of(iterative))(1.5)).toBeCloseTo(grad(of(direct))(1.5), 12);
    expect(jvp(of(iterative), [1.5], [1])[1].item()).toBeCloseTo(grad(of(direct))(1.5), 12);
    expect(hessian(of(iterative))(1.5)).toBeCloseTo(hessian(of(direct))(1.5), 11);
    const third = (f: typeof direct): number => grad((t: Tensor) => grad((u: Tensor) => grad(of(f))(u))(t))(1.5);
    expect(third(iterative)).toBeCloseTo(third(direct), 10);
    const byB = (f: typeof direct): Float64Array => grad((c: Tensor) => sum(mul(f(tensor(1.5), c), c)))(b);
    byB(iterative).forEach((d, i) => expect(d).toBeCloseTo(byB(direct)[i]!, 12));
  });

  it('composes with jit, vmap and transposition', () => {
    const ts = Float64Array.of(0.5, 1, 2);
    const slopes = vmap((t: Tensor) => grad((u: Tensor) => sum(iterative(u, tensor(b))))(t));
    jit(slopes)(ts).data().forEach((d, i) => expect(d).toBeCloseTo(grad((u: Tensor) => sum(direct(u, tensor(b))))(ts[i]!), 11));
    const [transposed] = linearTranspose((c: Tensor) => iterative(tensor(1.5), c), b)(b);
    transposed.forEach((x, i) => expect(x).toBeCloseTo(direct(tensor(1.5), tensor(b)).data()[i]!, 12));
  });

  it('solves trees, and the transposed system by a solver of its own', () => {
    const a = tensor([[1, 2], [0, 4]]);
    const product = (m: Tensor) => ({ u, v }: { u: Tensor; v: Tensor }): { u: Tensor; v: Tensor } => {
      const y = matmul(m, stack([u, v]));
      return { u: sum(mul(y, [1, 0])), v: sum(mul(y, [0, 1])) };
    };
    const solution = (m: Tensor, u: Tensor): { u: Tensor; v: Tensor } =>
      customLinearSolve(product(m), { u, v: 8 }, (matvec, { u: r, v: s }) => {
        const v = div(s, matvec({ u: tensor(0), v: tensor(1) }).v);
        return { u: sub(r, mul(2, v)), v };
      }, { transposeSolve: (vecmat, { u: r, v: s }) => ({ u: r, v: div(sub(s, vecmat({ u: r, v: tensor(0) }).v), 4) }) });
    expect(solution(a, tensor(3))).toMatchObject({ u: { value: -1 }, v: { value: 2 } });
    const [, pullback] = vjp((m: Tensor, u: Tensor) => solution(m, u), a, tensor(3));
    const [ctA, ctU] = pullback({ u: 1, v: 10 });
    const lambda = solve(transpose(a), [1, 10]).data();
    expect(ctU.item()).toBeCloseTo(lambda[0]!, 14);
    expect(ctA.toArray()).toEqual([0, 1].map(i => [0, 1].map(j => expect.closeTo(-lambda[i]! * [-1, 2][j]!, 13) as number)));
  });

  it('says what is missing', () => {
    const f = (x: Tensor): Tensor => customLinearSolve((y: Tensor) => mul(2, y), x, (_, right) => div(right, 2));
    expect(jvp(f, [4], [1])[1].item()).toBe(0.5);
    expect(() => grad(f)(4)).toThrow(/transposeSolve/);
    expect(() => customLinearSolve((y: Tensor) => stack([y, y]), 1, (_, right) => right)).toThrow(/shapes/);
    expect(() => grad((x: Tensor) => customLinearSolve((y: Tensor) => mul(x, y), tensor(1, 'int32'), (_, right) => right))(1)).toThrow(/int32/);
  });
});

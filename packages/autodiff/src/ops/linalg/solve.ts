import { customLinearSolve } from '../../control/customLinearSolve.js';
import { singularMatrix } from '../../errors.js';
import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { matmul } from '../products.js';
import { stopGradient } from '../stopGradient.js';
import { checkDiagonal } from './checkDiagonal.js';
import { luFactor, permuted, type LuFactors } from './lu.js';
import { asSquare, transposed } from './matrix.js';
import { substituted } from './substitution.js';
import { asSystem } from './system.js';

const luSolve = ({ factors, permutation }: LuFactors, b: Tensor): Tensor =>
  substituted(factors, substituted(factors, permuted(b, permutation), { lower: true, unitDiagonal: true }), { lower: false, unitDiagonal: false });

/** The solution for the transpose of the matrix that was factorised. */
function luSolveTransposed({ factors, permutation }: LuFactors, b: Tensor): Tensor {
  const t = transposed(factors);
  const y = substituted(t, substituted(t, b, { lower: true, unitDiagonal: false }), { lower: false, unitDiagonal: true });
  return permuted(y, permutation, true);
}

/**
 * The solution x of `a x = b`, by Gaussian elimination with partial pivoting; leading axes of `a` are a batch. `b` is a
 * vector if it has one axis, else columns; batches broadcast, as in NumPy 2.
 *
 * Its derivatives solve the same equation and its transpose with the factors already found.
 *
 * @throws SingularMatrixError where a pivot is 0 and the matrix is known; under `jit` and `vmap` the result is then not finite.
 *
 * @example
 * ```ts
 * import { solve } from '@fermat/autodiff';
 *
 * console.log(solve([[2, 1], [1, 3]], [3, 5]).toArray()); // [0.8, 1.4]
 * ```
 */
export function solve(a: TensorLike, b: TensorLike): Tensor {
  const system = asSystem('solve', asSquare('solve', a), b);
  if (system.b.size === 0) return system.finish(system.b);
  const lu = luFactor(stopGradient(system.a));
  checkDiagonal(lu.factors, pivot => pivot !== 0, pivot => singularMatrix('solve', pivot));
  const x = customLinearSolve(
    (y: Tensor) => matmul(system.a, y),
    system.b,
    (_, right) => luSolve(lu, right),
    { transposeSolve: (_, right) => luSolveTransposed(lu, right) },
  );
  return system.finish(x);
}

import { customLinearSolve } from '../../control/customLinearSolve.js';
import { singularMatrix } from '../../errors.js';
import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { add } from '../arithmetic.js';
import { eye } from '../creation.js';
import { matmul } from '../products.js';
import { stopGradient } from '../stopGradient.js';
import { checked } from '../../options.js';
import { checkDiagonal } from './checkDiagonal.js';
import { asSquare, rowsOf, transposed } from './matrix.js';
import { tril, triu } from './parts.js';
import { substituted } from './substitution.js';
import { asSystem } from './system.js';

export interface TriangularSolveOptions {
  /** Whether `a` is lower triangular; upper by default. The other triangle is not looked at. */
  readonly lower?: boolean;
  /** Solve for the transpose of `a`. */
  readonly transpose?: boolean;
  /** Take the diagonal as ones. */
  readonly unitDiagonal?: boolean;
}

/**
 * The solution x of `a x = b` for a triangular `a`, by substitution; batches and vectors as in `solve`.
 *
 * @throws SingularMatrixError where an element of the diagonal is 0 and the matrix is known.
 *
 * @example
 * ```ts
 * import { triangularSolve } from '@fermat/autodiff';
 *
 * console.log(triangularSolve([[2, 0], [1, 4]], [2, 9], { lower: true }).toArray()); // [1, 2]
 * ```
 */
export function triangularSolve(a: TensorLike, b: TensorLike, options: TriangularSolveOptions = {}): Tensor {
  const { lower = false, transpose = false, unitDiagonal = false } = checked('triangularSolve', options, ['lower', 'transpose', 'unitDiagonal'], '...');
  const given = asSquare('triangularSolve', a);
  const isLower = lower !== transpose;
  const system = asSystem('triangularSolve', transpose ? transposed(given) : given, b);
  if (system.b.size === 0) return system.finish(system.b);
  const triangle = unitDiagonal
    ? add(isLower ? tril(system.a, -1) : triu(system.a, 1), eye(rowsOf(given), system.a.dtype))
    : isLower ? tril(system.a) : triu(system.a);
  const t = stopGradient(system.a);
  if (!unitDiagonal) checkDiagonal(t, pivot => pivot !== 0, pivot => singularMatrix('triangularSolve', pivot));
  const x = customLinearSolve(
    (y: Tensor) => matmul(triangle, y),
    system.b,
    (_, right) => substituted(t, right, { lower: isLower, unitDiagonal }),
    { transposeSolve: (_, right) => substituted(transposed(t), right, { lower: !isLower, unitDiagonal }) },
  );
  return system.finish(x);
}

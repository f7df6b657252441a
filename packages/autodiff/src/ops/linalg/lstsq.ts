import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { checked } from '../../options.js';
import { withTangents } from '../../transforms/custom.js';
import { add, div, mul, neg, sub } from '../arithmetic.js';
import { greater } from '../comparison.js';
import { matmul } from '../products.js';
import { square } from '../power.js';
import { max, sum } from '../reduction.js';
import { select } from '../selection.js';
import { stopGradient } from '../stopGradient.js';
import { zerosOf } from '../structure.js';
import { epsilonOf } from './jacobi.js';
import { asColumn, asMatrix, columnsOf, rowsOf, transposed } from './matrix.js';
import { svd } from './svd.js';
import { asSystem } from './system.js';

export interface RankOptions {
  /** Singular values up to this part of the largest one count as 0; by default the rounding error times max(m, n). */
  readonly rcond?: number;
}

interface PseudoInverse {
  readonly inverse: Tensor;
  readonly s: Tensor;
  readonly isCounted: Tensor;
}

function pseudoInverse(a: Tensor, { rcond = epsilonOf(a) * Math.max(rowsOf(a), columnsOf(a)) }: RankOptions): PseudoInverse {
  const isCounted = (s: Tensor): Tensor => greater(s, mul(rcond, max(s, { axis: -1, keepdims: true })));
  const [inverse, s] = withTangents(
    'pinv',
    x => {
      const { u, s: values, vh } = svd(x);
      const reciprocal = select(isCounted(values), div(1, select(isCounted(values), values, 1)), 0);
      return [matmul(transposed(vh), mul(asColumn(reciprocal), transposed(u))), values];
    },
    ([x], [p, values], [dx]) => [tangent(x!, p!, dx!), zerosOf(values!.type)],
    [a],
  );
  return { inverse: inverse!, s: s!, isCounted: isCounted(s!) };
}

/** The three ways in which a matrix of constant rank can move: within its spaces, out of its range, out of its row space. */
function tangent(a: Tensor, p: Tensor, dA: Tensor): Tensor {
  const [pT, dT] = [transposed(p), transposed(dA)];
  const within = neg(matmul(p, matmul(dA, p)));
  const range = matmul(p, matmul(pT, sub(dT, matmul(matmul(dT, a), p))));
  const rows = matmul(sub(dT, matmul(p, matmul(a, dT))), matmul(pT, p));
  return add(within, add(range, rows));
}

/**
 * The pseudo-inverse of Moore and Penrose, by singular values; leading axes are a batch. Its derivative holds for changes
 * that keep the rank.
 *
 * @example
 * ```ts
 * import { pinv } from '@fermat/autodiff';
 *
 * console.log(pinv([[2, 0], [0, 0]]).toArray()); // [[0.5, 0], [0, 0]]
 * ```
 *
 * Source: G. Golub, V. Pereyra, The differentiation of pseudo-inverses and nonlinear least squares problems whose variables
 * separate, SIAM J. Numer. Anal. 10 (1973), equation 4.12.
 */
export function pinv(a: TensorLike, options: RankOptions = {}): Tensor {
  checked('pinv', options, ['rcond'], 'a');
  const matrix = asMatrix('pinv', a);
  return matrix.size === 0 ? transposed(matrix) : pseudoInverse(matrix, options).inverse;
}

export interface LeastSquares {
  readonly x: Tensor;
  /** The sum of the squares of `b - a x`, for each column of b. */
  readonly residuals: Tensor;
  /** int32, the number of singular values that count. */
  readonly rank: Tensor;
  /** The singular values of `a`, which carry no derivative here. */
  readonly s: Tensor;
}

/**
 * The x of least norm among those that make the sum of the squares of `b - a x` least, for an `a` of any shape and rank;
 * batches and vectors as in `solve`. Its derivative holds for changes that keep the rank.
 *
 * @example
 * ```ts
 * import { lstsq } from '@fermat/autodiff';
 *
 * // The line through (0, 1), (1, 3) and (2, 5).
 * console.log(lstsq([[0, 1], [1, 1], [2, 1]], [1, 3, 5]).x.toArray()); // [2.0..., 1.0...]
 * ```
 */
export function lstsq(a: TensorLike, b: TensorLike, options: RankOptions = {}): LeastSquares {
  checked('lstsq', options, ['rcond'], '...');
  const { a: matrix, b: right, finish } = asSystem('lstsq', asMatrix('lstsq', a), b);
  const { inverse, s, isCounted } = pseudoInverse(matrix, options);
  const first = matmul(inverse, right);
  // One step of refinement takes away what the rounding of the inverse has added.
  const x = add(first, matmul(inverse, sub(right, matmul(matrix, first))));
  const residuals = sum(square(sub(right, matmul(matrix, x))), { axis: -2 });
  return { x: finish(x), residuals: finish(residuals), rank: sum(isCounted, { axis: -1 }), s: stopGradient(s) };
}

import { notPositiveDefinite } from '../../errors.js';
import { scan } from '../../control/scan.js';
import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { withTangents } from '../../transforms/custom.js';
import { add, div, mul, sub } from '../arithmetic.js';
import { equal, greaterEqual } from '../comparison.js';
import { matmul } from '../products.js';
import { sqrt } from '../power.js';
import { sum } from '../reduction.js';
import { select } from '../selection.js';
import { moveaxis } from '../shape.js';
import { zerosOf } from '../structure.js';
import { checkDiagonal } from './checkDiagonal.js';
import { asColumn, asRow, asSquare, entriesOf, fromEntries, indices, rowsOf, transposed, UNROLLED_ORDER } from './matrix.js';
import { diagonal, diagonalMatrix, tril } from './parts.js';
import { triangularSolve } from './triangularSolve.js';

/**
 * The lower triangular L with positive diagonal for which `a = L transpose(L)`, for a symmetric positive definite `a`;
 * leading axes are a batch. Of an `a` that is not symmetric the symmetric part is taken, so that the derivative by `a` is
 * symmetric.
 *
 * @throws SingularMatrixError where `a` is known and not positive definite; under `jit` and `vmap` the result is then NaN.
 *
 * @example
 * ```ts
 * import { cholesky } from '@fermat/autodiff';
 *
 * console.log(cholesky([[4, 2], [2, 5]]).toArray()); // [[2, 0], [1, 2]]
 * ```
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations, 4th ed. 2013, section 4.2; derivative: I. Murray, Differentiation of
 * the Cholesky decomposition, 2016, section 3.
 */
export function cholesky(a: TensorLike): Tensor {
  const given = asSquare('cholesky', a);
  if (given.size === 0) return given;
  const symmetric = mul(0.5, add(given, transposed(given)));
  const [factor] = withTangents('cholesky', x => [factorised(x)], (_, [l], [dx]) => [tangent(l!, dx!)], [symmetric]);
  checkDiagonal(factor!, pivot => pivot > 0, notPositiveDefinite);
  return factor!;
}

const factorised = (a: Tensor): Tensor => (rowsOf(a) <= UNROLLED_ORDER ? factorisedByEntry(a) : factorisedByColumn(a));

function factorisedByEntry(a: Tensor): Tensor {
  const rows = entriesOf(a);
  const zero = zerosOf(rows[0]![0]!.type);
  const l: Tensor[][] = rows.map(row => row.map(() => zero));
  rows.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      let rest = row[j]!;
      for (let k = 0; k < j; k++) rest = sub(rest, mul(l[i]![k]!, l[j]![k]!));
      l[i]![j] = i === j ? sqrt(rest) : div(rest, l[j]![j]!);
    }
  });
  return fromEntries(l);
}

/** Column by column, each taken off what is left of the matrix. */
function factorisedByColumn(a: Tensor): Tensor {
  const index = indices(rowsOf(a));
  const [, columns] = scan(
    (rest: Tensor, k: Tensor): readonly [Tensor, Tensor] => {
      const left = sum(select(equal(index, k), rest, 0), { axis: -1 });
      const pivot = sqrt(sum(select(equal(index, k), left, 0), { axis: -1, keepdims: true }));
      const column = select(greaterEqual(index, k), div(left, pivot), 0);
      return [sub(rest, mul(asColumn(column), asRow(column))), column];
    },
    a,
    index,
  );
  return moveaxis(columns, 0, -1);
}

/** `L phi(inverse(L) dA inverse(transpose(L)))`, where phi takes the lower triangle with half of the diagonal. */
function tangent(l: Tensor, dA: Tensor): Tensor {
  const half = triangularSolve(l, dA, { lower: true });
  const whole = triangularSolve(l, transposed(half), { lower: true });
  return matmul(l, sub(tril(whole), mul(0.5, diagonalMatrix(diagonal(whole)))));
}

import { scan } from '../../control/scan.js';
import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { withTangents } from '../../transforms/custom.js';
import { abs, add, div, mul, neg, sub } from '../arithmetic.js';
import { equal, greater, less } from '../comparison.js';
import { eye } from '../creation.js';
import { sqrt, square } from '../power.js';
import { matmul } from '../products.js';
import type { Range } from '../range.js';
import { max, sum } from '../reduction.js';
import { select } from '../selection.js';
import { broadcastTo, concatenate } from '../shape.js';
import { slice, sliceAlong } from '../slice.js';
import { picked } from './lu.js';
import { asColumn, asMatrix, asRow, columnsOf, indices, rowsOf, transposed } from './matrix.js';
import { tril, triu } from './parts.js';
import { triangularSolve } from './triangularSolve.js';

export interface QrFactors {
  readonly q: Tensor;
  readonly r: Tensor;
}

/**
 * The factors of an m by n matrix, `a = q r`, with orthonormal columns of `q` (m by min(m, n)) and upper triangular `r`
 * (min(m, n) by n); leading axes are a batch. Householder reflections, with the signs of LAPACK.
 *
 * The derivative needs the first min(m, n) columns of `a` to be independent, and is not finite otherwise.
 *
 * @example
 * ```ts
 * import { matmul, qr } from '@fermat/autodiff';
 *
 * const { q, r } = qr([[3, 1], [4, 2]]);
 * console.log(r.toArray()); // [[-5, -2.2], [0, 0.4]]
 * console.log(matmul(q, r).toArray()); // [[3.0000..., 1], [4, 2]]
 * ```
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations, 4th ed. 2013, section 5.2; derivative: S. Walter, L. Lehmann,
 * Algorithmic differentiation of linear algebra functions, 2010.
 */
export function qr(a: TensorLike): QrFactors {
  const matrix = asMatrix('qr', a);
  const [m, n] = [rowsOf(matrix), columnsOf(matrix)];
  if (n <= m) return tallQr(matrix);
  // Of a wide matrix, the first columns decide on q, and the others only take part in r.
  const columns = (range: Range): Tensor => sliceAlong(matrix, -1, range);
  const { q, r } = tallQr(columns([0, m]));
  return { q, r: concatenate([r, matmul(transposed(q), columns([m, n]))], { axis: -1 }) };
}

function tallQr(matrix: Tensor): QrFactors {
  const [q, r] = withTangents('qr', reflected, (_, [own, upper], [dA]) => tangents(own!, upper!, dA!), [matrix]);
  return { q: q!, r: r! };
}

interface Reflection {
  /** The vector v of the reflection `I - factor v transpose(v)`. */
  readonly v: Tensor;
  readonly factor: Tensor;
}

/** The reflection that takes what stands in a column from place k on to a multiple of the k-th unit vector. */
function reflectionOf(column: Tensor, index: Tensor, k: Tensor): Reflection {
  const below = select(greater(index, k), column, 0);
  const head = picked(column, equal(index, k), -1);
  const scale = max(abs(select(less(index, k), 0, column)), { axis: -1 });
  const unit = select(equal(scale, 0), 1, scale);
  const norm = mul(unit, sqrt(add(square(div(head, unit)), sum(square(div(below, asColumn(unit))), { axis: -1 }))));
  const target = select(less(head, 0), norm, neg(norm));
  // Nothing to take away leaves the column as it is.
  const isDone = equal(max(abs(below), { axis: -1 }), 0);
  const factor = select(isDone, 0, div(sub(target, head), select(isDone, 1, target)));
  const v = select(equal(index, k), 1, div(below, asColumn(select(isDone, 1, sub(head, target)))));
  return { v, factor };
}

const reflect = (x: Tensor, { v, factor }: Reflection): Tensor => sub(x, mul(asColumn(v), asRow(mul(asColumn(factor), sum(mul(asColumn(v), x), { axis: -2 })))));

function reflected(a: Tensor): readonly Tensor[] {
  const [m, n] = [rowsOf(a), columnsOf(a)];
  const index = indices(m);
  const [upper, reflections] = scan(
    (x: Tensor, k: Tensor): readonly [Tensor, Reflection] => {
      const reflection = reflectionOf(picked(x, equal(indices(n), k), -1), index, k);
      return [reflect(x, reflection), reflection];
    },
    a,
    indices(n),
  );
  const start = broadcastTo(slice(eye(m, a.dtype), null, [0, n]), a.shape);
  const [q] = scan((x: Tensor, reflection: Reflection): readonly [Tensor, readonly []] => [reflect(x, reflection), []], start, reflections, { reverse: true });
  return [q, triu(sliceAlong(upper, -2, [0, n]))];
}

/** With `dA inverse(r) = q (skew + upper) + rest`: the skew part turns q, the upper one goes to r. */
function tangents(q: Tensor, r: Tensor, dA: Tensor): readonly Tensor[] {
  const relative = transposed(triangularSolve(r, transposed(dA), { transpose: true }));
  const within = matmul(transposed(q), relative);
  const below = tril(within, -1);
  const skew = sub(below, transposed(below));
  return [add(relative, matmul(q, sub(skew, within))), matmul(sub(within, skew), r)];
}

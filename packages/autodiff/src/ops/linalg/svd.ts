import { scan } from '../../control/scan.js';
import { whileLoop } from '../../control/whileLoop.js';
import { constant } from '../../graph/apply.js';
import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { withTangents } from '../../transforms/custom.js';
import { abs, add, div, mul, neg, sub } from '../arithmetic.js';
import { equal, greater, less, lessEqual, logicalNot, logicalOr } from '../comparison.js';
import { eye } from '../creation.js';
import { matmul } from '../products.js';
import { sqrt, square } from '../power.js';
import { max, sum } from '../reduction.js';
import { select } from '../selection.js';
import { broadcastTo, reshape } from '../shape.js';
import { reciprocalGaps } from './eigh.js';
import { between, epsilonOf, evened, halves, isPending, movedOn, rotated, rotationFor, sortingOrder } from './jacobi.js';
import { permuted } from './lu.js';
import { asColumn, asMatrix, asRow, batchOf, columnsOf, rowsOf, transposed } from './matrix.js';
import { diagonal } from './parts.js';
import { qr } from './qr.js';

export interface Svd {
  /** Of shape `[..., m, k]` with k = min(m, n); its columns are orthonormal. */
  readonly u: Tensor;
  /** The singular values in decreasing order, of shape `[..., k]`. */
  readonly s: Tensor;
  /** Of shape `[..., k, n]`; its rows are orthonormal. */
  readonly vh: Tensor;
}

/**
 * The singular value decomposition `a = u diag(s) vh` of an m by n matrix, by one-sided Jacobi rotations, which find small
 * singular values to high relative accuracy where the columns of `a` are badly scaled; leading axes are a batch.
 *
 * Derivatives: that of a singular value is `transpose(u) dA v`. Singular vectors have none where singular values are equal,
 * or 0: it is not finite there. A gradient that uses singular values alone is finite everywhere.
 *
 * @example
 * ```ts
 * import { svd } from '@fermat/autodiff';
 *
 * console.log(svd([[3, 0], [0, -4], [0, 0]]).s.toArray()); // [4, 3]
 * ```
 *
 * Source: J. Demmel, K. Veselic, Jacobi's method is more accurate than QR, SIAM J. Matrix Anal. Appl. 13 (1992); derivative:
 * M. Giles, Collected matrix derivative results for forward and reverse mode algorithmic differentiation, 2008, section 3.2.
 */
export function svd(a: TensorLike): Svd {
  const matrix = asMatrix('svd', a);
  if (rowsOf(matrix) < columnsOf(matrix)) {
    const { u, s, vh } = svd(transposed(matrix));
    return { u: transposed(vh), s, vh: transposed(u) };
  }
  if (matrix.size === 0) return { u: matrix, s: diagonal(matrix), vh: eye(columnsOf(matrix), matrix.dtype) };
  const [u, s, vh] = withTangents('svd', decomposed, (_, [p, t, q], [dA]) => tangents(p!, t!, q!, dA!), [matrix]);
  return { u: u!, s: s!, vh: vh! };
}

function tangents(u: Tensor, s: Tensor, vh: Tensor, dA: Tensor): readonly Tensor[] {
  const v = transposed(vh);
  const right = matmul(dA, v);
  const inside = matmul(transposed(u), right);
  const gaps = reciprocalGaps(square(s));
  const byS = mul(inside, asRow(s));
  const sBy = mul(asColumn(s), inside);
  const du = matmul(u, mul(gaps, add(byS, transposed(byS))));
  const dv = matmul(v, mul(gaps, add(sBy, transposed(sBy))));
  // What of the columns moves out of their own space.
  const out = rowsOf(u) === columnsOf(u) ? du : add(du, div(sub(right, matmul(u, inside)), asRow(s)));
  return [out, diagonal(inside), transposed(dv)];
}

interface State {
  readonly columns: Tensor;
  readonly v: Tensor;
  /** Whether the sweep has found anything to rotate. */
  readonly isRotating: Tensor;
}

function decomposed(given: Tensor): readonly Tensor[] {
  const n = columnsOf(given);
  const size = max(abs(given), { axis: [-1, -2], keepdims: true });
  const unit = select(equal(size, 0), 1, size);
  const scaled = div(given, unit);
  const isTall = rowsOf(given) > n;
  const { q, r } = isTall ? qr(scaled) : { q: scaled, r: scaled };

  const columns = evened(r, [-1]);
  const order = columnsOf(columns);
  const start = { columns, v: broadcastTo(eye(order, r.dtype), [...batchOf(r), order, order]), isRotating: constant(1, 'bool'), sweeps: constant(0, 'int32') };
  const tolerance = epsilonOf(r) * 2 * Math.sqrt(order);
  const round = (state: State): readonly [State, readonly []] => [orthogonalised(state, tolerance), []];
  const end = whileLoop(
    ({ sweeps, isRotating }) => isPending(sweeps, isRotating),
    ({ columns: x, v, sweeps }: typeof start) => ({ ...scan(round, { columns: x, v, isRotating: constant(0, 'bool') }, null, { length: order - 1 })[0], sweeps: add(sweeps, 1) }),
    start,
  );
  const rotatedColumns = between(end.columns, -1, 0, n);
  const lengths = sqrt(sum(square(rotatedColumns), { axis: -2 }));
  const decreasing = sortingOrder(neg(lengths));
  const sorted = permuted(transposed(rotatedColumns), decreasing);
  const v = permuted(transposed(between(between(end.v, -2, 0, n), -1, 0, n)), decreasing);
  const s = sqrt(sum(square(sorted), { axis: -1 }));
  // Orthogonal but for rounding; what belongs to zeros is filled up to an orthonormal basis.
  const own = qr(transposed(sorted));
  const u = mul(own.q, asRow(select(less(diagonal(own.r), 0), -1, 1)));
  return [isTall ? matmul(q, u) : u, mul(s, reshape(unit, [...batchOf(given), 1])), v];
}

/** One round: the columns of equal places in the first and second half, each pair made orthogonal. */
function orthogonalised({ columns, v, isRotating }: State, tolerance: number): State {
  const [first, second] = halves(columns, -1);
  const [p, q, c] = [[first, first], [second, second], [first, second]].map(([x, y]) => sum(mul(x!, y!), { axis: -2 })) as [Tensor, Tensor, Tensor];
  const isSmall = lessEqual(abs(c), mul(mul(sqrt(p), sqrt(q)), tolerance));
  const rotation = rotationFor(p, q, c, isSmall);
  return {
    columns: movedOn(rotated(columns, -1, rotation), -1),
    v: movedOn(rotated(v, -1, rotation), -1),
    isRotating: logicalOr(isRotating, greater(sum(logicalNot(isSmall)), 0)),
  };
}

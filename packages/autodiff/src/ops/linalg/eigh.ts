import { scan } from '../../control/scan.js';
import { whileLoop } from '../../control/whileLoop.js';
import { constant } from '../../graph/apply.js';
import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { withTangents } from '../../transforms/custom.js';
import { abs, add, div, mul, sub } from '../arithmetic.js';
import { greater, lessEqual, logicalNot, logicalOr, notEqual } from '../comparison.js';
import { eye } from '../creation.js';
import { matmul } from '../products.js';
import { sqrt, square } from '../power.js';
import { max, sum } from '../reduction.js';
import { select } from '../selection.js';
import { broadcastTo, concatenate, reshape } from '../shape.js';
import { between, epsilonOf, evened, halves, isPending, movedOn, rotated, rotationFor, sortingOrder } from './jacobi.js';
import { permuted } from './lu.js';
import { asColumn, asRow, asSquare, indices, rowsOf, transposed } from './matrix.js';
import { diagonal } from './parts.js';

export interface Eigen {
  /** In increasing order, of shape `[..., n]`. */
  readonly eigenvalues: Tensor;
  /** The columns, in the same order. */
  readonly eigenvectors: Tensor;
}

/**
 * The eigenvalues and orthonormal eigenvectors of a symmetric matrix, by Jacobi's method; leading axes are a batch. Of a
 * matrix that is not symmetric the symmetric part is taken. The signs of eigenvectors are as they come.
 *
 * Derivatives: that of an eigenvalue is `transpose(v) dA v`; where eigenvalues are equal, only functions that do not depend
 * on their order have one, and get it. Eigenvectors of equal eigenvalues are not determined, and have no derivative: it is
 * not finite there. A gradient that uses eigenvalues alone is finite everywhere.
 *
 * @example
 * ```ts
 * import { eigh, grad, slice, type Tensor } from '@fermat/autodiff';
 *
 * console.log(eigh([[2, 1], [1, 2]]).eigenvalues.toArray()); // [1, 3]
 * const smallest = (x: Tensor) => slice(eigh([[x, 1], [1, 2]]).eigenvalues, 0);
 * console.log(grad(smallest)(2)); // 0.5
 * ```
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations, 4th ed. 2013, section 8.5; derivative: M. Giles, Collected matrix
 * derivative results for forward and reverse mode algorithmic differentiation, 2008, section 3.1.
 */
export function eigh(a: TensorLike): Eigen {
  const given = asSquare('eigh', a);
  if (given.size === 0) return { eigenvalues: diagonal(given), eigenvectors: given };
  const symmetric = mul(0.5, add(given, transposed(given)));
  const [eigenvalues, eigenvectors] = withTangents('eigh', decomposed, (_, [w, v], [dA]) => tangents(w!, v!, dA!), [symmetric]);
  return { eigenvalues: eigenvalues!, eigenvectors: eigenvectors! };
}

function tangents(w: Tensor, v: Tensor, dA: Tensor): readonly Tensor[] {
  const inside = matmul(transposed(v), matmul(dA, v));
  return [diagonal(inside), matmul(v, mul(inside, reciprocalGaps(w)))];
}

/** `1 / (w[j] - w[i])`, with zeros on the diagonal. */
export function reciprocalGaps(w: Tensor): Tensor {
  const index = indices(w.shape.at(-1)!);
  const isOff = notEqual(asColumn(index), index);
  return select(isOff, div(1, select(isOff, sub(asRow(w), asColumn(w)), 1)), 0);
}

interface State {
  readonly a: Tensor;
  readonly v: Tensor;
  /** Whether the sweep has found anything to rotate. */
  readonly isRotating: Tensor;
}

function decomposed(given: Tensor): readonly Tensor[] {
  const n = rowsOf(given);
  const a = evened(given, [-1, -2]);
  const order = rowsOf(a);
  const negligible = asColumn(mul(max(abs(given), { axis: [-1, -2] }), epsilonOf(given) / (2 * order)));
  const round = (state: State): readonly [State, readonly []] => [rotatedPairs(state, negligible), []];
  const start = { a, v: broadcastTo(eye(order, a.dtype), a.shape), isRotating: constant(1, 'bool'), sweeps: constant(0, 'int32') };
  const end = whileLoop(
    ({ sweeps, isRotating }) => isPending(sweeps, isRotating),
    ({ a: x, v, sweeps }: typeof start) => ({ ...scan(round, { a: x, v, isRotating: constant(0, 'bool') }, null, { length: order - 1 })[0], sweeps: add(sweeps, 1) }),
    start,
  );
  const found = between(between(end.v, -2, 0, n), -1, 0, n);
  const vectors = div(found, sqrt(sum(square(found), { axis: -2, keepdims: true })));
  // Rayleigh's quotients are free of the rounding of many rotations.
  const values = sum(mul(vectors, matmul(given, vectors)), { axis: -2 });
  const increasing = sortingOrder(values);
  return [reshape(permuted(asColumn(values), increasing), values.shape), transposed(permuted(transposed(vectors), increasing))];
}

/** One round: the pairs of equal places in the first and second half, each made diagonal. */
function rotatedPairs({ a, v, isRotating }: State, negligible: Tensor): State {
  const [[first, coupling], [, second]] = blocks(a);
  const c = diagonal(coupling);
  const isSmall = lessEqual(abs(c), negligible);
  const rotation = rotationFor(diagonal(first), diagonal(second), c, isSmall);
  const [[upperLeft, upperRight], [lowerLeft, lowerRight]] = blocks(rotated(rotated(a, -1, rotation), -2, rotation));
  // What has been rotated away is 0 but for rounding.
  const half = indices(c.shape.at(-1)!);
  const isKept = logicalOr(notEqual(asColumn(half), half), asRow(isSmall));
  const cleared = concatenate(
    [
      concatenate([upperLeft, select(isKept, upperRight, 0)], { axis: -1 }),
      concatenate([select(isKept, lowerLeft, 0), lowerRight], { axis: -1 }),
    ],
    { axis: -2 },
  );
  return {
    a: movedOn(movedOn(cleared, -1), -2),
    v: movedOn(rotated(v, -1, rotation), -1),
    isRotating: logicalOr(isRotating, greater(sum(logicalNot(isSmall)), 0)),
  };
}

type Pair<T> = readonly [T, T];

const blocks = (a: Tensor): Pair<Pair<Tensor>> => halves(a, -2).map(rows => halves(rows, -1)) as unknown as Pair<Pair<Tensor>>;

import type { Tensor, TensorLike } from '../../graph/tensor.js';
import { withTangents } from '../../transforms/custom.js';
import { abs, add, mod, mul, sign } from '../arithmetic.js';
import { equal, greater, logicalAnd } from '../comparison.js';
import { log } from '../exponential.js';
import { prod, sum } from '../reduction.js';
import { select } from '../selection.js';
import { converted, zerosOf } from '../structure.js';
import { luFactor } from './lu.js';
import { asColumn, asRow, asSquare, indices } from './matrix.js';
import { diagonal } from './parts.js';
import { solve } from './solve.js';

/**
 * The sign of the determinant and the logarithm of its size, which do not overflow where the determinant does; leading axes
 * are a batch. Of a singular matrix they are 0 and -Infinity, and there is no derivative.
 *
 * @example
 * ```ts
 * import { slogdet } from '@fermat/autodiff';
 *
 * const { sign, logabsdet } = slogdet([[0, 1e200], [1e200, 0]]);
 * console.log(sign.item(), logabsdet.item()); // -1 921.03
 * ```
 */
export function slogdet(a: TensorLike): { readonly sign: Tensor; readonly logabsdet: Tensor } {
  const matrix = asSquare('slogdet', a);
  const [signOf, logabsdet] = withTangents(
    'slogdet',
    x => {
      const { factors, permutation } = luFactor(x);
      const pivots = diagonal(factors);
      return [add(mul(prod(sign(pivots), { axis: -1 }), parity(permutation, x)), 0), sum(log(abs(pivots)), { axis: -1 })];
    },
    ([x], [s], [dx]) => [zerosOf(s!.type), sum(diagonal(solve(x!, dx!)), { axis: -1 })],
    [matrix],
  );
  return { sign: signOf!, logabsdet: logabsdet! };
}

/** 1 for an even permutation and -1 for an odd one: by the number of pairs out of order. */
function parity(permutation: Tensor, like: Tensor): Tensor {
  const isBefore = greater(asRow(indices(permutation.shape.at(-1)!)), asColumn(indices(permutation.shape.at(-1)!)));
  const isInverted = logicalAnd(isBefore, greater(asColumn(permutation), asRow(permutation)));
  const isOdd = equal(mod(sum(isInverted, { axis: [-2, -1] }), 2), 1);
  return converted(select(isOdd, -1, 1), like.dtype);
}

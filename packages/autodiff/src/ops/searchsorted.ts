import { scan } from '../control/scan.js';
import { notSorted } from '../errors.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { tensorType } from '../graph/tensorType.js';
import { checked } from '../options.js';
import { add, sub } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { lessEqual, logicalAnd, logicalNot } from './comparison.js';
import { gather } from './indexing.js';
import { clip, select } from './selection.js';
import { precedes } from './argsort.js';
import { zerosOf } from './structure.js';

/**
 * Where values would go into a sorted vector so that it stays sorted: before equal elements, or with `side: 'right'` after
 * them; int32. By bisection.
 *
 * @example
 * ```ts
 * import { searchsorted } from '@fermat/autodiff';
 *
 * console.log(searchsorted([1, 3, 3, 7], [0, 3, 9]).toArray()); // [0, 1, 4]
 * console.log(searchsorted([1, 3, 3, 7], 3, { side: 'right' }).item()); // 3
 * ```
 */
export function searchsorted(sorted: TensorLike, values: TensorLike, options: { readonly side?: 'left' | 'right' } = {}): Tensor {
  const { side = 'left' } = checked('searchsorted', options, ['side'], '...');
  const vector = asTensor('searchsorted', sorted);
  const wanted = asTensor('searchsorted', values);
  const length = vector.size;
  if (vector.shape.length !== 1) throw notSorted('searchsorted', vector.shape);
  const none = zerosOf(tensorType('int32', wanted.shape));
  if (length === 0) return none;
  const steps = Int32Array.from({ length: Math.floor(Math.log2(length)) + 1 }, (_, i) => 2 ** i).reverse();
  // A loop, since what is looked up with the result would otherwise go through all of its steps for every look.
  const bisect = (found: Tensor, step: Tensor): readonly [Tensor, readonly []] => {
    const next = add(found, step);
    const element = gather(vector, clip(sub(next, 1), 0, length - 1));
    const isBelow = side === 'left' ? precedes(element, wanted) : logicalNot(precedes(wanted, element));
    return [select(logicalAnd(isBelow, lessEqual(next, length)), next, found), []];
  };
  return scan(bisect, none, steps)[0];
}

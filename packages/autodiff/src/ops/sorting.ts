import type { Tensor, TensorLike } from '../graph/tensor.js';
import { checked } from '../options.js';
import { argsort, type SortOptions } from './argsort.js';
import { takeAlongAxis } from './indexing.js';

/**
 * The elements along an axis, the last by default, in increasing order, NaN last; with `descending` the other way around.
 * Each keeps its slope, which goes with it.
 *
 * @example
 * ```ts
 * import { argsort, grad, slice, sort, type Tensor } from '@fermat/autodiff';
 *
 * console.log(sort([3, 1, 2]).toArray(), argsort([3, 1, 2]).toArray()); // [1, 2, 3] [1, 2, 0]
 * console.log(grad((x: Tensor) => slice(sort(x), 1))(Float64Array.of(3, 1, 2))); // Float64Array [0, 0, 1] of the median
 * ```
 */
export const sort = (x: TensorLike, options: SortOptions = {}): Tensor =>
  takeAlongAxis(x, argsort(x, checked('sort', options, ['axis', 'descending'])), { axis: options.axis ?? -1 });

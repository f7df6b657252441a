import { abs, arange, argsort, div, expandDims, mul, moveaxis, sigmoid, softmax, sort, sub, sum, type Tensor, type TensorLike } from '@fermat/autodiff';
import { nothingToOrder } from './errors.js';
import { checkedEntry } from '../entryOptions.js';
import { checkTemperature, SOFT_OPTIONS, type SoftAxisOptions } from './options.js';
import { asTensor } from './preference.js';
import { straightThrough } from './straightThrough.js';

interface Along {
  readonly t: TensorLike;
  /** x with the axis to be ordered last. */
  readonly operand: Tensor;
  readonly length: number;
  /** Brings results back, with the value of the hard op if asked for. */
  readonly restore: (y: Tensor, hard: (operand: Tensor) => Tensor) => Tensor;
}

function along(op: string, x: TensorLike, options: SoftAxisOptions): Along {
  const { temperature, axis = -1, straightThrough: through = false } = checkedEntry(op, options, [...SOFT_OPTIONS, 'axis']);
  const given = asTensor(x);
  if (given.shape.length === 0) throw nothingToOrder(op, given.shape);
  const operand = moveaxis(given, axis, -1);
  return {
    t: checkTemperature(op, temperature),
    operand,
    length: operand.shape[operand.shape.length - 1]!,
    restore: (y, hard) => moveaxis(through ? straightThrough(hard(operand), y) : y, -1, axis),
  };
}

/** `a[..., i] - a[..., j]` at `[..., i, j]`. */
const differences = (a: Tensor): Tensor => sub(expandDims(a, -1), expandDims(a, -2));

/**
 * How much each element (last axis) is preferred for each place in ascending order (the axis before it): the rows of a
 * permutation matrix, softened.
 */
function places(operand: Tensor, length: number, t: TensorLike): Tensor {
  const spread = sum(abs(differences(operand)), { axis: -1 });
  const slopes = expandDims(sub(mul(2, arange(length)), length - 1), -1);
  const scores = sub(mul(slopes, expandDims(operand, -2)), expandDims(spread, -2));
  return softmax(div(scores, t));
}

const applied = (weights: Tensor, values: Tensor): Tensor => sum(mul(weights, expandDims(values, -2)), { axis: -1 });

/**
 * The elements in ascending order along an axis (the last by default), each an average by how much the elements are preferred
 * for that place. It costs n² operations of n elements.
 *
 * Where neighbours in the order differ by at least a gap, it differs from `sort` by less than `n exp(-gap / t)` of the
 * spread; elements that tie exactly do no harm.
 *
 * Source: A. Grover, E. Wang, A. Zweig, S. Ermon, Stochastic optimization of sorting networks via continuous relaxations
 * (NeuralSort), ICLR 2019, equation 5.
 *
 * @example
 * ```ts
 * import { softSort } from '@fermat/autodiff/soft';
 *
 * console.log(softSort([3, 1, 2], { temperature: 0.05 }).toArray()); // [1, 2, 3]
 * ```
 */
export function softSort(x: TensorLike, options: SoftAxisOptions): Tensor {
  const { t, operand, length, restore } = along('softSort', x, options);
  return restore(applied(places(operand, length, t), operand), sort);
}

/**
 * The positions of the elements in ascending order along an axis (the last by default), averaged as in {@link softSort};
 * float64. It tends to `argsort` exponentially, as there; elements that tie share the mean of their positions.
 */
export function softArgsort(x: TensorLike, options: SoftAxisOptions): Tensor {
  const { t, operand, length, restore } = along('softArgsort', x, options);
  return restore(applied(places(operand, length, t), arange(length)), argsort);
}

/**
 * For each element how many others are smaller, each counted by how much it is preferred to be: its place in ascending order
 * along an axis (the last by default), from 0; float64.
 *
 * It differs from the rank by less than `(n - 1) exp(-gap / t)`, the gap being to the nearest other element; elements that tie
 * share the mean of their ranks, at every temperature; with `straightThrough` they have the ranks of their positions.
 *
 * @example
 * ```ts
 * import { softRank } from '@fermat/autodiff/soft';
 *
 * console.log(softRank([30, 10, 20, 20], { temperature: 0.5 }).toArray()); // [3, 0, 1.5, 1.5]
 * ```
 */
export function softRank(x: TensorLike, options: SoftAxisOptions): Tensor {
  const { t, operand, restore } = along('softRank', x, options);
  // Each element has counted itself by one half.
  return restore(sub(sum(sigmoid(div(differences(operand), t)), { axis: -1 }), 0.5), given => argsort(argsort(given)));
}

import { scan } from '../control/scan.js';
import { constant } from '../graph/apply.js';
import { knownValue } from '../graph/evaluate.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { sizeOf, type Value } from '../graph/tensorType.js';
import { checked } from '../options.js';
import { add, div, mod, neg, sub } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { normalizeAxis } from './axes.js';
import { equal, isnan, less, logicalAnd, logicalNot, logicalOr } from './comparison.js';
import { arange } from './creation.js';
import { gathered } from './gather.js';
import { floor } from './rounding.js';
import { select } from './selection.js';
import { concatenate, moveaxis, reshape } from './shape.js';
import { flip, slice } from './slice.js';
import { stopGradient } from './stopGradient.js';
import { converted, filled } from './structure.js';

/** Whether a stands before b in order: NaN comes last. */
export const precedes = (a: Tensor, b: Tensor): Tensor => logicalOr(less(a, b), logicalAnd(isnan(b), logicalNot(isnan(a))));

/** Whether the bit of the value `weight`, a power of two, is set in a whole number. */
const bit = (number: Tensor, weight: Tensor): Tensor => equal(mod(floor(div(number, weight)), 2), 1);

/** The block lengths and distances of the steps of a bitonic sort of 2^levels elements. */
function bitonicSteps(levels: number): { block: Float64Array; distance: Float64Array } {
  const [block, distance]: [number[], number[]] = [[], []];
  for (let i = 1; i <= levels; i++) {
    for (let j = i - 1; j >= 0; j--) {
      block.push(2 ** i);
      distance.push(2 ** j);
    }
  }
  return { block: Float64Array.from(block), distance: Float64Array.from(distance) };
}

/**
 * The positions that sort each row, ties by position. A sorting network, so that the steps do not depend on the values.
 *
 * Source: K. E. Batcher, Sorting networks and their applications, AFIPS 1968, bitonic sorting.
 */
function sortedByNetwork(rows: Tensor): Tensor {
  const [count, length] = rows.shape as [number, number];
  const levels = Math.ceil(Math.log2(Math.max(1, length)));
  const width = 2 ** levels;
  // What fills the rows up is NaN at the highest positions, and so stays at their ends.
  const padding = filled({ ...rows.type, shape: [count, width - length] }, NaN);
  const keys = reshape(concatenate([rows, padding], { axis: 1 }), [-1]);
  const places = arange(count * width);
  const start = converted(places, 'int32');
  const inRow = mod(places, width);
  const step = (order: Tensor, { block, distance }: { block: Tensor; distance: Tensor }): readonly [Tensor, readonly []] => {
    const isUpper = bit(places, distance);
    const partner = gathered(order, converted(add(places, select(isUpper, neg(distance), distance)), 'int32'));
    const [own, other] = [gathered(keys, order), gathered(keys, partner)];
    const isBefore = logicalOr(precedes(own, other), logicalAnd(logicalNot(precedes(other, own)), less(order, partner)));
    const takesSmaller = equal(isUpper, bit(inRow, block));
    return [select(equal(isBefore, takesSmaller), order, partner), []];
  };
  const [order] = levels === 0 ? [start] : scan(step, start, bitonicSteps(levels));
  return slice(reshape(mod(order, width), [count, width]), null, [0, length]);
}

/** The same by the host's sort, where the numbers are known. */
function sortedByHost(rows: Value, length: number): Tensor {
  const numbers = typeof rows === 'number' ? [rows] : rows;
  const before = (a: number, b: number): boolean => a < b || (b !== b && a === a);
  const order = new Int32Array(numbers.length);
  for (let start = 0; start < order.length; start += length) {
    const row = numbers.slice(start, start + length);
    const positions = Array.from(row.keys()).sort((i, j) => Number(before(row[j]!, row[i]!)) - Number(before(row[i]!, row[j]!)));
    order.set(positions, start);
  }
  return constant(order, 'int32', [order.length]);
}

export interface SortOptions {
  /** The axis sorted along; the last by default. */
  readonly axis?: number;
  /** From the largest to the smallest, NaN first. */
  readonly descending?: boolean;
}

/**
 * The positions in sorted order of the elements along an axis, the last by default; int32. Ties stay in the order of their
 * positions, NaN comes last; with `descending`, first.
 */
export function argsort(x: TensorLike, options: SortOptions = {}): Tensor {
  const { axis = -1, descending = false } = checked('argsort', options, ['axis', 'descending']);
  const operand = asTensor('argsort', x);
  const on = normalizeAxis('argsort', axis, operand.shape.length);
  // Ascending from the other end, so that ties keep their order.
  if (descending) return sub(operand.shape[on]! - 1, flip(argsort(flip(operand, on), { axis: on }), on));
  const last = moveaxis(stopGradient(converted(operand, 'float64')), on, -1);
  const length = last.shape.at(-1)!;
  const known = knownValue(last) as Value | undefined;
  const order = known === undefined ? converted(sortedByNetwork(reshape(last, [sizeOf(last.shape.slice(0, -1)), length])), 'int32') : sortedByHost(known, length);
  return moveaxis(reshape(order, last.shape), -1, on);
}

import { indexOutOfRange, invalidRange } from '../errors.js';
import { Tensor } from '../graph/tensor.js';

type Bound = number | null;

/**
 * What to take of one axis: an index (which drops the axis), `[start, stop, step]` with NumPy's defaults for null and
 * for what is left out, or null for all of it. Negative numbers count from the end. A Tensor or an Int32Array of indices
 * takes those elements; it may be traced.
 */
export type Range = number | null | readonly [start: Bound, stop?: Bound, step?: Bound] | Tensor | Int32Array;

/** Whether a range is a list of indices, which may only be known when the graph runs. */
export const isPicked = (range: Range): range is Tensor | Int32Array => range instanceof Tensor || range instanceof Int32Array;

export interface Taken {
  readonly start: number;
  readonly step: number;
  readonly size: number;
}

/** The elements that a range, other than a list of indices, names. */
export function taken(op: string, range: Range, axis: number, length: number): Taken {
  if (range === null) return { start: 0, step: 1, size: length };
  if (typeof range === 'number') {
    if (!Number.isInteger(range)) throw invalidRange(op, range, axis);
    if (range < -length || range >= length) throw indexOutOfRange(op, range, axis, length);
    return { start: range < 0 ? range + length : range, step: 1, size: 1 };
  }
  const isBound = (bound: unknown): boolean => bound === null || bound === undefined || Number.isInteger(bound);
  if (!Array.isArray(range) || range.length > 3 || !range.every(isBound) || range[2] === 0) throw invalidRange(op, range, axis);
  const [from, to, by] = range as readonly [Bound, Bound?, Bound?];
  const step = by ?? 1;
  const [lowest, highest] = step > 0 ? [0, length] : [-1, length - 1];
  const within = (bound: Bound | undefined, otherwise: number): number =>
    bound === null || bound === undefined ? otherwise : Math.min(Math.max(bound < 0 ? bound + length : bound, lowest), highest);
  const start = within(from, step > 0 ? lowest : highest);
  const stop = within(to, step > 0 ? highest : lowest);
  return { start, step, size: Math.max(0, Math.ceil((stop - start) / step)) };
}

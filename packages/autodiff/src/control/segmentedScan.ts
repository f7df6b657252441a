import { apply } from '../graph/apply.js';
import type { Tensor } from '../graph/tensor.js';
import type { Loop } from '../kernel/lowering.js';
import { concatenatePrimitive, reshaped, slicePrimitive } from '../ops/structure.js';
import { widened } from '../transforms/batch.js';
import { grouped, loopOf, scanned, type Grouped } from './scanPrimitive.js';

/**
 * The loop in segments of `every` steps, and one of the steps that remain: a loop of loops. The way back of a loop keeps the
 * carries that its steps begin with and runs its body again, so that this one keeps those of the segments, and those of
 * the steps of one segment at a time.
 */
export function segmentedScan(loop: Loop, { constants, carries, rows }: Grouped<Tensor>, every: number): Tensor[] {
  const count = Math.floor(loop.length / every);
  const whole = count * every;
  const part = (x: Tensor, start: number, length: number): Tensor =>
    apply(slicePrimitive, [x], { starts: x.shape.map((_, axis) => (axis === 0 ? start : 0)), steps: x.shape.map(() => 1), sizes: [length, ...x.shape.slice(1)] });
  const inSegments = (x: Tensor): Tensor => reshaped(part(x, 0, whole), [count, every, ...x.shape.slice(1)]);
  const joined = (x: Tensor): Tensor => reshaped(x, [whole, ...x.shape.slice(2)]);

  const own = grouped(loop.body.inputs, loop);
  const segment = { ...loop, length: every };
  const segments = loopOf({ length: count, reverse: loop.reverse }, { ...own, rows: own.rows.map(row => widened(row, every)) }, inputs => scanned(segment, inputs));
  const remainder = { ...loop, length: loop.length - whole };
  const isSplit = remainder.length > 0;

  const overSegments = (from: readonly Tensor[]): Tensor[] => {
    const results = scanned(segments, { constants, carries: from, rows: rows.map(inSegments) });
    return results.map((x, i) => (i < loop.carries ? x : joined(x)));
  };
  const overRemainder = (from: readonly Tensor[]): Tensor[] =>
    isSplit ? scanned(remainder, { constants, carries: from, rows: rows.map(x => part(x, whole, remainder.length)) }) : [...from];
  const [first, second] = loop.reverse ? [overRemainder, overSegments] : [overSegments, overRemainder];
  const before = first(carries);
  const after = second(before.slice(0, loop.carries));
  const [front, back] = loop.reverse ? [after, before] : [before, after];
  const outputs = front.slice(loop.carries).map((x, i) => (isSplit ? apply(concatenatePrimitive, [x, back[loop.carries + i]!], 0) : x));
  return [...after.slice(0, loop.carries), ...outputs];
}

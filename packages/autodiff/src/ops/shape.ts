import { cannotBroadcastTo, cannotReshape, invalidPadding, invalidPermutation, nothingToJoin, shapesDiffer } from '../errors.js';
import { apply } from '../graph/apply.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { checkDType, promote, sameShape, sizeOf, type DType, type Shape } from '../graph/tensorType.js';
import { asTensor, stacked } from './asTensor.js';
import { checkShape, normalizeAxes, normalizeAxis } from './axes.js';
import { broadcasted, concatenatePrimitive, converted, padPrimitive, reshaped, transposePrimitive } from './structure.js';

/** x repeated along new and unit axes, by NumPy's rule. */
export function broadcastTo(x: TensorLike, shape: number | Shape): Tensor {
  const operand = asTensor('broadcastTo', x);
  const target = checkShape(shape);
  const added = target.length - operand.shape.length;
  if (added < 0 || operand.shape.some((n, axis) => n !== 1 && n !== target[axis + added])) throw cannotBroadcastTo(operand.shape, target);
  return broadcasted(operand, target);
}

/** The same elements in row-major order under another shape, in which one size may be -1: what is left. */
export function reshape(x: TensorLike, shape: number | Shape): Tensor {
  const operand = asTensor('reshape', x);
  const list = typeof shape === 'number' ? [shape] : shape;
  const open = list.indexOf(-1);
  const known = sizeOf(list.filter(n => n !== -1));
  const target = checkShape(list.map((n, axis) => (axis === open && known > 0 ? operand.size / known : n)));
  if (sizeOf(target) !== operand.size) throw cannotReshape(operand.shape, target);
  return reshaped(operand, target);
}

/** The axes in another order, reversed by default. */
export function transpose(x: TensorLike, axes?: readonly number[]): Tensor {
  const operand = asTensor('transpose', x);
  const rank = operand.shape.length;
  const order = axes?.map(axis => normalizeAxis('transpose', axis, rank)) ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
  if (order.length !== rank || new Set(order).size !== rank) throw invalidPermutation(order, rank);
  return order.every((axis, i) => axis === i) ? operand : apply(transposePrimitive, [operand], order);
}

/** x with one axis moved to another place. */
export function moveaxis(x: TensorLike, from: number, to: number): Tensor {
  const operand = asTensor('moveaxis', x);
  const rank = operand.shape.length;
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const [moved] = axes.splice(normalizeAxis('moveaxis', from, rank), 1);
  axes.splice(normalizeAxis('moveaxis', to, rank), 0, moved!);
  return transpose(operand, axes);
}

/** A new axis of size 1 at the given place of the result. */
export function expandDims(x: TensorLike, axis: number): Tensor {
  const operand = asTensor('expandDims', x);
  const at = normalizeAxis('expandDims', axis, operand.shape.length + 1);
  return reshaped(operand, [...operand.shape.slice(0, at), 1, ...operand.shape.slice(at)]);
}

/** x without its axes of size 1, or without those named. */
export function squeeze(x: TensorLike, axis?: number | readonly number[]): Tensor {
  const operand = asTensor('squeeze', x);
  const axes = normalizeAxes('squeeze', axis, operand.shape.length).filter(i => axis !== undefined || operand.shape[i] === 1);
  const shape = operand.shape.filter((_, i) => !axes.includes(i));
  if (sizeOf(shape) !== operand.size) throw cannotReshape(operand.shape, shape);
  return reshaped(operand, shape);
}

/** Values of one shape along a new axis. */
export function stack(values: TensorLike, { axis = 0 }: { readonly axis?: number } = {}): Tensor {
  const rows = Array.isArray(values) ? stacked(sameShaped('stack', values)) : asTensor('stack', values);
  return axis === 0 ? rows : moveaxis(rows, 0, axis);
}

function sameShaped(op: string, values: readonly TensorLike[]): Tensor[] {
  if (values.length === 0) throw nothingToJoin(op);
  const rows = values.map(value => asTensor(op, value));
  for (const row of rows) if (!sameShape(row.shape, rows[0]!.shape)) throw shapesDiffer(op, rows[0]!.shape, row.shape);
  return rows;
}

/** Values joined along an axis that they have; their other sizes must agree. Scalars count as one element. */
export function concatenate(values: readonly TensorLike[], { axis = 0 }: { readonly axis?: number } = {}): Tensor {
  if (values.length === 0) throw nothingToJoin('concatenate');
  const given = values.map(value => asTensor('concatenate', value));
  const operands = given.map(value => (value.shape.length === 0 ? reshaped(value, [1]) : value));
  const first = operands[0]!;
  const at = normalizeAxis('concatenate', axis, first.shape.length);
  for (const { shape } of operands) {
    const fits = shape.length === first.shape.length && shape.every((n, i) => i === at || n === first.shape[i]);
    if (!fits) throw shapesDiffer('concatenate (but for its axis)', first.shape, shape);
  }
  if (operands.length === 1) return first;
  const { dtype } = operands.map(operand => operand.type).reduce((a, b) => ({ ...a, ...promote(a, b) }));
  return apply(concatenatePrimitive, operands.map(operand => converted(operand, dtype)), at);
}

/** x within zeros: for each axis the numbers of zeros before and after. */
export function pad(x: TensorLike, padding: readonly (readonly [number, number])[]): Tensor {
  const operand = asTensor('pad', x);
  const isCount = (n: unknown): boolean => Number.isInteger(n) && (n as number) >= 0;
  if (padding.length !== operand.shape.length || !padding.flat().every(isCount)) throw invalidPadding(padding, operand.shape);
  return apply(padPrimitive, [operand], {
    starts: padding.map(([before]) => before),
    steps: padding.map(() => 1),
    shape: operand.shape.map((n, axis) => n + padding[axis]![0] + padding[axis]![1]),
  });
}

/** x in another dtype; float to int drops the fraction. */
export const astype = (x: TensorLike, dtype: DType): Tensor => converted(asTensor('astype', x), checkDType(dtype));

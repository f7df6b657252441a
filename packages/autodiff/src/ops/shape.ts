import { cannotBroadcastTo, cannotReshape, invalidPermutation, nothingToJoin, shapesDiffer } from '../errors.js';
import { apply } from '../graph/apply.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { checkDType, promote, sameShape, sizeOf, type DType, type Shape } from '../graph/tensorType.js';
import { checked } from '../options.js';
import { asTensor, stacked } from './asTensor.js';
import { checkShape, normalizeAxes, normalizeAxis } from './axes.js';
import { broadcasted, concatenatePrimitive, converted, reshaped, transposePrimitive } from './structure.js';

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
  if (order.length !== rank || new Set(order).size !== rank) throw invalidPermutation('transpose', order, rank);
  return order.every((axis, i) => axis === i) ? operand : apply(transposePrimitive, [operand], order);
}

/** x with an axis, or several, moved to other places; the other axes keep their order. */
export function moveaxis(x: TensorLike, from: number | readonly number[], to: number | readonly number[]): Tensor {
  const operand = asTensor('moveaxis', x);
  const rank = operand.shape.length;
  const [sources, targets] = [from, to].map(axes => [axes].flat().map(axis => normalizeAxis('moveaxis', axis, rank))) as [number[], number[]];
  if (sources.length !== targets.length) throw invalidPermutation('moveaxis', sources, targets.length);
  const others = operand.shape.map((_, axis) => axis).filter(axis => !sources.includes(axis)).values();
  return transpose(operand, operand.shape.map((_, place) => (targets.includes(place) ? sources[targets.indexOf(place)]! : others.next().value!)));
}

/** A new axis of size 1, or several, at the given places of the result. */
export function expandDims(x: TensorLike, axis: number | readonly number[]): Tensor {
  const operand = asTensor('expandDims', x);
  const axes = normalizeAxes('expandDims', axis, operand.shape.length + [axis].flat().length);
  const sizes = operand.shape.values();
  return reshaped(operand, Array.from({ length: operand.shape.length + axes.length }, (_, i) => (axes.includes(i) ? 1 : sizes.next().value!)));
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
export function stack(values: TensorLike, options: { readonly axis?: number } = {}): Tensor {
  const { axis = 0 } = checked('stack', options, ['axis'], 'values');
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
export function concatenate(values: readonly TensorLike[], options: { readonly axis?: number } = {}): Tensor {
  const { axis = 0 } = checked('concatenate', options, ['axis'], 'values');
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

/** x in another dtype; float to int drops the fraction. */
export const astype = (x: TensorLike, dtype: DType): Tensor => converted(asTensor('astype', x), checkDType(dtype));

import { notATensor, raggedArray, shapesDoNotBroadcast } from '../errors.js';
import { apply, constant, isConstant } from '../graph/apply.js';
import { Tensor, type TensorLike } from '../graph/tensor.js';
import { copied, dtypeOf, isTypedArray, promote, sameShape, type DType, type Shape } from '../graph/tensorType.js';
import { broadcasted, converted, stackPrimitive } from './structure.js';

/** Takes a value for an op: numbers become weak constants, typed arrays are copied, nested arrays are stacked. */
export function asTensor(op: string, x: TensorLike): Tensor {
  if (x instanceof Tensor) return x;
  if (typeof x === 'number') return constant(x, 'float64', undefined, true);
  if (typeof x === 'boolean') return constant(x ? 1 : 0, 'bool');
  if (isTypedArray(x)) return constant(copied(x), dtypeOf(x), [x.length]);
  if (!Array.isArray(x)) throw notATensor(op, x);
  if (x.every(element => typeof element === 'number')) return constant(Float64Array.from(x), 'float64', [x.length]);
  const rows = x.map((element: TensorLike) => asTensor(op, element));
  const shape = rows[0]!.shape;
  rows.forEach((row, i) => {
    if (!sameShape(row.shape, shape)) throw raggedArray(`[${i}]`, shape, row.shape);
  });
  return stacked(rows);
}

/** Stacks values of one shape along a new first axis, in the dtype in which they meet. */
export function stacked(rows: readonly Tensor[]): Tensor {
  const { dtype } = rows.map(row => row.type).reduce((a, b) => ({ ...a, ...promote(a, b) }));
  return apply(stackPrimitive, rows.map(row => converted(row, dtype)), null);
}

/** The shape to which both shapes broadcast, by NumPy's rule. */
export function broadcastShapes(op: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a;
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let axis = 0; axis < rank; axis++) {
    const n = a[axis - rank + a.length] ?? 1;
    const m = b[axis - rank + b.length] ?? 1;
    if (n !== m && n !== 1 && m !== 1) throw shapesDoNotBroadcast(op, a, b);
    shape[axis] = n === 1 ? m : n;
  }
  return shape;
}

/** The dtype in which two operands meet; a whole JS number joins an int32, any other number makes it a float64. */
export function meetingDType(a: Tensor, b: Tensor): DType {
  const joinsInt = (number: Tensor, partner: Tensor): boolean =>
    number.type.weak && isConstant(number) && partner.dtype === 'int32' && typeof number.value === 'number' && Number.isInteger(number.value) && (number.value | 0) === number.value;
  return joinsInt(a, b) || joinsInt(b, a) ? 'int32' : promote(a.type, b.type).dtype;
}

/** Operands of equal shape and of the dtype in which they meet. */
export function aligned(op: string, x: TensorLike, y: TensorLike): [Tensor, Tensor] {
  const a = asTensor(op, x);
  const b = asTensor(op, y);
  if (a.type === b.type) return [a, b];
  const dtype = meetingDType(a, b);
  const shape = broadcastShapes(op, a.shape, b.shape);
  return [broadcasted(converted(a, dtype), shape), broadcasted(converted(b, dtype), shape)];
}

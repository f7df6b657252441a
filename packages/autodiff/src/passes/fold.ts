import { constant, isConstant } from '../graph/apply.js';
import { evaluate } from '../graph/evaluate.js';
import type { Primitive } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import { sameShape, type Shape, type TensorType, type Value } from '../graph/tensorType.js';
import { broadcastPrimitive } from '../ops/structure.js';

/** A constant may be so many times as large as the largest of which it is made. */
const GROWTH = 2;

/** Makes a node that is simplified itself. */
export type Make = <P>(primitive: Primitive<P>, operands: readonly Tensor[], params: P) => Tensor;

/** A node of constants as one constant, and an elementwise node of what is repeated as the repetition of one result. */
export function folded(node: Tensor, make: Make): Tensor | undefined {
  const { primitive, inputs, params, type } = node;
  if (inputs.length === 0 || type.parts !== undefined || primitive.structured !== undefined) return undefined;
  const sources = inputs.map(unrepeated);
  if (sources.every(isConstant) && type.size <= GROWTH * sources.reduce((most, { size }) => Math.max(most, size), 1)) {
    return constant(evaluate(node, primitive.name) as Value, type.dtype, type.shape, type.weak);
  }
  if (primitive === broadcastPrimitive && sources[0]!.shape.length > 0) {
    const number = repeatedNumber(node);
    return number === undefined ? undefined : repeating(number, type, make);
  }
  if (!isElementwise(node) || inputs.some((input, i) => input === sources[i])) return undefined;
  const { shape } = sources.reduce((a, b) => (a.shape.length === 0 ? b : a));
  if (!sources.every(source => source.shape.length === 0 || sameShape(source.shape, shape))) return undefined;
  return repeatedTo(type.shape, make(primitive, sources.map(source => repeatedTo(shape, source, make)), params), make);
}

/** Whether each element is made of those at the same place. */
export const isElementwise = ({ primitive, inputs, shape }: Tensor): boolean =>
  primitive.batch === undefined && primitive.structured === undefined && inputs.length > 0 && inputs.every(input => sameShape(input.shape, shape));

/** What a broadcast repeats. */
export function unrepeated(x: Tensor): Tensor {
  let source = x;
  while (source.primitive === broadcastPrimitive) source = source.inputs[0]!;
  return source;
}

/** The number that every element of a constant is, if it is one number. */
export function repeatedNumber(x: Tensor): number | undefined {
  const source = unrepeated(x);
  if (!isConstant(source) || source.size !== 1) return undefined;
  const value = source.value as Value;
  return typeof value === 'number' ? value : value[0];
}

/** A constant of which every element is `x`. */
export function repeating(x: number, { dtype, shape, weak }: TensorType, make: Make): Tensor {
  return repeatedTo(shape, constant(x, dtype, [], weak), make);
}

export const repeatedTo = (shape: Shape, x: Tensor, make: Make): Tensor => (sameShape(x.shape, shape) ? x : make(broadcastPrimitive, [x], shape));

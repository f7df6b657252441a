import { evaluate, compute } from './evaluate.js';
import { isLocating, keepStack } from '../provenance.js';
import type { Primitive } from './primitive.js';
import { currentScope, takeId, type Scope } from './scope.js';
import { checkUsable, Tensor } from './tensor.js';
import { tensorType, type DType, type Shape, type TensorType, type Value } from './tensorType.js';

const noInputs: readonly Tensor[] = [];

/** The only way to make a derived value: a node of the current trace, or the result at once where nothing is traced. */
export function apply<P>(primitive: Primitive<P>, inputs: readonly Tensor[], params: P): Tensor {
  const types = new Array<TensorType>(inputs.length);
  let masked = primitive.masks ?? false;
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i]!;
    checkUsable(input, primitive.name);
    types[i] = input.type;
    masked ||= primitive.masks === undefined && input.masked;
  }
  const type = primitive.infer(types, params);
  const scope = currentScope();
  const node = new Tensor(takeId(), primitive, inputs, params, type, scope);
  if (isLocating()) keepStack(node);
  if (scope === null) return atOnce(node, masked);
  node.masked = masked;
  return node;
}

function atOnce(node: Tensor, masked: boolean): Tensor {
  for (const input of node.inputs) evaluate(input, node.primitive.name);
  const result = constantOf(node.type, compute(node));
  result.masked = masked;
  return result;
}

/** A leaf that holds its value. */
export const constantPrimitive: Primitive<null> = {
  name: 'constant',
  infer: () => tensorType('float64'),
  lower: (target, _inputs, _params, type) => target.constant(type, 0),
};

/** A leaf whose value is only known when the graph it belongs to runs. */
export const parameterPrimitive: Primitive<null> = { ...constantPrimitive, name: 'parameter' };

const constantOf = (type: TensorType, value: Value | readonly Value[]): Tensor =>
  new Tensor(takeId(), constantPrimitive, noInputs, null, type, null, value);

export const constant = (value: Value, dtype: DType, shape?: Shape, weak = false): Tensor =>
  constantOf(tensorType(dtype, shape, weak), value);

/** A value that is known, by itself. */
export const asConstant = (x: Tensor, asked: string): Tensor => constantOf(x.type, evaluate(x, asked));

export const isConstant = (node: Tensor): boolean => node.primitive === constantPrimitive;

export function parameter(type: TensorType, scope: Scope): Tensor {
  return new Tensor(takeId(), parameterPrimitive, noInputs, null, type, scope);
}

/** One output of a node with several. */
export const projection: Primitive<number> = {
  name: 'projection',
  infer: ([tuple], index) => tuple!.parts![index]!,
  lower: (_target, [tuple], index) => (tuple!.value as readonly never[])[index]!,
  format: String,
};

/** The outputs of a node with several. */
export const projections = (node: Tensor): Tensor[] => node.type.parts!.map((_, index) => apply(projection, [node], index));

/** The outputs of a primitive with several. */
export const applyAll = <P>(primitive: Primitive<P>, inputs: readonly Tensor[], params: P): Tensor[] => projections(apply(primitive, inputs, params));

/**
 * Wraps a value in a node of its own, which no pass merges while transforms run. Every transform wraps its arguments
 * so: differentiating with respect to the wrapper never touches other uses of the value, however transforms nest.
 */
export const identity: Primitive<null> = {
  name: 'identity',
  infer: ([x]) => x!,
  lower: (_target, [x]) => x!.value,
  linear: true,
  linearTranspose: cotangents => cotangents,
  simplify: ([x]) => x!,
};

const mask: Primitive<null> = { ...identity, name: 'mask', masks: true };
const unmask: Primitive<null> = { ...identity, name: 'unmask', masks: false };

/** The same value, marked as zero on a branch not taken or not. A node says so, which is kept when graphs are rebuilt. */
export function withMask(x: Tensor, masked: boolean): Tensor {
  return x.masked === masked ? x : apply(masked ? mask : unmask, [x], null);
}

/**
 * The linear primitives that rearrange elements, each beside its transpose. They check nothing;
 * `ops/shape.ts`, `ops/slice.ts` and `ops/reduction.ts` are their public face.
 */
import { apply, constant, projection, projections } from '../graph/apply.js';
import type { Maybe, Primitive } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating, sameShape, tensorType, tupleType, withShape, type DType, type Shape, type TensorType, type Typed } from '../graph/tensorType.js';
import { rowMajorStrides, type IndexMap, type Reduction } from '../kernel/lowering.js';

export const broadcastPrimitive: Primitive<Shape> = {
  name: 'broadcastTo',
  infer: ([x], shape) => withShape(x!, shape),
  lower(target, [x], shape, type) {
    const source = rowMajorStrides(x!.type.shape);
    const added = shape.length - source.length;
    const strides = shape.map((_, axis) => (axis < added || x!.type.shape[axis - added] === 1 ? 0 : source[axis - added]!));
    return target.view(type, x!, { offset: 0, strides });
  },
  linear: true,
  linearTranspose([ct], node) {
    const from = node.inputs[0]!.shape;
    const added = node.shape.length - from.length;
    const axes = node.shape.flatMap((n, axis) => (axis < added || (from[axis - added] === 1 && n !== 1) ? [axis] : []));
    return [reshaped(apply(sumPrimitive, [ct!], axes), from)];
  },
  batch([x], _isBatched, shape, size) {
    const [, ...own] = x!.shape;
    const units = new Array<number>(shape.length - own.length).fill(1);
    return broadcasted(reshaped(x!, [size, ...units, ...own]), [size, ...shape]);
  },
  format: String,
};

/** A reduction over some axes, which the result no longer has. */
export function reducing(name: string, floats: Reduction, ints: Reduction, rules: Partial<Primitive<readonly number[]>>): Primitive<readonly number[]> {
  const primitive: Primitive<readonly number[]> = {
    name,
    infer: ([x], axes) => withShape(x!, x!.shape.filter((_, axis) => !axes.includes(axis))),
    lower: (target, [x], axes, type) => target.reduce(type, isFloating(type.dtype) ? floats : ints, x!, axes),
    batch: ([x], _isBatched, axes) => apply(primitive, [x!], axes.map(axis => axis + 1)),
    format: axes => `axes ${axes.join(',')}`,
    ...rules,
  };
  return primitive;
}

/** The shape in which axes that are reduced stay, with one element. */
export const keptShape = (shape: Shape, axes: readonly number[]): number[] => shape.map((n, axis) => (axes.includes(axis) ? 1 : n));

export const sumPrimitive: Primitive<readonly number[]> = /* @__PURE__ */ reducing(
  'sum',
  { combine: (k, [a, b]) => k.add(a as never, b as never), identity: -0, empty: 0 },
  { combine: (k, [a, b]) => k.addInt(a as never, b as never), identity: 0, empty: 0 },
  {
    linear: true,
    linearTranspose([ct], node) {
      const from = node.inputs[0]!.shape;
      return [broadcasted(reshaped(ct!, keptShape(from, node.params as readonly number[])), from)];
    },
    simplify: ([x], axes) => (axes.length === 0 ? x : undefined),
  },
);

export const reshapePrimitive: Primitive<Shape> = {
  name: 'reshape',
  infer: ([x], shape) => withShape(x!, shape),
  lower: (target, [x], _shape, type) => target.reinterpret(type, x!),
  linear: true,
  linearTranspose: ([ct], node) => [reshaped(ct!, node.inputs[0]!.shape)],
  batch: ([x], _isBatched, shape, size) => reshaped(x!, [size, ...shape]),
  simplify([x], shape) {
    if (sameShape(x!.shape, shape)) return x;
    return x!.primitive === reshapePrimitive ? reshaped(x!.inputs[0]!, shape) : undefined;
  },
  format: String,
};

export const transposePrimitive: Primitive<readonly number[]> = {
  name: 'transpose',
  infer: ([x], axes) => withShape(x!, axes.map(axis => x!.shape[axis]!)),
  lower(target, [x], axes, type) {
    const strides = rowMajorStrides(x!.type.shape);
    return target.view(type, x!, { offset: 0, strides: axes.map(axis => strides[axis]!) });
  },
  linear: true,
  linearTranspose([ct], node) {
    const axes = node.params as readonly number[];
    return [apply(transposePrimitive, [ct!], axes.map((_, axis) => axes.indexOf(axis)))];
  },
  batch: ([x], _isBatched, axes) => apply(transposePrimitive, [x!], [0, ...axes.map(axis => axis + 1)]),
  format: String,
};

/** For each axis the first index, the step (of either sign) and the number of elements taken. */
export interface SliceParams {
  readonly starts: readonly number[];
  readonly steps: readonly number[];
  readonly sizes: readonly number[];
}

/** Where a slice of an array of a shape lies in it. */
export function sliceMap(shape: Shape, { starts, steps }: Pick<SliceParams, 'starts' | 'steps'>): IndexMap {
  const strides = rowMajorStrides(shape);
  return {
    offset: starts.reduce((offset, start, axis) => offset + start * strides[axis]!, 0),
    strides: strides.map((stride, axis) => stride * steps[axis]!),
  };
}

export const slicePrimitive: Primitive<SliceParams> = {
  name: 'slice',
  infer: ([x], { sizes }) => withShape(x!, sizes),
  lower: (target, [x], params, type) => target.view(type, x!, sliceMap(x!.type.shape, params)),
  linear: true,
  linearTranspose([ct], node) {
    const { starts, steps } = node.params as SliceParams;
    return [apply(padPrimitive, [ct!], { starts, steps, shape: node.inputs[0]!.shape })];
  },
  batch: ([x], _isBatched, { starts, steps, sizes }, size) =>
    apply(slicePrimitive, [x!], { starts: [0, ...starts], steps: [1, ...steps], sizes: [size, ...sizes] }),
  simplify([x], { sizes, steps }) {
    return sameShape(sizes, x!.shape) && steps.every((step, axis) => step === 1 || sizes[axis] === 1) ? x : undefined;
  },
  format: ({ starts, steps, sizes }) =>
    starts.map((start, axis) => `${start}:${start + sizes[axis]! * steps[axis]!}${steps[axis] === 1 ? '' : `:${steps[axis]}`}`).join(', '),
};

/** Zeros of the given shape, with the elements of the input at `start + step * index`: the transpose of a slice. */
export interface PadParams {
  readonly starts: readonly number[];
  readonly steps: readonly number[];
  readonly shape: Shape;
}

export const padPrimitive: Primitive<PadParams> = {
  name: 'pad',
  infer: ([x], { shape }) => withShape(x!, shape),
  lower: (target, [x], params, type) => target.place(type, 0, [{ ...x!, at: sliceMap(params.shape, params) }]),
  linear: true,
  linearTranspose([ct], node) {
    const { starts, steps } = node.params as PadParams;
    return [apply(slicePrimitive, [ct!], { starts, steps, sizes: node.inputs[0]!.shape })];
  },
  batch: ([x], _isBatched, { starts, steps, shape }, size) =>
    apply(padPrimitive, [x!], { starts: [0, ...starts], steps: [1, ...steps], shape: [size, ...shape] }),
  format: ({ starts, steps, shape }) => `${shape.join(',')} from ${starts.join(',')} by ${steps.join(',')}`,
};

const joinedType = (types: readonly TensorType[], shape: Shape): TensorType =>
  tensorType(types[0]!.dtype, shape, types.every(type => type.weak));

export const concatenatePrimitive: Primitive<number> = {
  name: 'concatenate',
  infer(types, axis) {
    const length = types.reduce((sum, type) => sum + type.shape[axis]!, 0);
    return joinedType(types, types[0]!.shape.map((n, i) => (i === axis ? length : n)));
  },
  lower(target, inputs, axis, type) {
    const strides = rowMajorStrides(type.shape);
    let start = 0;
    const parts = inputs.map(input => {
      const at = { offset: start * strides[axis]!, strides };
      start += input.type.shape[axis]!;
      return { ...input, at };
    });
    return target.place(type, 0, parts);
  },
  linear: true,
  linearTranspose([ct], node, isLinear) {
    const axis = node.params as number;
    let start = 0;
    return node.inputs.map((input, i) => {
      const starts = input.shape.map((_, other) => (other === axis ? start : 0));
      start += input.shape[axis]!;
      return isLinear(i) ? apply(slicePrimitive, [ct!], { starts, steps: starts.map(() => 1), sizes: input.shape }) : null;
    });
  },
  batch: (operands, isBatched, axis, size) =>
    apply(concatenatePrimitive, eachBatched(operands, isBatched, size), axis + 1),
  format: axis => `axis ${axis}`,
};

/** Values of one type along a new first axis. */
export const stackPrimitive: Primitive<null> = {
  name: 'stack',
  infer: types => joinedType(types, [types.length, ...types[0]!.shape]),
  lower(target, inputs, _params, type) {
    const [stride, ...strides] = rowMajorStrides(type.shape);
    return target.place(type, 0, inputs.map((input, i) => ({ ...input, at: { offset: i * stride!, strides } })));
  },
  linear: true,
  linearTranspose([ct]) {
    return unstacked(ct!);
  },
  batch: (operands, isBatched, _params, size) =>
    swapped(apply(stackPrimitive, eachBatched(operands, isBatched, size), null)),
  simplify(inputs) {
    const source = inputs[0]!.primitive === projection ? inputs[0]!.inputs[0]! : undefined;
    if (source?.primitive !== unstackPrimitive || source.type.parts!.length !== inputs.length) return undefined;
    const inOrder = inputs.every((input, i) => input.primitive === projection && input.inputs[0] === source && input.params === i);
    return inOrder ? source.inputs[0]! : undefined;
  },
};

/** The elements along the first axis, as many outputs. */
export const unstackPrimitive: Primitive<null> = {
  name: 'unstack',
  infer([x]) {
    const part = withShape(x!, x!.shape.slice(1));
    return tupleType(new Array<TensorType>(x!.shape[0]!).fill(part));
  },
  lower(target, [x], _params, type) {
    const [stride, ...strides] = rowMajorStrides(x!.type.shape);
    return type.parts!.map((part, i) => target.view(part, x!, { offset: i * stride!, strides }));
  },
  linear: true,
  linearTranspose(cotangents, node) {
    const { parts } = node.type;
    return [apply(stackPrimitive, cotangents.map((ct, i) => ct ?? zerosOf(parts![i]!)), null)];
  },
  batch: ([x]) => unstacked(swapped(x!)),
};

export const convertPrimitive: Primitive<DType> = {
  name: 'astype',
  infer: ([x], dtype) => tensorType(dtype, x!.shape),
  lower(target, [x], dtype, type) {
    const from = x!.type.dtype;
    if (from === dtype) return x!.value;
    return target.map(type, (k, [element]) => {
      const float = isFloating(from) ? (element as never) : from === 'bool' ? k.select(element as never, k.float(1), k.float(0)) : k.toFloat(element as never);
      if (isFloating(dtype)) return float;
      return dtype === 'bool' ? k.ne(float, k.float(0)) : k.toInt(k.min(k.max(k.trunc(float), k.float(-0x80000000)), k.float(0x7fffffff)));
    }, [x!]);
  },
  linear: true,
  linearTranspose: ([ct], node) => [converted(ct!, node.inputs[0]!.dtype)],
  simplify: ([x], dtype) => (x!.dtype === dtype ? x : undefined),
  format: String,
};

export const reshaped = (x: Tensor, shape: Shape): Tensor => (sameShape(x.shape, shape) ? x : apply(reshapePrimitive, [x], shape));

export const broadcasted = (x: Tensor, shape: Shape): Tensor => (sameShape(x.shape, shape) ? x : apply(broadcastPrimitive, [x], shape));

export const converted = (x: Tensor, dtype: DType): Tensor => (x.dtype === dtype ? x : apply(convertPrimitive, [x], dtype));

/** x once for each member of a batch. */
export const repeated = (x: Tensor, size: number): Tensor => broadcasted(x, [size, ...x.shape]);

/** Operands of which some carry a batch, all with it. */
export const eachBatched = (operands: readonly Tensor[], isBatched: (input: number) => boolean, size: number): Tensor[] =>
  operands.map((x, i) => (isBatched(i) ? x : repeated(x, size)));

/** The first two axes exchanged. */
export const swapped = (x: Tensor): Tensor => apply(transposePrimitive, [x], x.shape.map((_, axis) => (axis < 2 ? 1 - axis : axis)));

export const unstacked = (x: Tensor): Tensor[] => projections(apply(unstackPrimitive, [x], null));

/** The numbers from 0 to below `length`, as int32. */
export const rangeOf = (length: number): Tensor => constant(Int32Array.from({ length }, (_, i) => i), 'int32', [length]);

/** Zeros of a type, as a broadcast number, which costs nothing until it is stored. */
export const zerosOf = (type: TensorType): Tensor => filled(type, 0);

export const filled = (type: TensorType, x: number): Tensor => broadcasted(constant(x, type.dtype, [], type.weak), type.shape);

/** Values of which some are zero, all of them. */
export const orZeros = (values: readonly Maybe<Tensor>[], like: readonly Typed[]): Tensor[] => values.map((x, i) => x ?? zerosOf(like[i]!.type));

import { unknownDType } from '../errors.js';

export type DType = 'float64' | 'float32' | 'int32' | 'bool';
export type Shape = readonly number[];
export type TypedArray = Float64Array | Float32Array | Int32Array | Uint8Array;

/** The concrete value of a node: a number for a scalar (0 or 1 for a bool), else its elements in row-major order. */
export type Value = number | TypedArray;

/** The array of each dtype, in widening order: two operands meet at the later one. */
const arrays: Record<DType, new (lengthOrElements: number | ArrayLike<number>) => TypedArray> = {
  bool: Uint8Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
};

const dtypes = /* @__PURE__ */ Object.keys(arrays) as DType[];

/** What is known of a value before it is computed. A weak value came from a JS number and adopts its partner's dtype. */
export interface TensorType {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly size: number;
  readonly weak: boolean;
  /** The types of the outputs of a node with several, which are reached through projections. */
  readonly parts?: readonly TensorType[];
}

/** What has a type. */
export interface Typed {
  readonly type: TensorType;
}

export const sizeOf = (shape: Shape): number => shape.reduce((size, n) => size * n, 1);

const scalarShape: Shape = Object.freeze([]);

const scalars = {
  strong: new Map<DType, TensorType>(),
  weak: new Map<DType, TensorType>(),
};

/** Scalar types are shared, since a scalar program has one for each of its nodes. */
export function tensorType(dtype: DType, shape: Shape = scalarShape, weak = false): TensorType {
  if (shape.length > 0) return { dtype, shape, size: sizeOf(shape), weak };
  const known = weak ? scalars.weak : scalars.strong;
  let type = known.get(dtype);
  if (type === undefined) {
    type = { dtype, shape: scalarShape, size: 1, weak };
    known.set(dtype, type);
  }
  return type;
}

export const tupleType = (parts: readonly TensorType[]): TensorType => ({
  dtype: 'float64',
  shape: scalarShape,
  size: parts.reduce((size, part) => size + part.size, 0),
  weak: false,
  parts,
});

export const withShape = (type: TensorType, shape: Shape): TensorType => tensorType(type.dtype, shape, type.weak);

export const isFloating = (dtype: DType): boolean => dtype === 'float64' || dtype === 'float32';

export const sameShape = (a: Shape, b: Shape): boolean =>
  a === b || (a.length === b.length && a.every((n, axis) => n === b[axis]));

/** The dtype in which two operands meet. */
export function promote(a: TensorType, b: TensorType): { dtype: DType; weak: boolean } {
  if (a.weak !== b.weak) {
    const [weak, strong] = a.weak ? [a, b] : [b, a];
    return { dtype: isFloating(strong.dtype) ? strong.dtype : weak.dtype, weak: false };
  }
  return { dtype: dtypes.indexOf(a.dtype) >= dtypes.indexOf(b.dtype) ? a.dtype : b.dtype, weak: a.weak };
}

/** An array of zeros, or of elements. */
export const newArray = (dtype: DType, lengthOrElements: number | ArrayLike<number>): TypedArray => new arrays[dtype](lengthOrElements);

/** Rounds a number as storing it with this dtype would. */
export function roundTo(dtype: DType, x: number): number {
  if (dtype === 'float64') return x;
  if (dtype === 'float32') return Math.fround(x);
  return dtype === 'int32' ? x | 0 : x !== 0 ? 1 : 0;
}

export function checkDType(dtype: unknown): DType {
  if (typeof dtype === 'string' && Object.hasOwn(arrays, dtype)) return dtype as DType;
  throw unknownDType(dtype);
}

const dtypeFor = (x: unknown): DType | undefined => dtypes.find(dtype => x instanceof arrays[dtype]);

export const isTypedArray = (x: unknown): x is TypedArray => dtypeFor(x) !== undefined;

/** A copy of a user's array; bools, of which every number but 0 is one, become 0 and 1. */
export const copied = (array: TypedArray): TypedArray => (array instanceof Uint8Array ? array.map(x => (x === 0 ? 0 : 1)) : array.slice());

export const dtypeOf = (array: TypedArray): DType => dtypeFor(array)!;

export const formatType = (type: TensorType): string =>
  type.parts === undefined
    ? `${type.dtype}[${type.shape.join(',')}]`
    : `(${type.parts.length > 4 ? `${formatType(type.parts[0]!)}, … ${type.parts.length} in all` : type.parts.map(formatType).join(', ')})`;

import { emptyReduction } from '../errors.js';
import { apply } from '../graph/apply.js';
import type { Primitive } from '../graph/primitive.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { isFloating, sizeOf, withShape } from '../graph/tensorType.js';
import type { Reduction } from '../kernel/lowering.js';
import { div, mul } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { normalizeAxes } from './axes.js';
import { equal, logicalNot } from './comparison.js';
import { concatenate } from './shape.js';
import type { Range } from './range.js';
import { slice } from './slice.js';
import { broadcasted, converted, reshaped, sumPrimitive } from './structure.js';

export interface ReductionOptions {
  /** The axes reduced over; all of them by default. */
  readonly axis?: number | readonly number[];
  /** Keep reduced axes as axes of size 1. */
  readonly keepdims?: boolean;
}

/** The shape with the reduced axes kept as axes of size 1. */
const keptShape = (x: Tensor, axes: readonly number[]): number[] => x.shape.map((n, axis) => (axes.includes(axis) ? 1 : n));

/**
 * The sum of the elements, over all axes or those named. Bools are counted.
 *
 * The order of summation is fixed: elements of even and of odd position are summed apart and added at the end, on every
 * backend, so that the result has the same bits everywhere.
 */
export function sum(x: TensorLike, { axis, keepdims = false }: ReductionOptions = {}): Tensor {
  const given = asTensor('sum', x);
  const operand = given.dtype === 'bool' ? converted(given, 'int32') : given;
  const axes = normalizeAxes('sum', axis, operand.shape.length);
  const total = axes.length === 0 ? operand : apply(sumPrimitive, [operand], axes);
  return keepdims ? reshaped(total, keptShape(operand, axes)) : total;
}

/** The arithmetic mean of the elements, over all axes or those named; NaN of none. */
export function mean(x: TensorLike, options: ReductionOptions = {}): Tensor {
  const operand = asTensor('mean', x);
  const axes = normalizeAxes('mean', options.axis, operand.shape.length);
  return div(sum(operand, options), sizeOf(axes.map(axis => operand.shape[axis]!)));
}

type Extremum = 'min' | 'max';

function extremum(name: Extremum, floats: Reduction, ints: Reduction): Primitive<readonly number[]> {
  const primitive: Primitive<readonly number[]> = {
    name,
    infer: ([x], axes) => withShape(x!, x!.shape.filter((_, axis) => !axes.includes(axis))),
    lower: (target, [x], axes, type) => target.reduce(type, isFloating(type.dtype) ? floats : ints, x!, axes),
    jvp([dx], node) {
      const [x] = node.inputs as readonly [Tensor];
      const axes = node.params as readonly number[];
      const isExtreme = converted(equal(x, broadcasted(reshaped(node, keptShape(x, axes)), x.shape)), x.dtype);
      const share = div(isExtreme, sum(isExtreme, { axis: axes, keepdims: true }));
      return sum(mul(dx!, share), { axis: axes });
    },
    batch: ([x], _isBatched, axes) => apply(primitive, [x!], axes.map(axis => axis + 1)),
    format: axes => `axes ${axes.join(',')}`,
  };
  return primitive;
}


const maxPrimitive = /* @__PURE__ */ extremum(
  'max',
  { combine: (k, [a, b]) => k.max(a as never, b as never), identity: -Infinity, empty: -Infinity },
  { combine: (k, [a, b]) => k.selectInt(k.ltInt(a as never, b as never), b as never, a as never), identity: -0x80000000, empty: -0x80000000 },
);

const minPrimitive = /* @__PURE__ */ extremum(
  'min',
  { combine: (k, [a, b]) => k.min(a as never, b as never), identity: Infinity, empty: Infinity },
  { combine: (k, [a, b]) => k.selectInt(k.ltInt(b as never, a as never), b as never, a as never), identity: 0x7fffffff, empty: 0x7fffffff },
);

function extreme(primitive: Primitive<readonly number[]>, x: TensorLike, { axis, keepdims = false }: ReductionOptions): Tensor {
  const given = asTensor(primitive.name, x);
  const operand = given.dtype === 'bool' ? converted(given, 'int32') : given;
  const axes = normalizeAxes(primitive.name, axis, operand.shape.length);
  if (axes.some(i => operand.shape[i] === 0)) throw emptyReduction(primitive.name, operand.shape);
  const result = axes.length === 0 ? operand : apply(primitive, [operand], axes);
  return keepdims ? reshaped(result, keptShape(operand, axes)) : result;
}

/** The largest element, over all axes or those named; NaN if there is one. Elements that tie share the slope equally. */
export const max = (x: TensorLike, options: ReductionOptions = {}): Tensor => extreme(maxPrimitive, x, options);

/** The smallest element, over all axes or those named; NaN if there is one. Elements that tie share the slope equally. */
export const min = (x: TensorLike, options: ReductionOptions = {}): Tensor => extreme(minPrimitive, x, options);

const isTrue = (x: TensorLike): Tensor => converted(asTensor('a reduction', x), 'bool');

/** Whether all elements are true (not 0), over all axes or those named; true of none. */
export const all = (x: TensorLike, options: ReductionOptions = {}): Tensor => equal(sum(logicalNot(isTrue(x)), options), 0);

/** Whether any element is true (not 0), over all axes or those named; false of none. */
export const any = (x: TensorLike, options: ReductionOptions = {}): Tensor => isTrue(sum(isTrue(x), options));

/**
 * The product of the elements, over all axes or those named; 1 of none. Factors are multiplied in pairs, so that
 * derivatives are right where elements are zero, and rounding grows with the logarithm of their number.
 */
export function prod(x: TensorLike, { axis, keepdims = false }: ReductionOptions = {}): Tensor {
  const given = asTensor('prod', x);
  let operand = given.dtype === 'bool' ? converted(given, 'int32') : given;
  const axes = normalizeAxes('prod', axis, operand.shape.length);
  const kept = keptShape(operand, axes);
  for (const i of axes) {
    const along = (range: Range): Tensor => slice(operand, ...operand.shape.map((_, other): Range => (other === i ? range : null)));
    if (operand.shape[i] === 0) operand = broadcasted(converted(asTensor('prod', 1), operand.dtype), keptShape(operand, [i]));
    for (let n = operand.shape[i]!; n > 1; n = operand.shape[i]!) {
      const half = n >> 1;
      const pairs = mul(along([0, half]), along([half, 2 * half]));
      operand = n % 2 === 0 ? pairs : concatenate([pairs, along([n - 1, n])], { axis: i });
    }
  }
  return reshaped(operand, keepdims ? kept : kept.filter((_, i) => !axes.includes(i)));
}

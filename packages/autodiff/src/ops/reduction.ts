import { emptyReduction } from '../errors.js';
import { apply } from '../graph/apply.js';
import type { Primitive } from '../graph/primitive.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { sizeOf } from '../graph/tensorType.js';
import type { Reduction } from '../kernel/lowering.js';
import { checked } from '../options.js';
import { div, mul } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { normalizeAxes } from './axes.js';
import { equal, logicalNot } from './comparison.js';
import { concatenate } from './shape.js';
import { sliceAlong } from './slice.js';
import { broadcasted, converted, keptShape, reducing, reshaped, sumPrimitive } from './structure.js';

export interface ReductionOptions {
  /** The axes reduced over; all of them by default. */
  readonly axis?: number | readonly number[];
  /** Keep reduced axes as axes of size 1. */
  readonly keepdims?: boolean;
}

/** What is summed and compared: bools count as 0 and 1. */
export function asNumbers(op: string, x: TensorLike): Tensor {
  const given = asTensor(op, x);
  return given.dtype === 'bool' ? converted(given, 'int32') : given;
}

/** The names of {@link ReductionOptions}. */
export const REDUCTION_OPTIONS = ['axis', 'keepdims'] as const;

function reduced(primitive: Primitive<readonly number[]>, x: TensorLike, options: ReductionOptions): Tensor {
  const { axis, keepdims = false } = checked(primitive.name, options, REDUCTION_OPTIONS);
  const operand = asNumbers(primitive.name, x);
  const axes = normalizeAxes(primitive.name, axis, operand.shape.length);
  const result = axes.length === 0 ? operand : apply(primitive, [operand], axes);
  return keepdims ? reshaped(result, keptShape(operand.shape, axes)) : result;
}

/**
 * The sum of the elements, over all axes or those named. Bools are counted.
 *
 * The order of summation is fixed: elements of even and of odd position are summed apart and added at the end, on every
 * backend, so that the result has the same bits everywhere.
 */
export const sum = (x: TensorLike, options: ReductionOptions = {}): Tensor => reduced(sumPrimitive, x, options);

/** The arithmetic mean of the elements, over all axes or those named; NaN of none. */
export function mean(x: TensorLike, options: ReductionOptions = {}): Tensor {
  const operand = asTensor('mean', x);
  const axes = normalizeAxes('mean', checked('mean', options, REDUCTION_OPTIONS).axis, operand.shape.length);
  return div(sum(operand, options), sizeOf(axes.map(axis => operand.shape[axis]!)));
}

type Extremum = 'min' | 'max';

function extremum(name: Extremum, floats: Reduction, ints: Reduction): Primitive<readonly number[]> {
  return reducing(name, floats, ints, {
    /** Equal extremes share the slope. */
    jvp([dx], node) {
      const [x] = node.inputs as readonly [Tensor];
      const axes = node.params as readonly number[];
      const isExtreme = converted(equal(x, broadcasted(reshaped(node, keptShape(x.shape, axes)), x.shape)), x.dtype);
      const share = div(isExtreme, sum(isExtreme, { axis: axes, keepdims: true }));
      return sum(mul(dx!, share), { axis: axes });
    },
  });
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

function extreme(primitive: Primitive<readonly number[]>, x: TensorLike, options: ReductionOptions): Tensor {
  const operand = asTensor(primitive.name, x);
  const axes = normalizeAxes(primitive.name, checked(primitive.name, options, REDUCTION_OPTIONS).axis, operand.shape.length);
  if (axes.some(i => operand.shape[i] === 0)) throw emptyReduction(primitive.name, operand.shape);
  return converted(reduced(primitive, operand, options), operand.dtype);
}

/** The largest element, over all axes or those named; NaN if there is one. Elements that tie share the slope equally. */
export const max = (x: TensorLike, options: ReductionOptions = {}): Tensor => extreme(maxPrimitive, x, options);

/** The smallest element, over all axes or those named; NaN if there is one. Elements that tie share the slope equally. */
export const min = (x: TensorLike, options: ReductionOptions = {}): Tensor => extreme(minPrimitive, x, options);

const isTrue = (x: TensorLike): Tensor => converted(asTensor('a reduction', x), 'bool');

/** Whether all elements are true (not 0), over all axes or those named; true of none. */
export const all = (x: TensorLike, options: ReductionOptions = {}): Tensor => equal(sum(logicalNot(isTrue(x)), checked('all', options, REDUCTION_OPTIONS)), 0);

/** Whether any element is true (not 0), over all axes or those named; false of none. */
export const any = (x: TensorLike, options: ReductionOptions = {}): Tensor => isTrue(sum(isTrue(x), checked('any', options, REDUCTION_OPTIONS)));

/**
 * The product of the elements, over all axes or those named; 1 of none. Factors are multiplied in pairs, so that
 * derivatives are right where elements are zero, and rounding grows with the logarithm of their number.
 */
export function prod(x: TensorLike, options: ReductionOptions = {}): Tensor {
  const { axis, keepdims = false } = checked('prod', options, REDUCTION_OPTIONS);
  let operand = asNumbers('prod', x);
  const axes = normalizeAxes('prod', axis, operand.shape.length);
  const kept = keptShape(operand.shape, axes);
  for (const i of axes) {
    if (operand.shape[i] === 0) operand = broadcasted(converted(asTensor('prod', 1), operand.dtype), keptShape(operand.shape, [i]));
    for (let n = operand.shape[i]!; n > 1; n = operand.shape[i]!) {
      const half = n >> 1;
      const pairs = mul(sliceAlong(operand, i, [0, half]), sliceAlong(operand, i, [half, 2 * half]));
      operand = n % 2 === 0 ? pairs : concatenate([pairs, sliceAlong(operand, i, [n - 1, n])], { axis: i });
    }
  }
  return reshaped(operand, keepdims ? kept : kept.filter((_, i) => !axes.includes(i)));
}

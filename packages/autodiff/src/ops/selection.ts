import { unsupportedDType } from '../errors.js';
import { apply } from '../graph/apply.js';
import type { Primitive } from '../graph/primitive.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { isFloating } from '../graph/tensorType.js';
import { mul } from './arithmetic.js';
import { aligned, asTensor, broadcastShapes } from './asTensor.js';
import { equal, less } from './comparison.js';
import { binary, type Binary } from './elementwise.js';
import { broadcasted, zerosOf } from './structure.js';

/** Inputs: a bool, and two values of one type. */
const selectPrimitive: Primitive<null> = {
  name: 'select',
  infer: ([, a]) => a!,
  lower: (target, inputs, _params, type) =>
    target.map(type, (k, [c, a, b]) => {
      if (isFloating(type.dtype)) return k.select(c as never, a as never, b as never);
      return type.dtype === 'bool' ? k.selectBool(c as never, a as never, b as never) : k.selectInt(c as never, a as never, b as never);
    }, inputs),
  jvp: ([, da, db], { inputs: [c], type }) => apply(selectPrimitive, [c!, da ?? zerosOf(type), db ?? zerosOf(type)], null),
  linearTranspose([ct], { inputs: [c], type }, isLinear) {
    return [
      null,
      isLinear(1) ? apply(maskedSelectPrimitive, [c!, ct!, zerosOf(type)], null) : null,
      isLinear(2) ? apply(maskedSelectPrimitive, [c!, zerosOf(type), ct!], null) : null,
    ];
  },
};

/** A cotangent on its way back through a selection: zero on the branch not taken, where the slope may be infinite or NaN. */
const maskedSelectPrimitive: Primitive<null> = { ...selectPrimitive, name: 'maskedSelect', masks: true };

/**
 * `a` where the condition holds and `b` elsewhere, with broadcasting. Both are computed, and only the one taken has a
 * derivative: an infinite slope or a NaN of the other does no harm.
 *
 * @example
 * ```ts
 * import { grad, greater, select, sqrt } from '@fermat/autodiff';
 *
 * const f = grad(x => select(greater(x, 0), sqrt(x), 0));
 * console.log(f(4), f(0)); // 0.25 0
 * ```
 */
export function select(condition: TensorLike, a: TensorLike, b: TensorLike): Tensor {
  const c = asTensor('select', condition);
  if (c.dtype !== 'bool') throw unsupportedDType('select', c.dtype, 'a bool as its condition (comparisons give one)');
  const [x, y] = aligned('select', a, b);
  const shape = broadcastShapes('select', c.shape, x.shape);
  return apply(selectPrimitive, [broadcasted(c, shape), broadcasted(x, shape), broadcasted(y, shape)], null);
}

export { select as where };

/** The share of the tangent that goes to the smaller operand; at a tie half goes to each, as in JAX. */
const share = (smaller: Tensor, larger: Tensor): Tensor => select(less(smaller, larger), 1, select(equal(smaller, larger), 0.5, 0));

/** The smaller of two values, NaN if either is; at a tie each has half of the slope. */
export const minimum: Binary = /* @__PURE__ */ binary({
  name: 'minimum',
  float: (k, a, b) => k.min(a, b),
  int: (k, a, b) => k.selectInt(k.ltInt(b, a), b, a),
  jvp: [(da, a, b) => mul(da, share(a, b)), (db, a, b) => mul(db, share(b, a))],
  domain: [[0, 1], [2, 3]],
});

/** The larger of two values, NaN if either is; at a tie each has half of the slope. */
export const maximum: Binary = /* @__PURE__ */ binary({
  name: 'maximum',
  float: (k, a, b) => k.max(a, b),
  int: (k, a, b) => k.selectInt(k.ltInt(a, b), b, a),
  jvp: [(da, a, b) => mul(da, share(b, a)), (db, a, b) => mul(db, share(a, b))],
  domain: [[0, 1], [2, 3]],
});

/** x held between two bounds, of which either may be null for none. */
export function clip(x: TensorLike, low: TensorLike | null, high: TensorLike | null): Tensor {
  const raised = low === null ? asTensor('clip', x) : maximum(x, low);
  return high === null ? raised : minimum(raised, high);
}

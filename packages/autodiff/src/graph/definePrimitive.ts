import { asTensor } from '../ops/asTensor.js';
import { apply } from './apply.js';
import type { Primitive } from './primitive.js';
import type { Tensor, TensorLike } from './tensor.js';

/**
 * An op of one's own, with the powers of a built-in one: it is differentiated, mapped, compiled and printed by the rules
 * of its primitive. Elementwise primitives are given operands of equal shape and dtype.
 *
 * @example
 * ```ts
 * import { definePrimitive, grad, jit, mul, type Tensor } from '@fermat/autodiff';
 *
 * const cube = definePrimitive<null>({
 *   name: 'cube',
 *   infer: ([x]) => x!,
 *   lower: (target, inputs, _params, type) =>
 *     target.map(type, (k, [x]) => k.mul(k.mul(x as never, x as never), x as never), inputs),
 *   jvp: ([dx], { inputs: [x] }) => mul(dx!, mul(3, mul(x!, x!))),
 * });
 * console.log(grad((x: Tensor) => cube([x], null))(2)); // 12
 * console.log(jit((x: Tensor) => cube([x], null))(2).item()); // 8
 * ```
 */
export function definePrimitive<Params>(primitive: Primitive<Params>): (operands: readonly TensorLike[], params: Params) => Tensor {
  return (operands, params) => apply(primitive, operands.map(operand => asTensor(primitive.name, operand)), params);
}

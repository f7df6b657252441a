import { apply } from '../graph/apply.js';
import type { Maybe, Primitive } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating, promote, tensorType } from '../graph/tensorType.js';

/** The sum of two values of equal shape. Here by itself, since tangents and cotangents are added everywhere. */
export const addPrimitive: Primitive<null> = {
  name: 'add',
  infer([a, b]) {
    if (a === b) return a!;
    const { dtype, weak } = promote(a!, b!);
    return tensorType(dtype, a!.shape, weak);
  },
  lower: (target, inputs, _params, type) =>
    target.map(type, (k, [a, b]) => (isFloating(type.dtype) ? k.add(a as never, b as never) : k.addInt(a as never, b as never)), inputs),
  linear: true,
  jvp: ([da, db]) => total(da!, db!),
  linearTranspose: ([ct], _node, isLinear) => [isLinear(0) ? ct! : null, isLinear(1) ? ct! : null],
  domain: [[-3, 3], [-3, 3]],
};

/** The sum of two tangents or cotangents, of which null is zero. */
export function total(a: Maybe<Tensor>, b: Maybe<Tensor>): Maybe<Tensor> {
  if (a === null) return b;
  return b === null ? a : apply(addPrimitive, [a, b], null);
}

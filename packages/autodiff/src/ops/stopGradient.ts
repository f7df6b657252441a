import { apply } from '../graph/apply.js';
import type { Primitive } from '../graph/primitive.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { asTensor } from './asTensor.js';

const stopGradientPrimitive: Primitive<null> = {
  name: 'stopGradient',
  infer: ([x]) => x!,
  lower: (_target, [x]) => x!.value,
  jvp: () => null,
  simplify: ([x]) => x!,
};

/** x itself, taken as a constant by every derivative. */
export const stopGradient = (x: TensorLike): Tensor => apply(stopGradientPrimitive, [asTensor('stopGradient', x)], null);

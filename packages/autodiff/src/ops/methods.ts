import type { Tensor, TensorLike } from '../graph/tensor.js';
import { add, div, mul, neg, sub } from './arithmetic.js';
import { pow } from './power.js';

/**
 * Gives the class its arithmetic methods, which it cannot have by itself: the ops are built on it. The package's entry
 * calls this, so that no bundle goes without.
 */
export function attachMethods(tensor: typeof Tensor): void {
  Object.assign(tensor.prototype, {
    add(this: Tensor, other: TensorLike) {
      return add(this, other);
    },
    sub(this: Tensor, other: TensorLike) {
      return sub(this, other);
    },
    mul(this: Tensor, other: TensorLike) {
      return mul(this, other);
    },
    div(this: Tensor, other: TensorLike) {
      return div(this, other);
    },
    pow(this: Tensor, exponent: TensorLike) {
      return pow(this, exponent);
    },
    neg(this: Tensor) {
      return neg(this);
    },
    /** What Node prints of a Tensor. */
    [Symbol.for('nodejs.util.inspect.custom')](this: Tensor) {
      return this.toString();
    },
  });
}

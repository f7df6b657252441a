import { Tensor as Base, type TensorLike } from '../graph/tensor.js';
import { add, div, mul, neg, sub } from './arithmetic.js';
import { pow } from './power.js';

/**
 * The class with its arithmetic methods. They are attached here because the ops are built on the class; the export is a
 * binding of its own so that bundlers keep the attachment.
 */
export const Tensor: typeof Base = withMethods(Base);
export type Tensor = Base;

function withMethods(base: typeof Base): typeof Base {
  Object.assign(base.prototype, {
    add(this: Base, other: TensorLike) {
      return add(this, other);
    },
    sub(this: Base, other: TensorLike) {
      return sub(this, other);
    },
    mul(this: Base, other: TensorLike) {
      return mul(this, other);
    },
    div(this: Base, other: TensorLike) {
      return div(this, other);
    },
    pow(this: Base, exponent: TensorLike) {
      return pow(this, exponent);
    },
    neg(this: Base) {
      return neg(this);
    },
    /** What Node prints of a Tensor. */
    [Symbol.for('nodejs.util.inspect.custom')](this: Base) {
      return this.toString();
    },
  });
  return base;
}

import { apply } from '../graph/apply.js';
import type { Primitive } from '../graph/primitive.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { unsupportedDType } from '../errors.js';
import { abs } from './arithmetic.js';
import { asTensor } from './asTensor.js';
import { logical, predicate, type Binary, type Unary } from './elementwise.js';

/** `a < b`, elementwise with broadcasting. */
export const less: Binary = /* @__PURE__ */ predicate({ name: 'less', float: (k, a, b) => k.lt(a, b), int: (k, a, b) => k.ltInt(a, b) });

/** `a <= b`, elementwise with broadcasting. */
export const lessEqual: Binary = /* @__PURE__ */ predicate({ name: 'lessEqual', float: (k, a, b) => k.le(a, b), int: (k, a, b) => k.leInt(a, b) });

/** `a > b`, elementwise with broadcasting. */
export const greater: Binary = /* @__PURE__ */ predicate({ name: 'greater', float: (k, a, b) => k.lt(b, a), int: (k, a, b) => k.ltInt(b, a) });

/** `a >= b`, elementwise with broadcasting. */
export const greaterEqual: Binary = /* @__PURE__ */ predicate({ name: 'greaterEqual', float: (k, a, b) => k.le(b, a), int: (k, a, b) => k.leInt(b, a) });

/** `a === b`, elementwise with broadcasting. */
export const equal: Binary = /* @__PURE__ */ predicate({ name: 'equal', float: (k, a, b) => k.eq(a, b), int: (k, a, b) => k.eqInt(a, b) });

/** `a !== b`, elementwise with broadcasting; true where either is NaN. */
export const notEqual: Binary = /* @__PURE__ */ predicate({ name: 'notEqual', float: (k, a, b) => k.ne(a, b), int: (k, a, b) => k.not(k.eqInt(a, b)) });

/** True where both bools are. */
export const logicalAnd: Binary = /* @__PURE__ */ logical({ name: 'logicalAnd', bool: (k, a, b) => k.and(a, b) });

/** True where either bool is. */
export const logicalOr: Binary = /* @__PURE__ */ logical({ name: 'logicalOr', bool: (k, a, b) => k.or(a, b) });

/** True where one of two bools is, and not the other. */
export const logicalXor: Binary = /* @__PURE__ */ logical({ name: 'logicalXor', bool: (k, a, b) => k.selectBool(a, k.not(b), b) });

const notPrimitive: Primitive<null> = {
  name: 'logicalNot',
  infer: ([x]) => x!,
  lower: (target, inputs, _params, type) => target.map(type, (k, [x]) => k.not(x as never), inputs),
};

/** True where the bool is not. */
export const logicalNot: Unary = /* @__PURE__ */ Object.assign(
  (x: TensorLike): Tensor => {
    const operand = asTensor('logicalNot', x);
    if (operand.dtype !== 'bool') throw unsupportedDType('logicalNot', operand.dtype, 'bools (comparisons give them)');
    return apply(notPrimitive, [operand], null);
  },
  { primitive: notPrimitive },
);

/** True where x is neither infinite nor NaN. */
export const isfinite = (x: TensorLike): Tensor => less(abs(x), Infinity);

/** True where x is Infinity or -Infinity. */
export const isinf = (x: TensorLike): Tensor => equal(abs(x), Infinity);

/** True where x is NaN. */
export const isnan = (x: TensorLike): Tensor => notEqual(x, x);

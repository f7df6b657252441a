import { notLinear } from '../errors.js';
import { apply } from '../graph/apply.js';
import type { Primitive } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import type { ScalarAlgebra } from '../kernel/scalarAlgebra.js';
import { mod as modMeaning, sign as signMeaning } from '../kernel/math/arithmetic.js';
import { addPrimitive, total } from './addPrimitive.js';
import { binary, binaryOp, unary, type Binary, type Unary } from './elementwise.js';

/** `a + b`, elementwise with broadcasting. */
export const add: Binary = /* @__PURE__ */ binaryOp(addPrimitive, 'int32');

/** `-x`, elementwise. */
export const neg: Unary = /* @__PURE__ */ unary({
  name: 'neg',
  float: (k, x) => k.neg(x),
  int: (k, x) => k.subInt(k.int(0), x),
  jvp: dx => neg(dx),
  rules: {
    linear: true,
    linearTranspose: ([ct]) => [neg(ct!)],
    simplify: ([x]) => (x!.primitive === neg.primitive ? x!.inputs[0] : undefined),
  },
});

/** `a - b`, elementwise with broadcasting. */
export const sub: Binary = /* @__PURE__ */ binary({
  name: 'sub',
  float: (k, a, b) => k.sub(a, b),
  int: (k, a, b) => k.subInt(a, b),
  jvp: [da => da, db => neg(db)],
  rules: {
    linear: true,
    linearTranspose: ([ct], _node, isLinear) => [isLinear(0) ? ct! : null, isLinear(1) ? neg(ct!) : null],
  },
});

/** `a * b`, elementwise with broadcasting. */
export const mul: Binary = /* @__PURE__ */ binary({
  name: 'mul',
  float: (k, a, b) => k.mul(a, b),
  int: (k, a, b) => k.mulInt(a, b),
  jvp: [(da, _a, b) => mul(da, b), (db, a) => mul(a, db)],
  special: (a, b) => (a.masked ? maskedMul(a, b) : b.masked ? maskedMul(b, a) : undefined),
  rules: {
    linearTranspose([ct], { inputs: [a, b] }, isLinear) {
      if (isLinear(0) && isLinear(1)) throw notLinear('mul');
      return isLinear(0) ? [mul(ct!, b!), null] : [null, mul(a!, ct!)];
    },
  },
});

/** `a / b`, elementwise with broadcasting; whole numbers are divided as float64. */
export const div: Binary = /* @__PURE__ */ binary({
  name: 'div',
  float: (k, a, b) => k.div(a, b),
  jvp: [(da, _a, b) => div(da, b), (db, _a, b, y) => neg(mul(div(y, b), db))],
  domain: [[-3, 3], [0.5, 3]],
  special: (a, b) => (a.masked ? maskedMul(a, div(1, b)) : undefined),
  rules: {
    linearTranspose([ct], { inputs: [, b] }, isLinear) {
      if (isLinear(1)) throw notLinear('div');
      return [div(ct!, b!), null];
    },
  },
});

/** The remainder of `a / b` with the sign of `b`, as NumPy's `mod`. Of whole numbers by 0 it is 0. */
export const mod: Binary = /* @__PURE__ */ binary({
  name: 'mod',
  float: modMeaning,
  int: (k, a, b) => k.toInt(modMeaning(k, k.toFloat(a), k.toFloat(b))),
  jvp: [da => da, (db, a, b, y) => neg(mul(div(sub(a, y), b), db))],
  domain: [[0.1, 0.9], [1, 3]],
});

/** The absolute value; its slope at 0 is taken as 0. */
export const abs: Unary = /* @__PURE__ */ unary({
  name: 'abs',
  float: (k, x) => k.abs(x),
  int: (k, x) => k.selectInt(k.ltInt(x, k.int(0)), k.subInt(k.int(0), x), x),
  jvp: (dx, x) => mul(dx, sign(x)),
  domain: [0.5, 3],
});

/** -1, 0 or 1 by the sign of x; its slope is 0 everywhere. */
export const sign: Unary = /* @__PURE__ */ unary({
  name: 'sign',
  float: signMeaning,
  int: (k, x) => k.selectInt(k.ltInt(x, k.int(0)), k.int(-1), k.selectInt(k.eqInt(x, k.int(0)), x, k.int(1))),
  jvp: () => null,
  domain: [0.5, 3],
});

type ZeroMeaning = <F, I, B>(k: ScalarAlgebra<F, I, B>, a: F, b: F) => B;

/** A product that is 0 where `isZero` holds, whatever the other factor: the branch not taken has no say. */
const maskedProduct = (name: string, isZero: ZeroMeaning): Primitive<null> => ({
  name,
  infer: types => mul.primitive.infer(types, null),
  lower: (target, inputs, _params, type) =>
    target.map(type, (k, [a, b]) => k.select(isZero(k, a as never, b as never), k.float(0), k.mul(a as never, b as never)), inputs),
  jvp: ([da, db], { inputs: [a, b] }) => total(da! && maskedMul(da, b!), db! && maskedMul(a!, db)),
  linearTranspose([ct], { inputs: [a, b] }, isLinear) {
    if (isLinear(0) && isLinear(1)) throw notLinear('mul');
    return isLinear(0) ? [mul(ct!, b!), null] : [null, maskedMul(a!, ct!)];
  },
  masks: true,
});

const oneMasked: Primitive<null> = /* @__PURE__ */ maskedProduct('maskedMul', (k, a) => k.eq(a, k.float(0)));

/** Of two cotangents that are zero on branches not taken, one may be infinite where the other is zero. */
const bothMasked: Primitive<null> = /* @__PURE__ */ maskedProduct('bothMaskedMul', (k, a, b) => k.or(k.eq(a, k.float(0)), k.eq(b, k.float(0))));

/** The product with a cotangent `a` that is zero on the branch not taken. */
const maskedMul = (a: Tensor, b: Tensor): Tensor => apply(b.masked ? bothMasked : oneMasked, [a, b], null);

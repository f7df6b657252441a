import { isConstant } from '../graph/apply.js';
import type { Primitive } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import type { TypedArray } from '../graph/tensorType.js';
import { addPrimitive } from '../ops/addPrimitive.js';
import { div, mul, neg, sub } from '../ops/arithmetic.js';
import { square } from '../ops/power.js';
import { broadcastPrimitive, padPrimitive, reshapePrimitive, slicePrimitive, sumPrimitive, transposePrimitive } from '../ops/structure.js';
import { repeatedNumber, repeating, unrepeated, type Make } from './fold.js';

/** A number times a value. */
interface Scaled {
  readonly factor: number;
  readonly value: Tensor;
}

/** An equal value, up to rounding; undefined where a node is as it should be. */
type Rule = (node: Tensor, make: Make) => Tensor | undefined;

/** A factor so mild brings no product to overflow, or underflow, that was not near it. */
const isMild = (factor: number): boolean => Math.abs(factor) <= 2 ** 32 && Math.abs(factor) >= 2 ** -32;

/** Whether products with a factor are exact. */
const isExact = (factor: number): boolean => 2 ** Math.round(Math.log2(Math.abs(factor))) === Math.abs(factor);

/** Whether the reciprocal has full precision. */
const isInvertible = (x: number): boolean => Math.abs(x) <= 2 ** 1021 && Math.abs(x) >= 2 ** -1021;

/** Operations that a factor may pass. */
const moving: ReadonlySet<Primitive<never>> = /* @__PURE__ */ new Set<Primitive<never>>([broadcastPrimitive, padPrimitive, reshapePrimitive, slicePrimitive, transposePrimitive]);

/** What is left of a number over a value when the number is taken out. */
const isReciprocal = (x: Tensor): boolean => x.primitive === div.primitive && repeatedNumber(x.inputs[0]!) === 1;

function parted(x: Tensor, make: Make): Scaled {
  const { primitive, inputs } = x;
  if (primitive === neg.primitive) return { factor: -1, value: inputs[0]! };
  if (moving.has(primitive)) {
    const inner = parted(inputs[0]!, make);
    return { factor: inner.factor, value: inner.factor === 1 ? x : make(primitive, [inner.value], x.params) };
  }
  const isQuotient = primitive === div.primitive;
  const factor = isQuotient || primitive === mul.primitive ? repeatedNumber(inputs[isQuotient ? 0 : 1]!) : undefined;
  if (factor === undefined || factor === 1 || !isMild(factor) || (isQuotient && !isExact(factor))) return { factor: 1, value: x };
  return { factor, value: isQuotient ? make(div.primitive, [repeating(1, x.type, make), inputs[1]!], null) : inputs[0]! };
}

/** Factors that are not exact stay where they are, for a value with and one without would be two. */
function partedExactly(x: Tensor, make: Make): Scaled {
  const parts = parted(x, make);
  return isExact(parts.factor) ? parts : { factor: 1, value: x };
}

/** `factor * x`, as a product of no two constant factors; undefined where these are not mild. */
function scaled(factor: number, x: Tensor, make: Make): Tensor | undefined {
  const { factor: own, value } = parted(x, make);
  const all = factor * own;
  if (!isMild(factor) || !isMild(all)) return undefined;
  if (all === 1) return value;
  if (all === -1) return make(neg.primitive, [value], null);
  const number = repeating(all, value.type, make);
  return isReciprocal(value) ? make(div.primitive, [number, value.inputs[1]!], null) : make(mul.primitive, [value, number], null);
}

/** What a product or sum is of its operands without their exact factors, times what these give. */
function withoutFactors({ primitive, inputs, params }: Tensor, factorOf: (...factors: number[]) => number, make: Make): Tensor | undefined {
  const parts = inputs.map(input => partedExactly(input, make));
  if (parts.every(({ factor }) => factor === 1)) return undefined;
  const factor = factorOf(...parts.map(part => part.factor));
  return isMild(factor) ? scaled(factor, make(primitive, parts.map(part => part.value), params), make) : undefined;
}

const negation: Rule = ({ inputs: [x] }, make) => (partedExactly(x!, make).factor === 1 ? undefined : scaled(-1, x!, make));

const product: Rule = (node, make) => {
  const [a, b] = node.inputs as readonly [Tensor, Tensor];
  const factor = repeatedNumber(b);
  if (factor === undefined && repeatedNumber(a) !== undefined) return make(mul.primitive, [b, a], null);
  if (factor === undefined) return withoutFactors(node, (x, y) => x * y, make);
  return parted(a, make).factor === 1 && !isReciprocal(a) && Math.abs(factor) !== 1 ? undefined : scaled(factor, a, make);
};

const quotient: Rule = (node, make) => {
  const [a, b] = node.inputs as readonly [Tensor, Tensor];
  const [dividend, divisor] = [repeatedNumber(a), repeatedNumber(b)];
  const source = unrepeated(b);
  if (divisor !== undefined ? isInvertible(divisor) : isConstant(source) && (source.value as TypedArray).every(isInvertible)) {
    return dividend === 1 ? undefined : make(mul.primitive, [a, make(div.primitive, [repeating(1, b.type, make), b], null)], null);
  }
  if (dividend === undefined || !isExact(dividend)) return withoutFactors(node, (x, y) => x / y, make);
  const { factor, value } = partedExactly(b, make);
  return factor === 1 ? undefined : make(div.primitive, [repeating(dividend / factor, a.type, make), value], null);
};

/** The sum of two values, the second of which counts with a sign: without a factor that they share, the sign of both included, and with no negation that a difference saves. */
const total = (sign: 1 | -1): Rule => ({ inputs: [a, b] }, make) => {
  const [left, right] = [partedExactly(a!, make), partedExactly(b!, make)];
  const shared = Math.abs(left.factor) === Math.abs(right.factor) ? Math.abs(left.factor) : 1;
  const isTaken = ({ factor }: Scaled): boolean => shared !== 1 || factor === -1;
  const [x, y] = [isTaken(left) ? left.value : a!, isTaken(right) ? right.value : b!];
  const isPositive = !isTaken(left) || left.factor > 0;
  const isAdded = isTaken(right) && right.factor < 0 ? sign < 0 : sign > 0;
  if (!isTaken(right) && isPositive) return undefined;
  const added = (factor: number): Tensor | undefined => scaled(factor, make(addPrimitive, [x, y], null), make);
  const subtracted = (from: Tensor, taken: Tensor): Tensor | undefined => scaled(shared, make(sub.primitive, [from, taken], null), make);
  if (isPositive) return isAdded ? added(shared) : subtracted(x, y);
  return isAdded ? subtracted(y, x) : added(-shared);
};

/** In a pure call, so that programs without a compiler go without it. */
const rules: ReadonlyMap<Primitive<never>, Rule> = /* @__PURE__ */ (() => new Map<Primitive<never>, Rule>([
  [neg.primitive, negation],
  [mul.primitive, product],
  [div.primitive, quotient],
  [addPrimitive, total(1)],
  [sub.primitive, total(-1)],
  [square.primitive, (node, make) => withoutFactors(node, x => x * x, make)],
  [sumPrimitive, (node, make) => withoutFactors(node, x => x, make)],
]))();

/**
 * A value of float64 written with fewer operations. Signs and powers of two are moved out of products and sums, which is
 * exact, and become one factor with others that are constant; constant divisors become factors. The latter two change last bits.
 */
export const collected: Rule = (node, make) =>
  node.dtype === 'float64' && node.inputs.every(input => input.dtype === 'float64') ? rules.get(node.primitive)?.(node, make) : undefined;

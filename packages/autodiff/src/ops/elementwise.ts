import { shapesDiffer, unsupportedDType } from '../errors.js';
import { apply } from '../graph/apply.js';
import type { Maybe, Primitive } from '../graph/primitive.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { isFloating, promote, sameShape, tensorType, type DType, type TensorType } from '../graph/tensorType.js';
import type { Meaning } from '../kernel/lowering.js';
import type { ScalarAlgebra } from '../kernel/scalarAlgebra.js';
import { total } from './addPrimitive.js';
import { aligned, asTensor } from './asTensor.js';
import { converted } from './structure.js';

/** An op that carries its primitive, for tests and tools that go through all of them. */
export type Unary = ((x: TensorLike) => Tensor) & { readonly primitive: Primitive<null> };
export type Binary = ((a: TensorLike, b: TensorLike) => Tensor) & { readonly primitive: Primitive<null> };

type Interval = readonly [number, number];
type OnFloat1 = <F, I, B>(k: ScalarAlgebra<F, I, B>, x: F) => F;
type OnFloat2 = <F, I, B>(k: ScalarAlgebra<F, I, B>, a: F, b: F) => F;
type OnInt1 = <F, I, B>(k: ScalarAlgebra<F, I, B>, x: I) => I;
type OnInt2 = <F, I, B>(k: ScalarAlgebra<F, I, B>, a: I, b: I) => I;
type OnBool2 = <F, I, B>(k: ScalarAlgebra<F, I, B>, a: B, b: B) => B;

type LinearRules = Pick<Primitive<null>, 'linear' | 'linearTranspose' | 'simplify'>;

/** The part of a primitive that follows from its meaning: on floating operands, and on others where they are not made floating first. */
function meaning(float: unknown, other?: unknown): Pick<Primitive<null>, 'lower'> {
  const [onFloat, onOther] = [float, other].map((f): Meaning => (k, [a, b]) => (f as OnFloat2)(k, a as never, b as never) as never) as [Meaning, Meaning];
  return { lower: (target, inputs, _params, type) => target.map(type, isFloating(inputs[0]!.type.dtype) ? onFloat : onOther, inputs) };
}

interface UnaryRule {
  readonly name: string;
  readonly float: OnFloat1;
  /** The meaning on int32; without it, whole numbers become float64 first. */
  readonly int?: OnInt1;
  /** The tangent for a tangent of x; y is the value of the op. Null where the slope is zero. */
  readonly jvp: (dx: Tensor, x: Tensor, y: Tensor) => Maybe<Tensor>;
  /** Where it is smooth; [-3, 3] by default. */
  readonly domain?: Interval;
  readonly rules?: LinearRules;
}

/** An op on each element of a floating-point value. */
export function unary({ name, float, int, jvp, domain = [-3, 3], rules }: UnaryRule): Unary {
  const primitive: Primitive<null> = {
    name,
    infer: ([x]) => x!,
    ...meaning(float, int),
    jvp: ([dx], node) => jvp(dx!, node.inputs[0]!, node),
    domain: [domain],
    ...rules,
  };
  const op = (x: TensorLike): Tensor => {
    const operand = asTensor(name, x);
    return apply(primitive, [isFloating(operand.dtype) ? operand : converted(operand, int ? 'int32' : 'float64')], null);
  };
  return Object.assign(op, { primitive });
}

type Tangent2 = (d: Tensor, a: Tensor, b: Tensor, y: Tensor) => Maybe<Tensor>;

interface BinaryRule {
  readonly name: string;
  readonly float: OnFloat2;
  /** The meaning on int32; without it, whole numbers become float64 first. */
  readonly int?: OnInt2;
  /** The tangent for a tangent of each operand; y is the value of the op. */
  readonly jvp: readonly [Tangent2, Tangent2];
  /** Where it is smooth; [-3, 3] for both by default. */
  readonly domain?: readonly [Interval, Interval];
  /** For operands that another op serves, such as a masked cotangent in a product. */
  readonly special?: (a: Tensor, b: Tensor) => Tensor | undefined;
  readonly rules?: LinearRules;
}

function elementwiseType(name: string, [a, b]: readonly TensorType[]): TensorType {
  if (a === b) return a!;
  if (!sameShape(a!.shape, b!.shape)) throw shapesDiffer(name, a!.shape, b!.shape);
  const { dtype, weak } = promote(a!, b!);
  return tensorType(dtype, a!.shape, weak);
}

/** An op on each pair of elements of two values, which broadcast. */
export function binary({ name, float, int, jvp, domain = [[-3, 3], [-3, 3]], special, rules }: BinaryRule): Binary {
  const primitive: Primitive<null> = {
    name,
    infer: types => elementwiseType(name, types),
    ...meaning(float, int),
    jvp([da, db], node) {
      const [a, b] = node.inputs as readonly [Tensor, Tensor];
      return total(da! && jvp[0](da, a, b, node), db! && jvp[1](db, a, b, node));
    },
    domain,
    ...rules,
  };
  return binaryOp(primitive, int ? 'int32' : 'float64', special);
}

/** The public form of a primitive on two values of equal shape: operands broadcast, and whole numbers become `wholeAs`. */
export function binaryOp(primitive: Primitive<null>, wholeAs: DType, special?: BinaryRule['special']): Binary {
  const op = (x: TensorLike, y: TensorLike): Tensor => {
    let [a, b] = aligned(primitive.name, x, y);
    if (!isFloating(a.dtype)) [a, b] = [converted(a, wholeAs), converted(b, wholeAs)];
    return special?.(a, b) ?? apply(primitive, [a, b], null);
  };
  return Object.assign(op, { primitive });
}

interface PredicateRule {
  readonly name: string;
  readonly float: <F, I, B>(k: ScalarAlgebra<F, I, B>, a: F, b: F) => B;
  readonly int: <F, I, B>(k: ScalarAlgebra<F, I, B>, a: I, b: I) => B;
}

/** A comparison of two values, which broadcast: a bool, without derivative. */
export const predicate = ({ name, float, int }: PredicateRule): Binary =>
  binaryOp({ name, infer: types => tensorType('bool', elementwiseType(name, types).shape), ...meaning(float, int) }, 'int32');

interface LogicalRule {
  readonly name: string;
  readonly bool: OnBool2;
}

/** An op on two bools, which broadcast. */
export function logical({ name, bool }: LogicalRule): Binary {
  const primitive: Primitive<null> = { name, infer: types => elementwiseType(name, types), ...meaning(undefined, bool) };
  const op = (x: TensorLike, y: TensorLike): Tensor => {
    const operands = aligned(name, x, y);
    for (const { dtype } of operands) if (dtype !== 'bool') throw unsupportedDType(name, dtype, 'bools (comparisons give them)');
    return apply(primitive, operands, null);
  };
  return Object.assign(op, { primitive });
}

import { coercedToNumber, leakedTrace, notAnElement } from '../errors.js';
import { evaluate } from './evaluate.js';
import type { Primitive } from './primitive.js';
import type { Scope } from './scope.js';
import { formatType, newArray, type DType, type Shape, type TensorType, type TypedArray, type Value } from './tensorType.js';

/** Numbers in nested arrays, as `toArray` gives them. */
export type NestedArray = number | NestedArray[];

/** What an op takes for a value: a number, a boolean, a typed array, a Tensor, or nested arrays of these, which are stacked. */
export type TensorLike = number | boolean | Tensor | TypedArray | readonly TensorLike[];

/** Of more elements than this the first are shown. */
const MOST_SHOWN = 100;

/**
 * A dense array of numbers of a fixed shape and dtype; a scalar has shape `[]`.
 *
 * Outside of transforms a Tensor is a constant. Inside a function that is being traced it is a node of the graph:
 * the primitive that makes it, and its inputs. Its number is computed when asked for, except under `jit`.
 *
 * @example
 * ```ts
 * import { tensor } from '@fermat/autodiff';
 *
 * const x = tensor([[1, 2], [3, 4]]);
 * console.log(x.shape, x.mul(10).toArray()); // [2, 2] [[10, 20], [30, 40]]
 * ```
 */
export class Tensor {
  /** @internal */
  value: Value | readonly Value[] | undefined;
  /** @internal A cotangent that is zero on the branch not taken: there, products with it are zero whatever the factor. */
  masked = false;

  /** @internal */
  constructor(
    /** @internal Ids increase in the order of creation, which is a topological order. */
    readonly id: number,
    /** @internal */
    readonly primitive: Primitive,
    /** What it is computed from; none for a constant. */
    readonly inputs: readonly Tensor[],
    /** The parameters of its primitive. */
    readonly params: unknown,
    readonly type: TensorType,
    /** @internal The trace this node belongs to; null for a constant. */
    readonly scope: Scope | null,
    value?: Value | readonly Value[],
  ) {
    this.value = value;
  }

  // The arithmetic methods are attached by ops/methods.ts, since the ops are built on this class.
  declare readonly add: (other: TensorLike) => Tensor;
  declare readonly sub: (other: TensorLike) => Tensor;
  declare readonly mul: (other: TensorLike) => Tensor;
  declare readonly div: (other: TensorLike) => Tensor;
  declare readonly pow: (exponent: TensorLike) => Tensor;
  declare readonly neg: () => Tensor;

  get shape(): Shape {
    return this.type.shape;
  }

  get dtype(): DType {
    return this.type.dtype;
  }

  get size(): number {
    return this.type.size;
  }

  /**
   * The number of a value of one element (0 or 1 for a bool).
   *
   * Under plain `grad` this works on traced values, so that host `if` and `while` may depend on them; the number itself
   * carries no derivative. Under `jit` it throws a `ConcretizationError`.
   */
  item(): number {
    if (this.size !== 1) throw notAnElement(this.shape);
    const value = concrete(this, 'item()');
    return typeof value === 'number' ? value : value[0]!;
  }

  /** The elements as nested arrays, a plain number for a scalar. */
  toArray(): NestedArray {
    const value = concrete(this, 'toArray()');
    return typeof value === 'number' ? value : nest(value, this.shape, 0, 0, value.length);
  }

  /** A copy of the elements in row-major order, in the typed array of the dtype. */
  data(): TypedArray {
    const value = concrete(this, 'data()');
    return newArray(this.dtype, typeof value === 'number' ? [value] : value);
  }

  toString(): string {
    if (this.scope !== null) return `Tensor(${formatType(this.type)}, traced)`;
    const elements = this.size > MOST_SHOWN ? `[${this.data().slice(0, MOST_SHOWN).join()},…]` : JSON.stringify(this.toArray());
    return `Tensor(${formatType(this.type)} ${elements})`;
  }

  /** What `JSON.stringify` writes: the elements as nested arrays, of a traced value that it is one. */
  toJSON(): NestedArray | string {
    return this.scope === null ? this.toArray() : this.toString();
  }

  /** Constants of one element take part in JavaScript arithmetic; traced values refuse to, since it would lose the derivative. */
  [Symbol.toPrimitive](hint: 'number' | 'string' | 'default'): number | string {
    if (hint === 'string') return this.toString();
    if (this.scope !== null) throw coercedToNumber();
    return this.item();
  }
}

function concrete(node: Tensor, asked: string): Value {
  checkUsable(node, asked);
  return evaluate(node, asked) as Value;
}

/** Refuses a value whose trace has ended. */
export function checkUsable(node: Tensor, op: string): void {
  if (node.scope !== null && !node.scope.open) throw leakedTrace(op);
}

function nest(data: TypedArray, shape: Shape, axis: number, start: number, length: number): NestedArray[] {
  const count = shape[axis]!;
  const step = count === 0 ? 0 : length / count;
  return Array.from({ length: count }, (_, i) =>
    axis === shape.length - 1 ? data[start + i]! : nest(data, shape, axis + 1, start + i * step, step),
  );
}

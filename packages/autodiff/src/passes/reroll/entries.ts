import { isConstant } from '../../graph/apply.js';
import type { Primitive } from '../../graph/primitive.js';
import type { Tensor } from '../../graph/tensor.js';
import { formatType, type TensorType } from '../../graph/tensorType.js';
import { contentKey } from '../../graph/valueKey.js';
import { elementOf, rowOf, type Element } from './elements.js';
import { Entry } from './entry.js';
import { Interner, Numbers } from './interner.js';

const none: readonly Entry[] = [];

/** Larger constants are equal only if they are one. */
const LARGEST_COMPARED = 64;

/** Equal for equal values, by their bits. */
const valueText = ({ value }: Tensor): unknown =>
  typeof value === 'number' ? (Object.is(value, -0) ? '-0' : value) : Array.from(value as ArrayLike<number>, x => (Object.is(x, -0) ? '-0' : x)).join();

const isScalar = ({ type }: Tensor): boolean => type.shape.length === 0 && type.parts === undefined;

/** Whether a node is an elementwise operation on scalars; such primitives have no rule for batches, since they need none. */
const isElementwise = ({ primitive, inputs }: Tensor): boolean =>
  inputs.length > 0 && primitive.batch === undefined && primitive.structured === undefined && inputs.every(isScalar);

/** The values of a graph, in topological order, of which equal scalars are one. */
export class Entries {
  readonly all: Entry[] = [];
  private readonly inside: (Entry | undefined)[] = [];
  private readonly outside = new Map<Tensor, Entry>();
  private readonly keys: Interner;
  private readonly known: (Entry | undefined)[] = [];
  private readonly operations = new Interner(64);
  private readonly primitives = new Numbers<Primitive>();
  private readonly types = new Numbers<TensorType | string>();
  private readonly params = new Numbers<string>();
  private readonly values = new Numbers<unknown>();

  /** Nodes below `lowest`, and leaves, are taken as they are; `count` is about how many there are. */
  constructor(
    private readonly lowest: number,
    private readonly leaves: ReadonlySet<Tensor>,
    count: number,
  ) {
    this.keys = new Interner(3 * count);
  }

  /** The entry of a node whose operands have theirs. */
  of(node: Tensor): Entry {
    const index = node.id - this.lowest;
    if (index >= 0) return (this.inside[index] ??= this.make(node, this.leaves.has(node)));
    let entry = this.outside.get(node);
    if (entry === undefined) this.outside.set(node, (entry = this.make(node, true)));
    return entry;
  }

  private make(node: Tensor, isLeaf: boolean): Entry {
    if (isConstant(node) && node.size <= LARGEST_COMPARED) {
      const key = this.keys.pair(this.keys.pair(-2, this.typeOf(node)), this.values.of(valueText(node)));
      return (this.known[key] ??= this.add(node, none));
    }
    if (!isScalar(node)) {
      const row = isLeaf || node.inputs.length === 0 ? null : rowOf(node);
      return row === null ? this.add(node, isLeaf ? none : node.inputs.map(input => this.of(input))) : this.picked(node, row);
    }
    if (isLeaf) return this.add(node, none);
    const element = elementOf(node, this.leaves);
    if (element !== null) return this.picked(node, element);
    const operands = node.inputs.map(input => this.of(input));
    if (!isElementwise(node)) return this.add(node, operands);
    const op = this.operationOf(node);
    let key = this.keys.pair(0, op);
    for (const operand of operands) key = this.keys.pair(key, operand.number);
    return (this.known[key] ??= this.add(node, operands, op));
  }

  private picked(node: Tensor, { source, index }: Element): Entry {
    const from = this.of(source);
    const key = this.keys.pair(this.keys.pair(this.keys.pair(-1, from.number), index), node.size);
    return (this.known[key] ??= this.add(node, none, 0, from, index));
  }

  /** Equal for nodes of one operation with the same parameters, and of the same type. */
  operationOf(node: Tensor): number {
    const { primitive, params, masked } = node;
    const what = params === null ? 0 : this.params.of(contentKey(params));
    const kind = this.operations.pair(this.primitives.of(primitive), this.typeOf(node));
    return what === 0 && !masked ? kind : this.operations.pair(-1 - 2 * what - Number(masked), kind);
  }

  /** Scalar types are shared, and need no text. */
  private typeOf({ type }: Tensor): number {
    return this.types.of(type.shape.length === 0 && type.parts === undefined ? type : `${formatType(type)} ${type.weak}`);
  }

  /** The entries of results, of which it becomes known how often they and all others are used. */
  results(nodes: readonly Tensor[]): Entry[] {
    const results = nodes.map(node => this.of(node));
    for (const result of results) result.uses++;
    for (let i = this.all.length - 1; i >= 0; i--) {
      const { uses, operands, source } = this.all[i]!;
      if (uses === 0) continue;
      if (source !== null) source.uses++;
      for (const operand of operands) operand.uses++;
    }
    return results;
  }

  private add(node: Tensor, operands: readonly Entry[], op = 0, source: Entry | null = null, index = 0): Entry {
    const entry = new Entry(node, this.all.length + 1, op, operands, source, index);
    this.all.push(entry);
    return entry;
  }
}

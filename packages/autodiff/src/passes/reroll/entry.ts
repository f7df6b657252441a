import { apply, isConstant } from '../../graph/apply.js';
import type { Tensor } from '../../graph/tensor.js';
import type { Shape } from '../../graph/tensorType.js';
import type { Edge } from './edge.js';
import { Unit } from './unit.js';

/** A value of the graph that is given. */
export class Entry extends Unit {
  /** How often it is an operand or a result; 0 for what no result depends on. */
  uses = 0;
  /** The length of the longest way to it. */
  height = 0;
  /** Entries of one class are computed alike. */
  class = 0;
  /** The array that it has become an element of, and its position there. */
  group: Unit | null = null;
  place = 0;
  /** For a sum of several terms, these. */
  terms: readonly Term[] | null = null;
  /** It is part of a sum, and not there by itself. */
  absorbed = false;
  /** For scalars that are stacked: how they become one array. */
  edge: Edge | null = null;

  constructor(
    readonly node: Tensor,
    readonly number: number,
    /** The number of its operation if that is elementwise on scalars, and else 0. */
    readonly op: number,
    readonly operands: readonly Entry[],
    /** The array that it is picked out of, and its position there. */
    readonly source: Entry | null,
    readonly index: number,
  ) {
    super();
    if (source !== null) this.height = source.height;
    for (const operand of operands) this.height = Math.max(this.height, operand.height + 1);
  }

  get isConstant(): boolean {
    return isConstant(this.node);
  }

  get shape(): Shape {
    return this.node.shape;
  }

  /** Where its value is found: in an array, or by itself. */
  get unit(): Unit {
    return this.group ?? this.source ?? this;
  }

  /** Its position in its unit. */
  get position(): number {
    return this.group === null ? this.index : this.place;
  }

  get value(): Tensor {
    return this.unit === this ? this.tensor! : this.unit.part(this.position, this.shape);
  }

  needs(): readonly Unit[] {
    return this.edge?.needs ?? this.operands.map(operand => operand.unit);
  }

  build(): Tensor {
    if (this.edge !== null) return this.edge.build(this.shape);
    if (this.operands.length === 0) return this.node;
    return apply(this.node.primitive, this.operands.map(operand => operand.value), this.node.params);
  }
}

export interface Term {
  readonly entry: Entry;
  readonly negative: boolean;
}

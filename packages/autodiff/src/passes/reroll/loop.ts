import { loopOf, scanPrimitive, type Grouped } from '../../control/scanPrimitive.js';
import { apply, projection } from '../../graph/apply.js';
import type { Tensor } from '../../graph/tensor.js';
import { sameShape, tensorType, withShape, type Shape, type Typed } from '../../graph/tensorType.js';
import type { Edge } from './edge.js';
import type { Entry } from './entry.js';
import type { Inside, Plan, Slot, Trace } from './plan.js';
import { stackEdge } from './stackEdge.js';
import { partOf, Unit } from './unit.js';

/** Makes results anew, with loops in the place of what repeats; null where nothing does. */
export type Reroll = (results: readonly Tensor[], lowest: number, leaves: readonly Tensor[]) => readonly Tensor[] | null;

/** A value that each iteration leaves to the next: one of its own, or one that it was left. */
interface Carry extends Pick<Inside, 'place' | 'element' | 'shape'> {
  readonly first: Entry;
  /** The carry that it becomes by another iteration, or null for a value of the body. */
  readonly from: Carry | null;
}

interface Row {
  readonly entries: readonly Entry[];
  readonly edge: Edge;
}

/** A loop in the place of a run of operations. */
export class Loop extends Unit {
  readonly shape: Shape = [];
  private readonly fixed = new Set<Entry>();
  private readonly rows: Row[] = [];
  private readonly carries: Carry[] = [];
  /** The places of the body whose values are kept of every iteration. */
  private readonly kept: number[] = [];

  private constructor(
    private readonly plan: Plan,
    private readonly templates: readonly Tensor[],
    private readonly reroll: Reroll,
  ) {
    super();
  }

  /** The loop of a plan, unless what varies in it is no array. */
  static of(plan: Plan, trace: Trace, reroll: Reroll): Loop | null {
    const { start, period } = plan.run;
    const loop = new Loop(plan, trace.items.slice(start, start + period).map(item => item.node), reroll);
    for (const slot of plan.body.flat()) {
      if (slot.kind === 'fixed' && !slot.entry.isConstant) loop.fixed.add(slot.entry);
      if (slot.kind === 'inside' && slot.delay > 0) loop.carried(slot);
      if (slot.kind === 'row' && loop.rowOf(slot.entries) === null) return null;
    }
    return loop;
  }

  needs(): readonly Unit[] {
    return [...[...this.fixed, ...this.carries.map(({ first }) => first)].map(entry => entry.unit), ...this.rows.flatMap(({ edge }) => edge.needs)];
  }

  build(): Tensor {
    const { count } = this.plan.run;
    const fixed = [...this.fixed].map(entry => entry.value);
    const carries = this.carries.map(({ first }) => first.value);
    const rows = this.rows.map(({ edge, entries: [row] }) => edge.build([count, ...row!.shape]));
    const like: Grouped<Typed> = {
      constants: fixed,
      carries: carries.map(({ dtype, shape }) => ({ type: tensorType(dtype, shape) })),
      rows: rows.map(({ type }) => ({ type: withShape(type, type.shape.slice(1)) })),
    };
    const loop = loopOf({ length: count, reverse: false }, like, inputs => {
      const results = this.results(inputs);
      const leaves = [...inputs.constants, ...inputs.carries, ...inputs.rows];
      return this.reroll(results, leaves[0]?.id ?? Infinity, leaves) ?? results;
    });
    return apply(scanPrimitive, [...fixed, ...carries, ...rows], loop);
  }

  /** The values at a place of the body, of all iterations; or only the last, where that is known in any case. */
  resultsAt(place: number, isLastOnly: boolean): LoopResults {
    const { shape } = this.templates[place]!;
    const carry = isLastOnly ? this.carries.findIndex(({ place: own, element, from }) => own === place && element === null && from === null) : -1;
    if (carry >= 0) return new LoopResults(this, () => carry, shape, false);
    const index = this.kept.push(place) - 1;
    return new LoopResults(this, () => this.carries.length + index, [this.plan.run.count, ...shape], true);
  }

  /** The results of one iteration. */
  private results({ constants, carries, rows }: Grouped<Tensor>): Tensor[] {
    const fixed = [...this.fixed];
    const values: Tensor[] = [];
    const valueOf = ({ place, element, shape }: Pick<Inside, 'place' | 'element' | 'shape'>): Tensor =>
      element === null ? values[place]! : partOf(values[place]!, element, shape);
    const operandOf = (slot: Slot): Tensor => {
      if (slot.kind === 'row') return rows[this.rows.indexOf(this.rowOf(slot.entries)!)]!;
      if (slot.kind === 'fixed') return slot.entry.isConstant ? slot.entry.node : constants[fixed.indexOf(slot.entry)]!;
      return slot.delay === 0 ? valueOf(slot) : carries[this.carries.indexOf(this.carried(slot))]!;
    };
    this.plan.body.forEach((slots, place) => {
      const { primitive, params } = this.templates[place]!;
      values.push(apply(primitive, slots.map(operandOf), params));
    });
    const next = this.carries.map(carry => (carry.from === null ? valueOf(carry) : carries[this.carries.indexOf(carry.from)]!));
    return [...next, ...this.kept.map(place => values[place]!)];
  }

  private rowOf(entries: readonly Entry[]): Row | null {
    const known = this.rows.find(row => row.entries.every((entry, i) => entry === entries[i]));
    if (known !== undefined) return known;
    const edge = stackEdge(entries);
    if (edge === null) return null;
    const row = { entries, edge };
    this.rows.push(row);
    return row;
  }

  /** The carry of a value of earlier iterations; those of fewer iterations ago come before it. */
  private carried({ place, element, shape, first }: Inside): Carry {
    let from: Carry | null = null;
    for (let i = first.length - 1; i >= 0; i--) {
      const entry = first[i]!;
      const known = this.carries.find(carry => carry.place === place && carry.element === element && sameShape(carry.shape, shape) && carry.first === entry && carry.from === from);
      const carry: Carry = known ?? { place, element, shape, first: entry, from };
      if (known === undefined) this.carries.push(carry);
      from = carry;
    }
    return from!;
  }
}

/** Values of a loop: those at one place of its body. */
class LoopResults extends Unit {
  constructor(
    private readonly loop: Loop,
    private readonly index: () => number,
    readonly shape: Shape,
    /** One for each iteration, or only the last. */
    readonly isStacked: boolean,
  ) {
    super();
  }

  needs(): readonly Unit[] {
    return [this.loop];
  }

  build(): Tensor {
    return apply(projection, [this.loop.tensor!], this.index());
  }
}

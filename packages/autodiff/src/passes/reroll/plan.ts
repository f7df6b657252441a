import { sameShape, type Shape } from '../../graph/tensorType.js';
import type { Entry } from './entry.js';
import type { Run } from './runs.js';

/** The value at a place of a loop body, or part of it, as it was so many iterations earlier; at first there are others. */
export interface Inside {
  readonly kind: 'inside';
  readonly place: number;
  /** The position of the element or row that it is of the value there, if it is not all of it. */
  readonly element: number | null;
  readonly shape: Shape;
  readonly delay: number;
  readonly first: readonly Entry[];
}

/** Where an operation of a loop body takes an operand from; a row is another value in each iteration. */
export type Slot = Inside | { readonly kind: 'fixed'; readonly entry: Entry } | { readonly kind: 'row'; readonly entries: readonly Entry[] };

/** A loop that stands for a run of operations: for each operation of its body, where its operands come from. */
export interface Plan {
  readonly run: Run;
  readonly body: readonly (readonly Slot[])[];
}

/** Values of more iterations back than this are not carried along. */
const MOST_DELAYS = 4;

const FEWEST_ITERATIONS = 4;

/** The operations of a graph in order, and where each stands. */
export class Trace {
  private readonly places: Int32Array;

  constructor(
    readonly items: readonly Entry[],
    entries: number,
  ) {
    this.places = new Int32Array(entries + 1).fill(-1);
    items.forEach((item, place) => (this.places[item.number] = place));
  }

  /** Where the operation stands of which a value is, or is an element; -1 if it is of none. */
  placeOf(entry: Entry): number {
    return this.places[(entry.source ?? entry).number]!;
  }
}

/** What an operand has in common in some iterations, without end towards the middle of the run. */
interface Pattern {
  readonly holds: (iteration: number) => boolean;
  /** The first iteration before which all that it needs from outside is there, where it holds from `low` on. */
  earliest(low: number): number;
  slot(from: number, to: number): Slot | null;
}

/** How a run is a loop; null if its operands do not repeat as its operations do. It begins where least is carried along. */
export function planLoop(trace: Trace, run: Run): Plan | null {
  const found = planAt(trace, run);
  const shift = found === null ? 0 : leastCarried(found);
  if (found === null || shift === 0) return found;
  const { start, period, count } = found.run;
  return planAt(trace, { start: start + shift, period, count: count - 1 }) ?? found;
}

function planAt(trace: Trace, { start, period, count }: Run): Plan | null {
  const middle = count >> 1;
  let [from, to] = [0, count];
  const patterns: Pattern[][] = [];
  for (let place = 0; place < period; place++) {
    const own: Pattern[] = [];
    const { operands } = trace.items[start + middle * period + place]!;
    for (let i = 0; i < operands.length; i++) {
      const pattern = patternOf(trace, { start, period, count }, place, i);
      if (pattern === null) return null;
      let [low, high] = [middle, middle];
      while (low > 0 && pattern.holds(low - 1)) low--;
      while (high + 1 < to && pattern.holds(high + 1)) high++;
      from = Math.max(from, pattern.earliest(low));
      to = high + 1;
      own.push(pattern);
    }
    patterns.push(own);
  }
  if (to - from < FEWEST_ITERATIONS) return null;
  const body: Slot[][] = [];
  for (const own of patterns) {
    const slots = own.map(pattern => pattern.slot(from, to));
    if (slots.includes(null)) return null;
    body.push(slots as Slot[]);
  }
  return { run: { start: start + from * period, period, count: to - from }, body };
}

const isLike = (a: Entry, b: Entry): boolean => a.node.dtype === b.node.dtype && sameShape(a.shape, b.shape) && a.node.type.parts === undefined;

function patternOf(trace: Trace, { start, period, count }: Run, place: number, index: number): Pattern | null {
  const middle = count >> 1;
  const itemAt = (iteration: number): number => start + iteration * period + place;
  const operand = (iteration: number): Entry => trace.items[itemAt(iteration)]!.operands[index]!;
  const iterationOf = (entry: Entry): number => Math.floor((trace.placeOf(entry) - start) / period);
  const range = (from: number, to: number): Entry[] => Array.from({ length: to - from }, (_, i) => operand(from + i));
  const entry = operand(middle);
  let [low, high] = [middle, middle + 1];
  while (low > 0 && operand(low - 1) === entry) low--;
  while (high < count && operand(high) === entry) high++;
  if (2 * (high - low) > count) {
    return { holds: iteration => operand(iteration) === entry, earliest: low => Math.max(low, iterationOf(entry) + 1), slot: () => ({ kind: 'fixed', entry }) };
  }
  const distance = itemAt(middle) - trace.placeOf(entry);
  const delay = Math.max(0, Math.ceil((distance - place) / period));
  if (trace.placeOf(entry) >= start && delay <= MOST_DELAYS) {
    return {
      holds: iteration => {
        const other = operand(iteration);
        return itemAt(iteration) - trace.placeOf(other) === distance && other.position === entry.position && trace.placeOf(other) >= 0;
      },
      earliest(low) {
        let from = Math.max(0, low - delay);
        while (range(from, low).some(first => trace.placeOf(first) >= start + from * period)) from++;
        return from;
      },
      slot(from) {
        const first = range(from, from + delay);
        if (!first.every(other => isLike(other, entry))) return null;
        return { kind: 'inside', place: (place - distance + MOST_DELAYS * period) % period, element: entry.source && entry.index, shape: entry.shape, delay, first };
      },
    };
  }
  const rows = range(0, count);
  if (!rows.every(other => isLike(other, entry))) return null;
  const earliest = rows.reduce((latest, other) => Math.max(latest, iterationOf(other) + 1), 0);
  return { holds: () => true, earliest: () => earliest, slot: (from, to) => ({ kind: 'row', entries: range(from, to) }) };
}

/** The place of a body before which fewest values are known that are still needed. */
function leastCarried({ run: { period }, body }: Plan): number {
  const reach = new Int32Array(period);
  body.forEach((slots, place) => {
    for (const slot of slots) {
      if (slot.kind === 'inside') reach[slot.place] = Math.max(reach[slot.place]!, place + slot.delay * period - slot.place);
    }
  });
  const carried = new Int32Array(period);
  reach.forEach((distance, place) => {
    for (let i = 1; i <= distance; i++) carried[(place + i) % period]!++;
  });
  return carried.indexOf(Math.min(...carried));
}

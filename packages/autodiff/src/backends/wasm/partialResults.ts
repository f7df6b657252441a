import type { Accumulator, Combination, Nest } from '../../kernel/program/program.js';
import { extract, replace, scalarArithmetic, vectorArithmetic } from './arithmetic.js';
import type { Frame } from './frame.js';
import { v128 } from './instructions.js';

/** The partial results of even and odd position: the next and the other one, or the lanes of a vector. */
type Partials = { readonly next: number; readonly other: number } | { readonly lanes: number };

/** Puts the combination of two locals on the stack. */
type Combine = (combination: Combination, a: number, b: number) => void;

/** Writes what reductions do in their loops and after. */
export class PartialResults {
  /** Of each step that is taken together with others, if the reduction is within. */
  private readonly partials = new Map<Accumulator, Partials[]>();

  constructor(
    private readonly frame: Frame,
    private readonly combine: Combine,
  ) {}

  start({ accumulators }: Nest, inLanes: boolean): void {
    for (const accumulator of accumulators) {
      const partials: Partials[] = [];
      this.partials.set(accumulator, partials);
      this.frame.eachCopy(() => partials.push(inLanes ? this.startLanes(accumulator) : this.startTwo(accumulator)));
    }
  }

  private startLanes({ kind, identity }: Accumulator): Partials {
    const { code } = this.frame;
    const local = code.local(v128);
    vectorArithmetic.constant(code, kind, identity);
    code.set(local);
    return { lanes: local };
  }

  private startTwo({ kind, identity }: Accumulator): Partials {
    const { code } = this.frame;
    const type = this.frame.arithmetic.typeOf(kind);
    const [next, other] = [code.local(type), code.local(type)];
    this.frame.constant(kind, identity);
    code.tee(next).set(other);
    return { next, other };
  }

  private get(accumulator: Accumulator): Partials {
    const partials = this.partials.get(accumulator)!;
    return partials[this.frame.jam?.copy ?? 0] ?? partials[0]!;
  }

  private set(accumulator: Accumulator, changed: Partials): void {
    const partials = this.partials.get(accumulator)!;
    partials[partials.length > 1 ? this.frame.jam!.copy : 0] = changed;
  }

  /** After an odd number of elements what comes next is of odd position. */
  finish(nest: Nest): void {
    const rows = nest.extents.slice(0, -1).reduce((count, n) => count * n, 1);
    const isOdd = (rows * nest.extents[nest.extents.length - 1]!) % 2 === 1;
    if (!isOdd) return;
    this.each(nest, (partials, accumulator) => {
      if (!('lanes' in partials)) this.set(accumulator, { next: partials.other, other: partials.next });
      else if (nest.extents.length > 1) this.swap(partials.lanes);
    });
  }

  /** After a row of an odd number of elements the lanes change places. */
  swapLanes(nest: Nest): void {
    this.each(nest, partials => {
      if ('lanes' in partials) this.swap(partials.lanes);
    });
  }

  private each({ accumulators }: Nest, change: (partials: Partials, accumulator: Accumulator) => void): void {
    this.frame.eachCopy(() => accumulators.forEach(accumulator => change(this.get(accumulator), accumulator)));
  }

  private swap(local: number): void {
    this.frame.code.get(local).get(local).shuffle([8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]).set(local);
  }

  /** Takes the value on the stack in. */
  take(accumulator: Accumulator): void {
    const { code } = this.frame;
    const partials = this.get(accumulator);
    const taken = code.local(this.frame.arithmetic.typeOf(accumulator.kind));
    if ('lanes' in partials && this.frame.lanes!.isLast) {
      scalarArithmetic.constant(code, accumulator.kind, accumulator.identity);
      replace(code, accumulator.kind, 1);
    }
    code.set(taken);
    if ('lanes' in partials) {
      this.combine(accumulator.combine, partials.lanes, taken);
      code.set(partials.lanes);
    } else {
      this.combine(accumulator.combine, partials.next, taken);
      code.set(partials.next);
      this.set(accumulator, { next: partials.other, other: partials.next });
    }
  }

  total(accumulator: Accumulator): void {
    const { code } = this.frame;
    const partials = this.get(accumulator);
    if (!('lanes' in partials)) {
      this.combine(accumulator.combine, partials.next, partials.other);
      return;
    }
    const lanes = ([0, 1] as const).map(lane => {
      const local = code.local(scalarArithmetic.typeOf(accumulator.kind));
      code.get(partials.lanes);
      extract(code, accumulator.kind, lane);
      code.set(local);
      return local;
    });
    this.combine(accumulator.combine, lanes[0]!, lanes[1]!);
  }

  /** Gives partial results the places that they have when a row begins. */
  exchange(nest: Nest): void {
    const { code } = this.frame;
    this.each(nest, (partials, accumulator) => {
      if ('lanes' in partials) return;
      code.get(partials.next).get(partials.other).set(partials.next).set(partials.other);
      this.set(accumulator, { next: partials.other, other: partials.next });
    });
  }
}

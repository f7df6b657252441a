import type { Box } from '../bounds/box.js';
import type { Point } from '../minimize/method.js';
import type { ConstraintSet } from './constraintSet.js';

/** One side of a constraint or of a bound: a'd >= gap, where d is a step, or a'd = gap. */
export interface Side {
  /** Of the constraint; that of the unknown, plus the count of constraints, for a bound. */
  readonly index: number;
  /** 1 where the value has to be at least its limit, -1 where at most. */
  readonly sign: 1 | -1;
  readonly isEquality: boolean;
}

/** A point with what is known of the constraints there. */
export interface ConstrainedPoint extends Point {
  readonly values: Float64Array;
  /** The gradients of the constraints, and then those of the unknowns. */
  readonly rows: readonly Float64Array[];
}

export function createConstrainedPoint(unknowns: number, constraints: number): ConstrainedPoint {
  const units = Array.from({ length: unknowns }, (_, i) => new Float64Array(unknowns).fill(1, i, i + 1));
  const rows = Array.from({ length: constraints }, () => new Float64Array(unknowns));
  return { x: new Float64Array(unknowns), gradient: new Float64Array(unknowns), value: NaN, values: new Float64Array(constraints), rows: [...rows, ...units] };
}

export function copyOfPoint({ x, gradient, value, values, rows }: ConstrainedPoint): ConstrainedPoint {
  return { x: x.slice(), gradient: gradient.slice(), value, values: values.slice(), rows: rows.map(row => row.slice()) };
}

/** The sides of all constraints and bounds that there are. */
export class Sides {
  readonly list: readonly Side[];
  private readonly lower: Float64Array;
  private readonly upper: Float64Array;
  readonly constraints: number;

  constructor(set: ConstraintSet, unknowns: number, box: Box | undefined) {
    this.constraints = set.count;
    this.lower = Float64Array.of(...set.lower, ...(box?.lower ?? new Float64Array(unknowns).fill(-Infinity)));
    this.upper = Float64Array.of(...set.upper, ...(box?.upper ?? new Float64Array(unknowns).fill(Infinity)));
    const list: Side[] = [];
    this.lower.forEach((low, index) => {
      const isEquality = low === this.upper[index];
      if (low > -Infinity) list.push({ index, sign: 1, isEquality });
      if (!isEquality && this.upper[index]! < Infinity) list.push({ index, sign: -1, isEquality });
    });
    this.list = list;
  }

  limit({ index, sign }: Side): number {
    return (sign > 0 ? this.lower : this.upper)[index]!;
  }

  /** How much a side lacks: what a step has to make good, negative where there is room. */
  gap(side: Side, { values, x }: { readonly values: Float64Array; readonly x: Float64Array }): number {
    const { index, sign } = side;
    return sign * (this.limit(side) - (index < this.constraints ? values[index]! : x[index - this.constraints]!));
  }
}

/** By how much a side is violated that lacks `gap`. */
export function violation({ isEquality }: Side, gap: number): number {
  return isEquality ? Math.abs(gap) : Math.max(gap, 0);
}

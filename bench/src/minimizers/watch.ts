import { isSolved } from '@fermat/problems';
import type { Task } from './task.js';

/** Thrown out of the objective when a search has arrived, or has had its share; no errors, whose stacks would take time. */
const ARRIVED = Symbol('arrived');
const EXHAUSTED = Symbol('exhausted');

/** Evaluations of one search, at most. */
const BUDGET = 20_000;

/** The objective of a task as a search calls it: the search ends as soon as a value is that of a known minimum. */
export class Watch {
  readonly task: Task;
  arrived = false;
  private count = 0;
  private readonly at: Float64Array;
  private readonly slopes: Float64Array;
  private known = NaN;

  constructor(task: Task) {
    this.task = task;
    this.at = new Float64Array(task.start.length).fill(NaN);
    this.slopes = new Float64Array(task.start.length);
  }

  /** Runs a search; whether it arrived. What else it throws is its own failure. */
  solves(search: (watch: this) => unknown): boolean {
    try {
      search(this);
    } catch {
      return this.arrived;
    }
    return this.arrived;
  }

  valueAndGrad(x: Float64Array, gradient: Float64Array): number {
    return this.seen(this.task.objective.valueAndGrad(x, gradient));
  }

  /** For libraries that take value and gradient apart, and plain arrays: both are computed once for a point. */
  value(x: readonly number[]): number {
    const { at } = this;
    if (!x.every((xi, i) => xi === at[i])) {
      at.set(x);
      this.known = this.valueAndGrad(at, this.slopes);
    }
    return this.known;
  }

  gradient(x: readonly number[]): number[] {
    this.value(x);
    return Array.from(this.slopes);
  }

  residuals(x: Float64Array, out: Float64Array): void {
    this.task.residuals.residuals(x, out);
    this.seen(out.reduce((sum, r) => sum + r * r, 0));
  }

  private seen(value: number): number {
    this.arrived ||= isSolved(this.task.minima, value);
    if (this.arrived) throw ARRIVED;
    if (++this.count >= BUDGET) throw EXHAUSTED;
    return value;
  }
}

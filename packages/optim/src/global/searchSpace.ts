import type { Box } from '../bounds/box.js';
import { Evaluator } from '../minimize/evaluator.js';
import type { Method } from '../minimize/method.js';
import { runToEnd } from '../minimize/minimize.js';
import type { VectorObjective } from '../minimize/objective.js';
import { Interrupt, type Ending, type Reason } from '../minimize/outcome.js';
import { search } from '../minimize/search.js';
import { norm } from '../vector.js';
import type { Candidate, GlobalProblem } from './globalMethod.js';
import type { Random } from './random.js';

export interface LocalSearch {
  readonly method: Method;
  readonly tolerance: number;
}

const UNLIMITED = { maxEvaluations: Infinity, deadline: Infinity, signal: undefined };
const MAX_ITERATIONS = 10_000;
const OUTSIDE: ReadonlySet<Reason> = new Set<Reason>(['evaluations', 'time', 'aborted', 'threw', 'unbounded']);

/** A candidate with the outcome of the local search that ended there. */
type LocalMinimum = Candidate & Ending & { readonly gradientNorm: number };

/** The objective of a global search within its box, which remembers the best of all points evaluated. */
export class SearchSpace implements GlobalProblem {
  readonly size: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly start: Float64Array;
  readonly random: Random;
  /** With the outcome of the local search that found it, if one did. */
  best: Candidate & Partial<LocalMinimum>;
  private readonly evaluator: Evaluator;
  private readonly objective: VectorObjective;
  private readonly local: LocalSearch;
  private readonly box: Box;
  /** The first value, beside which decreases are judged. */
  private startValue = NaN;

  constructor(evaluator: Evaluator, box: Box, start: Float64Array, random: Random, local: LocalSearch) {
    this.evaluator = evaluator;
    this.size = start.length;
    this.box = box;
    this.lower = box.lower;
    this.upper = box.upper;
    this.start = start;
    this.random = random;
    this.local = local;
    this.best = { x: start, value: Infinity };
    const { hvp } = evaluator;
    this.objective = {
      value: x => this.first(evaluator.value(x)),
      valueAndGrad: (x, gradient) => this.first(evaluator.valueAndGrad(x, gradient)),
      ...(hvp && { hvp }),
    };
  }

  get evaluations(): number {
    return this.evaluator.count;
  }

  value(x: Float64Array): number {
    const value = this.objective.value!(x);
    if (value < this.best.value) this.best = { x: x.slice(), value };
    return Number.isNaN(value) ? Infinity : value;
  }

  descend(x: Float64Array): Candidate {
    const result = this.minimum(x);
    // The local search has no limits of its own: this one came from outside, and is not its to keep.
    if (OUTSIDE.has(result.reason)) throw new Interrupt(result);
    return { x: result.x, value: Number.isNaN(result.value) ? Infinity : result.value };
  }

  /** The local search that {@link descend} makes, with its outcome. */
  minimum(x: Float64Array): LocalMinimum {
    const problem = new Evaluator(this.objective, this.size, UNLIMITED, this.box);
    const scale = Number.isNaN(this.startValue) ? {} : { startValue: this.startValue };
    const { point, ...end } = runToEnd(search(problem, x, { ...this.local, ...scale, maxIterations: MAX_ITERATIONS }));
    const result = { ...end, x: point.x, value: point.value, gradientNorm: norm(this.box.freeGradient(point)) };
    if (result.value < this.best.value || (result.value === this.best.value && !this.best.converged)) this.best = result;
    return result;
  }

  private first(value: number): number {
    if (Number.isNaN(this.startValue)) this.startValue = value;
    return value;
  }
}

import type { Box } from '../bounds/box.js';
import { objectiveNotScalar } from '../errors.js';
import { norm, sameVector } from '../vector.js';
import type { Point, Problem } from './method.js';
import { createPoint } from './method.js';
import type { VectorObjective } from './objective.js';
import { ending, Interrupt } from './outcome.js';
import { GradientNorms } from './smoothness.js';

export interface Limits {
  readonly maxEvaluations: number;
  /** On the clock of `Date.now()`. */
  readonly deadline: number;
  readonly signal: { readonly aborted: boolean } | undefined;
}

/**
 * The objective as methods see it: counted, held to the limits, and remembering the best point.
 * What is not finite becomes NaN, a gradient with a NaN in it included, so that methods have one
 * thing to check. A limit, an abort or an error ends the search by an {@link Interrupt}.
 */
export class Evaluator implements Problem {
  readonly size: number;
  /** Calls of the objective, of its gradient and of Hessian-vector products. */
  count: number = 0;
  /** How many of the points were not finite. */
  nonfinite: number = 0;
  /** The lowest point evaluated, its value Infinity if there is none; its gradient is NaN until it is asked for. */
  readonly best: Point;
  readonly box: Box | undefined;
  /** Of the gradients, without what a bound holds. */
  readonly norms: GradientNorms;
  readonly hvp?: (x: Float64Array, v: Float64Array, out: Float64Array) => void;
  private readonly objective: VectorObjective;
  private readonly limits: Limits;
  private scratch: Float64Array | undefined;
  /** The point evaluated last and the free part of its gradient, so that no evaluation allocates. */
  private readonly last: Point;
  private readonly free: Float64Array;

  constructor(objective: VectorObjective, size: number, limits: Limits, box?: Box, norms: GradientNorms = new GradientNorms()) {
    this.objective = objective;
    this.size = size;
    this.limits = limits;
    this.box = box;
    this.norms = norms;
    this.best = { ...createPoint(size), value: Infinity };
    this.last = { ...this.best };
    this.free = new Float64Array(box ? size : 0);
    if (objective.hvp) {
      this.hvp = (x, v, out) => {
        this.admit();
        this.guard(() => objective.hvp!(x, v, out));
      };
    }
  }

  value(x: Float64Array): number {
    if (!this.objective.value) return this.valueAndGrad(x, (this.scratch ??= new Float64Array(this.size)));
    const value = this.evaluate(x);
    if (Number.isNaN(value)) this.nonfinite++;
    if (value < this.best.value) this.keep(x, value);
    return value;
  }

  valueAndGrad(x: Float64Array, gradient: Float64Array): number {
    const value = this.evaluate(x, gradient);
    const length = norm(gradient);
    if (Number.isNaN(value) || !Number.isFinite(length)) this.nonfinite++;
    if (!Number.isFinite(length)) {
      if (sameVector(x, this.best.x)) this.best.value = Infinity;
      return NaN;
    }
    const { box, last } = this;
    last.x = x;
    last.gradient = gradient;
    last.value = value;
    this.norms.note(box ? norm(box.freeGradient(last, this.free)) : length);
    if (value <= this.best.value) this.keep(x, value, gradient);
    return value;
  }

  /** Only the gradient, of a point that is no candidate; false if something is not finite. */
  gradientAt(x: Float64Array, gradient: Float64Array): boolean {
    return !Number.isNaN(this.evaluate(x, gradient)) && Number.isFinite(norm(gradient));
  }

  private keep(x: Float64Array, value: number, gradient?: Float64Array): void {
    const { best } = this;
    best.x.set(x);
    best.value = value;
    if (gradient) best.gradient.set(gradient);
    else best.gradient.fill(NaN);
  }

  private evaluate(x: Float64Array, gradient?: Float64Array): number {
    this.admit();
    this.box?.confine(x);
    try {
      return this.checked(gradient ? this.objective.valueAndGrad(x, gradient) : this.objective.value!(x));
    } catch (error) {
      throw this.thrown(error);
    }
  }

  /** Calls a function of the user's; an error of it ends the search, but for one at the start. */
  guard<T>(call: () => T): T {
    try {
      return call();
    } catch (error) {
      throw this.thrown(error);
    }
  }

  private checked(value: number): number {
    if (typeof value !== 'number') throw objectiveNotScalar(value);
    if (value === -Infinity) throw new Interrupt(ending('unbounded', false));
    return value === Infinity ? NaN : value;
  }

  private admit(): void {
    const { maxEvaluations, deadline, signal } = this.limits;
    const reached = signal?.aborted
      ? 'aborted'
      : this.count >= maxEvaluations
        ? 'evaluations'
        : deadline !== Infinity && Date.now() >= deadline && 'time';
    if (reached) throw new Interrupt(ending(reached, false));
    this.count++;
  }

  /** The first evaluation's error is a bug to be seen where it is; a later one is an outcome. */
  private thrown(error: unknown): unknown {
    if (error instanceof Interrupt || this.count === 1) return error;
    return new Interrupt({ ...ending('threw', false, String(error)), error });
  }
}

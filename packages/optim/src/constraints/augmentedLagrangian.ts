import { lbfgs } from '../descent/lbfgs.js';
import { readBounds } from '../bounds/bounds.js';
import { checkKeys, checkMade } from '../checks.js';
import { Evaluator } from '../minimize/evaluator.js';
import { createPoint, type Method, type Point } from '../minimize/method.js';
import { runToEnd } from '../minimize/minimize.js';
import type { VectorObjective } from '../minimize/objective.js';
import { ending, Interrupt, type Ending, type Reason } from '../minimize/outcome.js';
import { search, type ConstrainedMethod, type SearchEnd, type SearchLimits } from '../minimize/search.js';
import { addScaled, dot, maxAbs, norm, sameVector } from '../vector.js';
import { ConstraintSet } from './constraintSet.js';

export interface AugmentedLagrangianOptions {
  /** The method that minimises each augmented Lagrangian; `lbfgs()` by default. One that takes no bounds is refused with bounds. */
  readonly inner?: Method;
}

/**
 * The method of multipliers: minimises f plus a penalty on shifted violations again and again, by a
 * method for bounds alone, and learns the multipliers from what is left of the violations. Takes many
 * unknowns and asks for no second derivatives; {@link sqp} is more precise and needs fewer evaluations
 * where there are few.
 *
 * It has converged when the inner search has, and the violations (and the room at constraints that
 * press) are at most a hundredth of the tolerance beside the size of the constraint's terms.
 *
 * Source: R. Andreani, E. G. Birgin, J. M. Martinez and M. L. Schuverdt, "On augmented Lagrangian
 * methods with general lower-level constraints", SIAM J. Optim. 18 (2007), algorithm 3.1.
 */
export function augmentedLagrangian(options: AugmentedLagrangianOptions = {}): ConstrainedMethod {
  checkKeys('augmentedLagrangian', options, ['inner']);
  const { inner = lbfgs() } = options;
  checkMade('inner', inner, ['start'], 'lbfgs()');
  return {
    name: `augmented Lagrangian with ${inner.name}`,
    ...(inner.readBounds && { readBounds }),
    solve: (problem, start, constraints, limits) => new MultiplierSearch(problem, new ConstraintSet(constraints), inner, limits).from(start),
  };
}

/** The penalty grows so much where a round did not bring what is left of the violations below this share. */
const GROWTH = 10;
const PROGRESS = 0.25;
/** Rounds in which the penalty grew to no avail, before a problem counts as infeasible. */
const PATIENCE = 8;
const FIRST_TOLERANCE = 1e-3;
/** The share of the tolerance that violations are held to. */
const FEASIBILITY = 1e-3;
/** A round that ends so many times the start's size away was led astray by too small a penalty, and is undone. */
const RUNAWAY = 1e6;
const STOPS: readonly Reason[] = ['evaluations', 'time', 'aborted', 'threw'];
const UNLIMITED = { maxEvaluations: Infinity, deadline: Infinity, signal: undefined };

class MultiplierSearch {
  private readonly penalties: Float64Array;
  private readonly multipliers: Float64Array;
  private readonly values: Float64Array;
  private readonly rows: readonly Float64Array[];
  /** How far each value is from where its shifted limits allow it. */
  private readonly left: Float64Array;
  private readonly sizes: Float64Array;
  /** f where it was evaluated last. */
  private value = NaN;
  /** The lowest augmented Lagrangian of the round, with f and the constraints there. */
  private lowest = { total: Infinity, value: NaN, values: new Float64Array(0) };

  constructor(
    private readonly problem: Evaluator,
    private readonly set: ConstraintSet,
    private readonly inner: Method,
    private readonly options: SearchLimits,
  ) {
    const m = set.count;
    this.penalties = new Float64Array(m);
    this.multipliers = new Float64Array(m);
    this.values = new Float64Array(m);
    this.left = new Float64Array(m);
    this.sizes = new Float64Array(m);
    this.rows = Array.from({ length: m }, () => new Float64Array(problem.size));
  }

  *from(start: Float64Array): Generator<Point, SearchEnd, void> {
    const point = createPoint(this.problem.size);
    point.x.set(start);
    try {
      const end = yield* this.rounds(point);
      return this.end(end, point);
    } catch (interrupt) {
      if (!(interrupt instanceof Interrupt)) throw interrupt;
      return this.end(interrupt.ending, point);
    }
  }

  private *rounds(point: Point): Generator<Point, Ending, void> {
    const { problem, options, inner, multipliers, penalties, left } = this;
    const finite = !Number.isNaN(this.evaluate(point.x, point.gradient));
    point.value = this.value;
    if (!finite) {
      yield point;
      return ending('nonfinite', false, 'This is so at the start.');
    }
    this.firstPenalties(point);
    const startValue = point.value;
    const scale = Math.abs(startValue) + norm(point.gradient) * (maxAbs(point.x) || 1) + this.energy();
    const objective: VectorObjective = { valueAndGrad: (x, gradient) => this.noted(this.evaluate(x, gradient)) };
    const target = Math.max(FEASIBILITY * options.tolerance, 10 * Number.EPSILON);
    // Without constraints one round is all.
    let tolerance = this.set.count > 0 ? Math.max(FIRST_TOLERANCE, options.tolerance) : options.tolerance;
    let before = this.worst(point.x, multipliers);
    const gradient = new Float64Array(problem.size);
    let failures = 0;
    for (let round = 0; ; round++) {
      yield point;
      if (round >= options.maxIterations) return ending('iterations', false);
      this.lowest.total = Infinity;
      const penalised = new Evaluator(objective, problem.size, UNLIMITED, problem.box, problem.norms);
      const end = runToEnd(search(penalised, point.x, { method: inner, tolerance, maxIterations: options.maxIterations, startValue }));
      const { reason, converged, message } = end;
      const isHeld = reason === 'nonfinite' && sameVector(end.point.x, point.x);
      if (this.set.count === 0 || isHeld || STOPS.includes(reason)) {
        this.follow(point, end.point);
        yield point;
        return end;
      }

      this.evaluate(end.point.x, gradient);
      const next = left.map((distance, i) => -penalties[i]! * distance);
      const worst = this.worst(end.point.x, next);
      const ranAway = !(Math.abs(this.value) + this.energy() <= RUNAWAY * scale);
      if (!ranAway) {
        point.x.set(end.point.x);
        point.gradient.set(gradient);
        point.value = this.value;
        multipliers.set(next);
        if (worst <= target && tolerance <= options.tolerance) return { reason, converged, message };
      }
      const progress = !ranAway && (worst <= PROGRESS * before || worst <= target);
      failures = progress ? 0 : failures + 1;
      if (failures > PATIENCE) return reason === 'nonfinite' ? { reason, converged, message } : ending('infeasible', false);
      if (!progress) penalties.forEach((penalty, i) => (penalties[i] = GROWTH * penalty));
      if (!ranAway) before = worst;
      tolerance = tolerance > Number.EPSILON ? Math.max(tolerance * 0.1, options.tolerance) : options.tolerance;
    }
  }

  private noted(total: number): number {
    if (total < this.lowest.total) this.lowest = { total, value: this.value, values: this.values.slice() };
    return total;
  }

  /** Brings the point to the best one of a round after which there is no other. */
  private follow(point: Point, { x, gradient, value: total }: Point): void {
    const { lowest, set } = this;
    const isFree = set.count === 0;
    if (isFree ? Number.isNaN(total) : total !== lowest.total) return;
    point.x.set(x);
    point.gradient.set(gradient);
    point.value = isFree ? total : lowest.value;
    this.values.set(lowest.values);
  }

  /** f + sum penalty / 2 (distance of c - multiplier / penalty from its limits)^2, and its gradient. */
  private evaluate(x: Float64Array, gradient: Float64Array): number {
    const { problem, set, values, rows, multipliers, penalties, left } = this;
    this.value = problem.valueAndGrad(x, gradient);
    problem.guard(() => {
      set.values(x, values);
      set.jacobian(x, rows);
    });
    let penalty = 0;
    for (let i = 0; i < set.count; i++) {
      const shift = penalties[i]! > 0 ? multipliers[i]! / penalties[i]! : 0;
      const shifted = values[i]! - shift;
      const distance = shifted - Math.min(Math.max(shifted, set.lower[i]!), set.upper[i]!);
      penalty += (penalties[i]! * distance * distance) / 2;
      addScaled(gradient, penalties[i]! * distance, rows[i]!);
      left[i] = distance;
    }
    return this.value + penalty;
  }

  /** What the penalty would be without multipliers. */
  private energy(): number {
    const { set, values, penalties } = this;
    return values.reduce((sum, value, i) => sum + penalties[i]! * Math.max(set.lower[i]! - value, value - set.upper[i]!, 0) ** 2, 0);
  }

  /** Curvatures, by constraint, that bring the violation at the start to nought in a step of the gradient's size. */
  private firstPenalties({ x, gradient }: Point): void {
    const { set, penalties, rows, values } = this;
    let distance = 0;
    for (let i = 0; i < set.count; i++) {
      const out = Math.max(set.lower[i]! - values[i]!, values[i]! - set.upper[i]!, 0);
      distance = Math.max(distance, out / (norm(rows[i]!) || 1));
    }
    const size = Math.max(distance, 0.1 * maxAbs(x)) || 1;
    const curvature = (10 * (norm(gradient) || 1)) / size;
    for (let i = 0; i < set.count; i++) penalties[i] = curvature / (dot(rows[i]!, rows[i]!) || 1);
  }

  /** The largest violation, or room at a constraint that presses, beside the size of the constraint's terms. */
  private worst(x: Float64Array, multipliers: Float64Array): number {
    const { set, values, rows, sizes } = this;
    let worst = 0;
    for (let i = 0; i < set.count; i++) {
      const [low, high, value] = [set.lower[i]!, set.upper[i]!, values[i]!];
      const limit = multipliers[i]! > 0 ? low : multipliers[i]! < 0 ? high : Math.min(Math.max(value, low), high);
      const size = Math.max(Math.abs(limit), rows[i]!.reduce((sum, slope, j) => sum + Math.abs(slope * x[j]!), 0));
      sizes[i] = Math.max(sizes[i]!, size);
      const distance = Math.abs(value - limit);
      if (distance > 0) worst = Math.max(worst, distance / Math.max(size, 1e-8 * sizes[i]!));
    }
    return worst;
  }

  private end(end: Ending, point: Point): SearchEnd {
    const { set, values, multipliers } = this;
    const violation = values.reduce((worst, value, i) => Math.max(worst, set.lower[i]! - value, value - set.upper[i]!), 0);
    return { ...end, point, multipliers: set.split(multipliers), violation };
  }
}

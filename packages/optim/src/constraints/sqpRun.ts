import type { Evaluator } from '../minimize/evaluator.js';
import type { Point } from '../minimize/method.js';
import { atWall, ending, Interrupt, type Ending } from '../minimize/outcome.js';
import { isNegligible, threshold, type SearchEnd, type SearchLimits } from '../minimize/search.js';
import { claim, type Claim } from '../minimize/smoothness.js';
import { along, dot, norm, sameVector } from '../vector.js';
import type { ConstraintSet } from './constraintSet.js';
import { solveElastic, type ElasticStep } from './elasticProgram.js';
import { firstModel, lagrangianGradient, type LagrangianHessian } from './lagrangianHessian.js';
import { escape } from './escape.js';
import { restore } from './restore.js';
import { copyOfPoint, createConstrainedPoint, Sides, violation, type ConstrainedPoint, type Side } from './sides.js';
import type { Eigen } from '../descent/symmetricEigen.js';

/** The share of the tolerance that violations are held to. */
const FEASIBILITY = 1e-4;
/** Steps that differ by less than this share of them and of x are the same. */
const SAME = 1e-10;
/** Sufficient decrease. */
const ETA = 1e-4;
/** Violations cost so many times the gradient of f beside that of the constraint. */
const FIRST_COST = 1e3;
const COST_GROWTH = 100;
const LARGEST_COST = 1e14;
/** The share of a violation whose linear model cannot be reduced where a problem is infeasible. */
const REDUCIBLE = 1e-3;
/** Dearer violations pay if they leave at most this share. */
const PAYS = 0.9;
/** The share of squared violations that a restoration may leave. */
const RESTORED = 0.5;
const MAX_TRIALS = 40;
/** A multiplier whose share of the gradient is at most this is none. */
const UNPRESSED = 1e-8;
/** Steps in a row that do not lower the merit. */
const STILL = 5;
/** Steps in a row that end above the lowest merit. */
const PATIENCE = 30;

/** One search by {@link sqp}. */
export class SqpRun {
  private point: ConstrainedPoint;
  private trial: ConstrainedPoint;
  private readonly sides: Sides;
  /** Of the Lagrangian, by constraints. */
  private multipliers: Float64Array;
  /** The multipliers of the last quadratic program, by sides. */
  private readonly pressures: Float64Array;
  /** By sides: the penalty on a violation in the merit, and the most that it may become. */
  private readonly weights: Float64Array;
  private readonly costs: Float64Array;
  private costFactor = FIRST_COST;
  /** The largest gradient of each side, and size of its terms, so far. */
  private readonly steepest: Float64Array;
  private readonly largest: Float64Array;
  private startValue = NaN;
  private startSize = NaN;

  constructor(
    private readonly problem: Evaluator,
    private readonly set: ConstraintSet,
    private readonly hessian: LagrangianHessian,
    private readonly options: SearchLimits,
  ) {
    this.sides = new Sides(set, problem.size, problem.box);
    const count = this.sides.list.length;
    this.point = createConstrainedPoint(problem.size, set.count);
    this.trial = createConstrainedPoint(problem.size, set.count);
    this.multipliers = new Float64Array(set.count);
    this.weights = new Float64Array(count);
    this.pressures = new Float64Array(count);
    this.costs = new Float64Array(count);
    this.steepest = new Float64Array(count);
    this.largest = new Float64Array(count);
  }

  *from(start: Float64Array): Generator<Point, SearchEnd, void> {
    try {
      this.point.x.set(start);
      if (!this.evaluate(this.point)) {
        yield this.point;
        return this.end(ending('nonfinite', false, 'This is so at the start.'));
      }
      return this.end(yield* this.descend());
    } catch (interrupt) {
      if (!(interrupt instanceof Interrupt)) throw interrupt;
      return this.end(interrupt.ending);
    }
  }

  private end(end: Ending): SearchEnd {
    return { ...end, point: this.reported(), multipliers: this.set.split(this.multipliers), violation: this.worst(this.point) };
  }

  /** The largest violation. */
  private worst(point: ConstrainedPoint): number {
    return Math.max(0, ...this.sides.list.map(side => violation(side, this.sides.gap(side, point))));
  }

  /** The point with the gradient of the Lagrangian. */
  private reported(): Point {
    const { x, value } = this.point;
    return { x, value, gradient: lagrangianGradient(this.point, this.multipliers) };
  }

  private converged(reason: Claim['reason'], { curvature }: ElasticStep): Ending {
    const { problem, point, trial, multipliers } = this;
    const gradientAt = (x: Float64Array, out: Float64Array): boolean => {
      trial.x.set(x);
      const isFinite = this.evaluate(trial);
      out.set(lagrangianGradient(trial, multipliers));
      return isFinite;
    };
    // Where f is as good as constant, the multipliers are rounding.
    const size = Math.abs(point.value) / Math.max(norm(point.x), this.startSize);
    return claim({ reason, decrement: curvature, size, gradientAt }, this.reported(), problem.box, problem.norms);
  }

  private *descend(): Generator<Point, Ending, void> {
    const { hessian, options, problem, point: start } = this;
    this.startValue = start.value;
    this.startSize = norm(start.x);
    const flat: Eigen = firstModel(start);
    this.aim(flat);
    let confirming = false;
    let still = 0;
    let since = 0;
    let lowest: ConstrainedPoint | undefined;
    let settled: { readonly point: ConstrainedPoint; readonly multipliers: Float64Array } | undefined;
    for (let iteration = 0; ; iteration++) {
      let model = this.model();
      let aim = this.steer(model);
      yield this.reported();
      const stationary = this.isStationary(aim);
      const feasible = this.isFeasible();
      if (stationary && !feasible && !this.raiseCosts(model)) {
        if (!this.restore()) return ending('infeasible', false);
        continue;
      }
      if (stationary && feasible && (confirming || !hessian.restart())) {
        const lower = !settled || this.point.value < settled.point.value - 1e-10 * Math.abs(settled.point.value);
        if (settled && !lower) {
          this.point = settled.point;
          this.multipliers = settled.multipliers;
        }
        const way = lower && this.escape(aim);
        if (!way) return this.converged('gradient', aim);
        settled = { point: copyOfPoint(this.point), multipliers: this.multipliers.slice() };
        if (!this.leave(way)) return this.converged('gradient', aim);
        continue;
      }
      if (iteration >= options.maxIterations) return ending('iterations', false);
      confirming = stationary && feasible;
      if (stationary) aim = this.steer((model = this.model()));

      const before = this.merit(this.point);
      const { nonfinite } = problem;
      if (!lowest || before < this.merit(lowest)) {
        lowest = copyOfPoint(this.point);
        since = 0;
      }
      let moved = this.search(aim, model);
      while (!moved && hessian.retreat()) {
        model = this.model();
        aim = this.steer(model);
        moved = this.search(aim, model);
      }
      still = moved && this.merit(this.point) < before ? 0 : still + 1;
      if (!moved || still >= STILL || ++since > PATIENCE) {
        if (this.merit(lowest) < this.merit(this.point) && this.worst(lowest) <= this.worst(this.point)) this.point = lowest;
        return this.halted(aim, problem.nonfinite > nonfinite);
      }
    }
  }

  private halted(aim: ElasticStep, atNaN: boolean): Ending {
    const isFeasible = this.isFeasible();
    if (isFeasible && isNegligible(aim.curvature, this.point)) return this.converged('precision', aim);
    if (!isFeasible && !this.isReducible(this.model())) return ending('infeasible', false);
    return atNaN ? atWall() : ending('stuck', false);
  }

  private model(): Eigen {
    const { point, multipliers, sides, pressures } = this;
    const active = sides.list.filter((side, s) => side.isEquality || pressures[s]! > 0).map(({ index }) => point.rows[index]!);
    return this.hessian.at(point, multipliers, active);
  }

  /** The step of the quadratic program, whose multipliers become those of the Lagrangian. */
  private aim(hessian: Eigen): ElasticStep {
    const { point, sides, costs, steepest, multipliers, pressures, weights } = this;
    const size = norm(point.gradient) || Math.abs(point.value) || 1;
    sides.list.forEach(({ index }, s) => {
      steepest[s] = Math.max(steepest[s]!, norm(point.rows[index]!));
      const cost = (this.costFactor * size) / (steepest[s] || 1);
      costs[s] = index < sides.constraints ? Math.max(costs[s]!, cost) : Infinity;
    });
    const aim = this.solve(hessian, point.gradient, this.gaps(point), costs);
    pressures.set(aim.multipliers);
    pressures.forEach((pressure, s) => {
      weights[s] = Math.max(Math.abs(pressure), (weights[s]! + Math.abs(pressure)) / 2);
    });
    // Where a violation was bought, the multiplier is its price and says nothing of the Lagrangian.
    if (this.isElastic(aim)) return aim;
    multipliers.fill(0);
    sides.list.forEach(({ index, sign }, s) => {
      if (index < sides.constraints) multipliers[index]! += sign * pressures[s]!;
    });
    return aim;
  }

  /**
   * The step, with violations made dearer as long as that pays: where the linearised constraints
   * contradict each other it does not.
   *
   * Source: R. H. Byrd, J. Nocedal and R. A. Waltz, "Steering exact penalty methods for nonlinear
   * programming", Optim. Methods Softw. 23 (2008).
   */
  private steer(hessian: Eigen): ElasticStep {
    let aim = this.aim(hessian);
    while (this.isElastic(aim) && this.costFactor < LARGEST_COST) {
      const { costFactor, costs } = this;
      const before = costs.slice();
      this.costFactor *= COST_GROWTH;
      const dearer = this.aim(hessian);
      const pays = this.violationAfter(dearer.step) < PAYS * this.violationAfter(aim.step);
      if (!pays) {
        this.costFactor = costFactor;
        costs.set(before);
        return this.aim(hessian);
      }
      aim = dearer;
    }
    return aim;
  }

  /** Whether the linearised constraints contradict each other, so that a violation was paid for. */
  private isElastic({ multipliers }: ElasticStep): boolean {
    return multipliers.some((multiplier, s) => Math.abs(multiplier) >= 0.99 * this.costs[s]!);
  }

  private solve(hessian: Eigen, gradient: Float64Array, gaps: Float64Array, costs: Float64Array): ElasticStep {
    const { sides, point } = this;
    const aim = solveElastic({ gradient, hessian, sides: sides.list, rows: point.rows, gaps, costs });
    // An unknown that comes to a bound, but for rounding, ends right on it.
    sides.list.forEach(({ index, sign }, s) => {
      const j = index - sides.constraints;
      const whole = sign * gaps[s]!;
      if (j >= 0 && Math.abs(aim.step[j]! - whole) <= SAME * (Math.abs(whole) + Math.abs(point.x[j]!))) aim.step[j] = whole;
    });
    return aim;
  }

  private gaps(point: ConstrainedPoint): Float64Array {
    return Float64Array.from(this.sides.list, side => this.sides.gap(side, point));
  }

  /** The step is negligible, and no multiplier presses where there is room. */
  private isStationary({ curvature, multipliers }: ElasticStep): boolean {
    const allowance = threshold(this.point, this.startValue, this.options.tolerance);
    const gaps = this.gaps(this.point);
    return (
      curvature <= allowance &&
      this.sides.list.every((side, s) => side.isEquality || gaps[s]! >= -this.slack(side, s) || -gaps[s]! * multipliers[s]! <= allowance)
    );
  }

  private isFeasible(): boolean {
    const gaps = this.gaps(this.point);
    return this.sides.list.every((side, s) => violation(side, gaps[s]!) <= this.slack(side, s));
  }

  /** What counts as nothing beside the size of a constraint's terms. */
  private slack(side: Side, s: number): number {
    const { point, sides, largest } = this;
    const row = point.rows[side.index]!;
    const terms = row.reduce((sum, slope, j) => sum + Math.abs(slope * point.x[j]!), 0);
    const size = Math.max(Math.abs(sides.limit(side)), terms);
    largest[s] = Math.max(largest[s]!, size);
    return Math.max(this.options.tolerance * FEASIBILITY, 10 * Number.EPSILON) * Math.max(size, 1e-8 * largest[s]);
  }

  /** Makes violations dearer; false if the linearised constraints say that they cannot be reduced. */
  private raiseCosts(hessian: Eigen): boolean {
    if (this.costFactor >= LARGEST_COST) return false;
    const reducible = this.isReducible(hessian);
    this.costFactor *= COST_GROWTH;
    return reducible;
  }

  /** Whether violations that cost more would be smaller, as far as the linear model can tell. */
  private isReducible(hessian: Eigen): boolean {
    const { point, costs } = this;
    const { step } = this.solve(hessian, new Float64Array(point.x.length), this.gaps(point), costs.map(cost => cost * COST_GROWTH));
    return this.violationAfter(step) < (1 - REDUCIBLE) * this.violationAfter(new Float64Array(step.length));
  }

  /** The sum of violations after a step, as far as the linear model can tell, in units of the largest gradients. */
  private violationAfter(step: Float64Array): number {
    const { sides, steepest } = this;
    const gaps = this.gaps(this.point);
    return sides.list.reduce((sum, side, s) => sum + violation(side, this.left(side, gaps[s]!, step)) / (steepest[s]! || 1), 0);
  }

  /** Leaves a point where one violation is traded for another; false if there is no better one nearby. */
  private restore(): boolean {
    const { problem, set, sides, steepest, trial } = this;
    const total = (point: ConstrainedPoint): number => {
      const gaps = this.gaps(point);
      return sides.list.reduce((sum, side, s) => sum + (violation(side, gaps[s]!) / (steepest[s]! || 1)) ** 2, 0);
    };
    trial.x.set(this.point.x);
    restore(problem, set, sides, steepest, trial.x);
    if (!this.evaluate(trial) || !(total(trial) < RESTORED * total(this.point))) return false;
    this.hessian.restart();
    return this.accept();
  }

  /** What a side will lack after a step, as far as its linear model can tell. */
  private left({ index, sign }: Side, gap: number, step: Float64Array): number {
    return gap - sign * dot(this.point.rows[index]!, step);
  }

  /** f and what violations cost. */
  private merit(point: ConstrainedPoint): number {
    return this.sides.list.reduce((sum, side, s) => sum + this.weights[s]! * violation(side, this.sides.gap(side, point)), point.value);
  }

  /** Goes along the step until the merit is lower; false if it is not. */
  private search(aim: ElasticStep, hessian: Eigen): boolean {
    if (Number.isNaN(norm(aim.step))) return false;
    const { point, trial, sides, weights } = this;
    const gaps = this.gaps(point);
    const before = this.merit(point);
    const noise = 10 * Number.EPSILON * (Math.abs(point.value) + Math.abs(before));
    let slope = dot(point.gradient, aim.step);
    sides.list.forEach((side, s) => {
      slope -= weights[s]! * (violation(side, gaps[s]!) - violation(side, this.left(side, gaps[s]!, aim.step)));
    });
    const lowers = (t: number): boolean => this.evaluate(trial) && this.merit(trial) <= before + ETA * t * Math.min(slope, 0) + noise;
    let t = 1;
    for (let k = 0; k < MAX_TRIALS; k++) {
      along(point.x, t, aim.step, trial.x);
      if (sameVector(point.x, trial.x)) return false;
      if (lowers(t)) return this.accept();
      const merit = this.merit(trial);
      if (k === 0 && Number.isFinite(merit) && !this.isElastic(aim)) {
        const corrected = Float64Array.from(sides.list, side => sides.gap(side, trial) + side.sign * dot(point.rows[side.index]!, aim.step));
        along(point.x, 1, this.solve(hessian, point.gradient, corrected, this.costs).step, trial.x);
        if (lowers(1)) return this.accept();
      }
      // Beyond a wall of NaN nothing is known but that half the way may be on this side of it.
      const best = Number.isFinite(merit) ? -slope * t * t / (2 * (merit - before - slope * t)) : t;
      t = Math.min(Math.max(best, 0.1 * t), 0.5 * t);
    }
    return false;
  }

  private accept(): boolean {
    const { point, trial } = this;
    this.hessian.learn(point, trial, this.multipliers);
    this.point = trial;
    this.trial = point;
    return true;
  }

  private escape({ multipliers }: ElasticStep): Float64Array | undefined {
    const { point, sides } = this;
    const gaps = this.gaps(point);
    const size = norm(point.gradient);
    const pressing = sides.list.map(({ index }, s) => multipliers[s]! * norm(point.rows[index]!) > UNPRESSED * size);
    const met = sides.list.map((side, s) => gaps[s]! >= -this.slack(side, s));
    return escape(point, this.multipliers, sides, pressing, met, this.hessian);
  }

  /** Steps along a way on which the Lagrangian curves downwards, as far as the merit does not rise. */
  private leave(way: Float64Array): boolean {
    const { point, trial } = this;
    const before = this.merit(point);
    for (let t = 0.1 * (norm(point.x) || 1), k = 0; k < MAX_TRIALS; k++, t /= 2) {
      along(point.x, t, way, trial.x);
      if (this.evaluate(trial) && this.merit(trial) <= before) return this.accept();
    }
    return false;
  }

  /** Everything of first order at a point; false if something is not finite. */
  private evaluate(point: ConstrainedPoint): boolean {
    const { problem, set } = this;
    point.value = problem.valueAndGrad(point.x, point.gradient);
    problem.guard(() => {
      set.values(point.x, point.values);
      set.jacobian(point.x, point.rows);
    });
    const isFinite = point.values.every(Number.isFinite) && point.rows.every(row => row.every(Number.isFinite));
    if (!isFinite) point.value = NaN;
    problem.nonfinite += Number(!isFinite);
    return !Number.isNaN(point.value);
  }
}

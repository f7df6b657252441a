import { checkAtLeast, checkKeys, checkWhole } from '../checks.js';
import type { Aim, DirectionRun } from '../descent/direction.js';
import type { Point, Problem } from '../minimize/method.js';
import { along, dot, sameVector } from '../vector.js';
import type { Search, SearchOutcome, SearchRun } from './search.js';

export interface TrustRegionOptions {
  /** The share of the predicted decrease that makes a step acceptable; 1e-4 by default. */
  readonly eta?: number;
  /** Trials before giving up; 100 by default. */
  readonly maxEvaluations?: number;
}

/**
 * Keeps steps within a radius in which the model has proved right: grows it where the decrease is
 * what the model predicted, shrinks it and has the direction aim anew where it is not. The first
 * radius is the length of the direction's own first step. A direction that does not mind the radius
 * is followed as far as the radius allows.
 *
 * Source: Nocedal and Wright, Numerical Optimization, 2nd edition, algorithm 4.1. A small decrease,
 * of which rounding leaves few digits, is taken from the gradients at both ends; ten such steps
 * without a value lower than any before are rounding alone.
 */
export function trustRegion(options: TrustRegionOptions = {}): Search {
  checkKeys('trustRegion', options, ['eta', 'maxEvaluations']);
  const { eta = 1e-4, maxEvaluations = 100 } = options;
  checkAtLeast('eta', eta, 0, 1);
  checkWhole('maxEvaluations', maxEvaluations, 1);
  return { name: 'trust region', start: problem => new TrustRegion(problem, eta, maxEvaluations) };
}

/** Ratios of decrease to prediction below and above which the radius changes, and by how much. */
const POOR = 0.4;
const GOOD = 0.75;
const SHRINKAGE = 0.25;
const GROWTH = 2;
/** Decreases below this share of the value are taken from the gradients. */
const SMALL = 1e-10;
const PATIENCE = 10;

class TrustRegion implements SearchRun {
  radius: number = Infinity;
  curvature: number = NaN;
  private readonly problem: Problem;
  private readonly eta: number;
  private readonly maxEvaluations: number;
  private lowest = Infinity;
  private still = 0;

  constructor(problem: Problem, eta: number, maxEvaluations: number) {
    this.problem = problem;
    this.eta = eta;
    this.maxEvaluations = maxEvaluations;
  }

  search(from: Point, aim: Aim, to: Point, direction: DirectionRun): SearchOutcome {
    if (this.radius === Infinity && aim.initial < 1) {
      this.radius = aim.initial * aim.length;
      direction.aim(from, this.radius, aim);
    }
    if (this.hasStalled(from.value)) return 'stuck';
    for (let trial = 0; trial < this.maxEvaluations; trial++) {
      const share = Math.min(1, this.radius / aim.length);
      const length = share * aim.length;
      along(from.x, share, aim.step, to.x);
      to.value = this.problem.valueAndGrad(to.x, to.gradient);
      const predicted = share * (share * (aim.predicted + aim.slope) - aim.slope);
      const ratio = this.decrease(from, to, aim, share) / predicted;
      this.resize(ratio, length);
      if (ratio > this.eta) return 'moved';
      if (sameVector(from.x, to.x)) break;
      direction.aim(from, this.radius, aim);
    }
    return 'stuck';
  }

  private hasStalled(value: number): boolean {
    this.still = value < this.lowest ? 0 : this.still + 1;
    this.lowest = Math.min(this.lowest, value);
    return this.still > PATIENCE;
  }

  private decrease(from: Point, to: Point, aim: Aim, share: number): number {
    if (Number.isNaN(to.value)) return -Infinity;
    const endSlope = dot(to.gradient, aim.step);
    this.curvature = (endSlope - aim.slope) / share;
    const decrease = from.value - to.value;
    return Math.abs(decrease) > SMALL * Math.abs(from.value) ? decrease : (-share * (aim.slope + endSlope)) / 2;
  }

  private resize(ratio: number, length: number): void {
    if (!(ratio >= POOR)) this.radius = SHRINKAGE * length;
    else if (this.radius === Infinity) this.radius = GROWTH * length;
    else if (ratio > GOOD && length >= 0.9 * this.radius) this.radius *= GROWTH;
  }
}

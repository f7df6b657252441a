import type { PotentialProblem } from './potentialProblem.js';

/** A potential, and what the interior-point method knows besides. */
export interface Potential {
  /** Its value at each unknown. Strictly feasible. */
  readonly values: Float64Array;
  /** The conductance of each triangle per area: conductance times gradient is the flux of the paths through it. */
  readonly conductances: Float64Array;
}

export interface PotentialOptions {
  readonly start: Potential;
  /** Stop when the value at the goal is this close to the largest one of this mesh, relatively. */
  readonly tolerance: number;
  /** Asked after every step. */
  readonly isOver: () => boolean;
}

const mostSteps = 60;

/** A step goes this part of the way to the border of what is feasible. */
const mostOfTheWay = 0.97;

/** After a step shorter than this the next one does nothing but go back to the central path, along which steps are long. */
const short = 0.1;

/**
 * Makes the potential at the goal as large as its gradients allow, |gradient| <= slowness in each triangle: a primal-dual
 * interior-point method with a predictor and a corrector. Every potential on its way is feasible, so that it may be stopped
 * at any time.
 *
 * The optimality conditions are those of a network: sum of conductance times gradient is a unit flux from start to goal, and
 * a triangle conducts only where the gradient is as large as allowed.
 *
 * Source: S. Boyd and L. Vandenberghe, Convex Optimization, Cambridge 2004, section 11.7; S. Mehrotra, On the implementation of
 * a primal-dual interior point method, SIAM J. Optim. 2 (1992) 575-601.
 */
export function* largestPotential(problem: PotentialProblem, { start, tolerance, isOver }: PotentialOptions): Generator<void, Potential, void> {
  const state = new InteriorPoint(problem, start);
  for (let step = 0; step < mostSteps && !isOver(); step++) {
    if (!(yield* state.advance(tolerance))) break;
  }
  return state.potential;
}

/** The predictor, which the corrector improves. */
interface Aim {
  readonly gradients: Float64Array;
  readonly multipliers: Float64Array;
  readonly centring: number;
}

class InteriorPoint {
  readonly #problem: PotentialProblem;
  readonly #count: number;
  readonly #values: Float64Array;
  /** The multiplier of each constraint: conductance times area. */
  readonly #multipliers: Float64Array;
  /** The gradients, two numbers in a row. */
  readonly #gradients: Float64Array;
  /** Half of slowness^2 - gradient^2. */
  readonly #slacks: Float64Array;
  readonly #matrix: Float64Array;
  #isOffCentre = false;

  constructor(problem: PotentialProblem, start: Potential) {
    this.#problem = problem;
    this.#count = problem.triangles.length;
    this.#values = start.values.slice();
    this.#multipliers = start.conductances.map((conductance, t) => conductance * problem.areas[t]!);
    this.#gradients = gradientsOf(problem, this.#values);
    this.#slacks = this.#slacksOf(this.#gradients);
    this.#matrix = new Float64Array(problem.matrix.size);
  }

  get potential(): Potential {
    return { values: this.#values, conductances: this.#multipliers.map((multiplier, t) => multiplier / this.#problem.areas[t]!) };
  }

  /** One step; false when nothing is to be gained any more. */
  *advance(tolerance: number): Generator<void, boolean, void> {
    const { goal, matrix } = this.#problem;
    const [count, multipliers, slacks, gradients] = [this.#count, this.#multipliers, this.#slacks, this.#gradients];
    this.#assemble();
    yield;
    yield* matrix.cholesky.factor(this.#matrix);
    const { centring, ...aimed } = this.#isOffCentre ? this.#noAim() : this.#aim();
    yield;
    let complementarity = 0;
    for (let t = 0; t < count; t++) complementarity += (multipliers[t]! * slacks[t]!) / count;
    const target = centring * complementarity;
    const wanted = new Float64Array(count);
    const pulls = new Float64Array(2 * count);
    for (let t = 0; t < count; t++) {
      const square = inner(aimed.gradients, aimed.gradients, t);
      wanted[t] = target - multipliers[t]! * slacks[t]! + aimed.multipliers[t]! * inner(gradients, aimed.gradients, t) + (multipliers[t]! * square) / 2;
      const pull = multipliers[t]! + wanted[t]! / slacks[t]!;
      for (let axis = 0; axis < 2; axis++) pulls[2 * t + axis] = pull * gradients[2 * t + axis]! + aimed.multipliers[t]! * aimed.gradients[2 * t + axis]!;
    }
    const step = this.#divergence(pulls).map((value) => -value);
    step[goal]! += 1;
    matrix.cholesky.solve(step);
    yield;
    const stepGradients = gradientsOf(this.#problem, step);
    const stepMultipliers = wanted.map((value, t) => (value + multipliers[t]! * inner(gradients, stepGradients, t)) / slacks[t]!);
    const length = Math.min(1, mostOfTheWay * this.#reach(stepGradients, stepMultipliers));
    this.#isOffCentre = length < short;
    return this.#move(length, step, stepMultipliers, tolerance);
  }

  /** The step to the optimum as the linearised conditions see it, and how much of the complementarity to keep: the less, the further it goes. */
  #aim(): Aim {
    const { goal, matrix } = this.#problem;
    const values = new Float64Array(this.#values.length);
    values[goal] = 1;
    matrix.cholesky.solve(values);
    const gradients = gradientsOf(this.#problem, values);
    const multipliers = this.#multipliers.map((multiplier, t) => multiplier * (inner(this.#gradients, gradients, t) / this.#slacks[t]! - 1));
    return { gradients, multipliers, centring: (1 - Math.min(1, this.#reach(gradients, multipliers))) ** 3 };
  }

  #noAim(): Aim {
    return { gradients: new Float64Array(2 * this.#count), multipliers: new Float64Array(this.#count), centring: 1 };
  }

  #move(length: number, step: Float64Array, stepMultipliers: Float64Array, tolerance: number): boolean {
    const before = this.#values[this.#problem.goal]!;
    const moved = this.#values.map((value, i) => value + length * step[i]!);
    const gradients = gradientsOf(this.#problem, moved);
    const slacks = this.#slacksOf(gradients);
    // Where rounding spoils the step, what there is already is the best to have.
    if (!slacks.every((slack) => slack > 0)) return false;
    this.#values.set(moved);
    this.#gradients.set(gradients);
    this.#slacks.set(slacks);
    stepMultipliers.forEach((change, t) => (this.#multipliers[t]! += length * change));
    const after = this.#values[this.#problem.goal]!;
    let gap = 0;
    for (let t = 0; t < this.#count; t++) gap += 2 * this.#multipliers[t]! * slacks[t]!;
    return length > 1e-6 && !(length > 0.5 && gap <= tolerance * after && Math.abs(after - before) <= tolerance * after);
  }

  #slacksOf(gradients: Float64Array): Float64Array {
    return this.#problem.slowness.map((slowness, t) => (slowness * slowness - inner(gradients, gradients, t)) / 2);
  }

  /** How far a step may go until a gradient reaches the slowness or a multiplier 0. */
  #reach(stepGradients: Float64Array, stepMultipliers: Float64Array): number {
    let reach = 1e3;
    for (let t = 0; t < this.#count; t++) {
      const square = inner(stepGradients, stepGradients, t);
      const along = inner(this.#gradients, stepGradients, t);
      const root = Math.sqrt(along * along + 2 * square * this.#slacks[t]!);
      // The positive root of square a^2 + 2 along a - 2 slack, in the form that does not cancel.
      if (square > 0) reach = Math.min(reach, along > 0 ? (2 * this.#slacks[t]!) / (along + root) : (root - along) / square);
      if (stepMultipliers[t]! < 0) reach = Math.min(reach, -this.#multipliers[t]! / stepMultipliers[t]!);
    }
    return reach;
  }

  /** The matrix of the step: each triangle conducts, the more along its gradient the closer that is to the slowness. */
  #assemble(): void {
    const { starts, slopes, matrix } = this.#problem;
    const { slots } = matrix;
    this.#matrix.fill(0);
    for (let t = 0, slot = 0; t < this.#count; t++) {
      const multiplier = this.#multipliers[t]!;
      const factor = multiplier / this.#slacks[t]!;
      const [gx, gy] = [this.#gradients[2 * t]!, this.#gradients[2 * t + 1]!];
      const end = starts[t + 1]!;
      for (let j = starts[t]!; j < end; j++) {
        const [jx, jy] = [slopes[2 * j]!, slopes[2 * j + 1]!];
        const along = factor * (jx * gx + jy * gy);
        for (let i = starts[t]!; i <= j; i++) {
          const [ix, iy] = [slopes[2 * i]!, slopes[2 * i + 1]!];
          this.#matrix[slots[slot++]!]! += multiplier * (ix * jx + iy * jy) + along * (ix * gx + iy * gy);
        }
      }
    }
  }

  /** What flows out of each unknown when each triangle has a flux. */
  #divergence(fluxes: Float64Array): Float64Array {
    const { starts, terms, slopes } = this.#problem;
    const sums = new Float64Array(this.#values.length);
    for (let t = 0; t < this.#count; t++) {
      for (let k = starts[t]!; k < starts[t + 1]!; k++) sums[terms[k]!]! += slopes[2 * k]! * fluxes[2 * t]! + slopes[2 * k + 1]! * fluxes[2 * t + 1]!;
    }
    return sums;
  }
}

/** The scalar product of the two vectors of a triangle. */
function inner(one: Float64Array, other: Float64Array, t: number): number {
  return one[2 * t]! * other[2 * t]! + one[2 * t + 1]! * other[2 * t + 1]!;
}

/** The gradient in each triangle of the function that the unknowns stand for. */
export function gradientsOf({ triangles, starts, terms, slopes }: PotentialProblem, values: Float64Array): Float64Array {
  const gradients = new Float64Array(2 * triangles.length);
  for (let t = 0; t < triangles.length; t++) {
    for (let k = starts[t]!; k < starts[t + 1]!; k++) {
      const value = values[terms[k]!]!;
      gradients[2 * t]! += slopes[2 * k]! * value;
      gradients[2 * t + 1]! += slopes[2 * k + 1]! * value;
    }
  }
  return gradients;
}

import { checkSize } from '../checks.js';
import { createPoint, swapPoints, type Advance, type Method, type MethodRun, type Point, type Problem } from '../minimize/method.js';
import { ROUNDING } from '../search/ray.js';
import { dot } from '../vector.js';
import { Simplex, type Vertex } from './simplex.js';
import { symmetricEigen } from './symmetricEigen.js';

/**
 * Nelder and Mead's simplex with parameters that adapt to the number of unknowns: for up to some
 * ten of them, where the objective is noisy, or its gradient of little use away from the minimum.
 * Moves by values alone. Otherwise {@link lbfgs} is quicker by far.
 *
 * A simplex that collapses says nothing of a minimum, so convergence is verified with gradients:
 * each new lowest point gets one (an evaluation), and at a collapse n more, a short way along each
 * axis, are differenced into a Hessian. The search has converged if that is positive definite and
 * the Newton decrement within the tolerance. Otherwise the simplex restarts around its lowest
 * point, and a second collapse without a lower point ends the search as `stuck` or `precision`.
 * At a kink, where there is no such Hessian, it does not claim convergence, unless the derivative
 * by convention is zero there.
 *
 * Source: J. A. Nelder and R. Mead, "A simplex method for function minimization", Computer Journal 7
 * (1965); F. Gao and L. Han, "Implementing the Nelder-Mead simplex algorithm with adaptive
 * parameters", Comput. Optim. Appl. 51 (2012), section 2 and eq. 4.1.
 *
 * @example
 * ```ts
 * import { add, square, sub, type Tensor } from '@fermat/autodiff';
 * import { minimize, nelderMead } from '@fermat/optim';
 *
 * const rosenbrock = ([x, y]: [Tensor, Tensor]) =>
 *   add(square(sub(1, x)), square(sub(y, square(x))).mul(100));
 *
 * const { x, converged } = minimize(rosenbrock, [-1.2, 1], { method: nelderMead() });
 * console.log(x, converged); // [1.000, 1.000] true
 * ```
 */
export function nelderMead(): Method {
  return {
    name: 'Nelder-Mead',
    start(problem, point) {
      checkSize('nelderMead()', problem.size, LARGEST, 'lbfgs()');
      return new NelderMead(problem, point);
    },
  };
}

/** A simplex keeps a point for every unknown. */
const LARGEST = 1000;
/** How far to go along each axis, as a share of the simplex's scale, to difference gradients. */
const DIFFERENCE_SHARE = 1e-4;

class NelderMead implements MethodRun {
  private readonly problem: Problem;
  private readonly simplex: Simplex;
  private readonly trial: Point;
  /** Known only at a point where the simplex collapsed. */
  private decrement = NaN;
  private lastCollapse = Infinity;

  constructor(problem: Problem, point: Point) {
    this.problem = problem;
    this.simplex = new Simplex(problem, point);
    this.trial = createPoint(problem.size);
  }

  measure(): number {
    return this.decrement;
  }

  restart(): boolean {
    return false;
  }

  advance(point: Point): Advance {
    const { simplex } = this;
    if (simplex.vertices.length === 0) simplex.spread(point);
    else if (simplex.hasCollapsed()) return this.verify(point);
    else this.transform();
    this.follow(point);
    return 'moved';
  }

  /** One iteration of the simplex: reflection, expansion, contraction or shrinkage. */
  private transform(): void {
    const { simplex } = this;
    const { vertices } = simplex;
    const n = vertices.length - 1;
    // With one unknown the adaptive shrinkage would be to nothing.
    const dimension = Math.max(n, 2);
    const expansion = 1 + 2 / dimension;
    const contraction = 0.75 - 1 / (2 * dimension);
    const lowest = vertices[0]!;
    const worst = vertices[n]!;
    const centroid = worst.x.map((_, i) => vertices.reduce((sum, { x }) => sum + x[i]!, -worst.x[i]!) / n);
    const at = (t: number): Vertex => simplex.vertex(centroid.map((c, i) => c + t * (c - worst.x[i]!)));

    const reflected = at(1);
    if (reflected.value < lowest.value) {
      const expanded = at(expansion);
      simplex.replaceWorst(expanded.value < reflected.value ? expanded : reflected);
    } else if (reflected.value < vertices[n - 1]!.value) {
      simplex.replaceWorst(reflected);
    } else {
      const outside = reflected.value < worst.value;
      const contracted = at(outside ? contraction : -contraction);
      const helps = outside ? contracted.value <= reflected.value : contracted.value < worst.value;
      if (helps) simplex.replaceWorst(contracted);
      else simplex.shrink(1 - 1 / dimension);
    }
  }

  /** Brings the point to the lowest vertex. One without a finite gradient is given up. */
  private follow(point: Point): void {
    const { simplex, trial, problem } = this;
    for (;;) {
      const lowest = simplex.vertices[0]!;
      if (!(lowest.value < point.value)) return;
      trial.x.set(lowest.x);
      trial.value = problem.valueAndGrad(trial.x, trial.gradient);
      lowest.value = Number.isNaN(trial.value) ? Infinity : trial.value;
      if (lowest.value < point.value) {
        swapPoints(point, trial);
        this.decrement = NaN;
      }
      simplex.sort();
    }
  }

  /** Measures the decrement where the simplex collapsed, and restarts it there. */
  private verify(point: Point): Advance {
    const { value } = point;
    const settled = !(value < this.lastCollapse - ROUNDING * Math.abs(value));
    this.lastCollapse = value;
    this.decrement = this.differenced(point);
    if (settled) return 'stuck';
    this.simplex.spread(point);
    this.follow(point);
    return 'moved';
  }

  /** The Newton decrement from a Hessian of differenced gradients, in units of the scales. */
  private differenced(point: Point): number {
    const { problem, simplex, trial } = this;
    const { x, gradient } = point;
    const n = x.length;
    const scales = x.map((_, i) => simplex.scale(i, x));
    const hessian = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      trial.x.set(x);
      trial.x[i]! += DIFFERENCE_SHARE * scales[i]!;
      if (Number.isNaN(problem.valueAndGrad(trial.x, trial.gradient))) return NaN;
      for (let j = 0; j < n; j++) {
        const part = ((trial.gradient[j]! - gradient[j]!) * scales[j]!) / DIFFERENCE_SHARE / 2;
        hessian[i * n + j]! += part;
        hessian[j * n + i]! += part;
      }
    }
    const { values, vectors } = symmetricEigen(hessian, n);
    const slopes = gradient.map((g, i) => g * scales[i]!);
    if (!values.every(curvature => curvature > 0)) return Infinity;
    return values.reduce((sum, curvature, i) => sum + dot(vectors.subarray(i * n, i * n + n), slopes) ** 2 / curvature, 0);
  }
}

import { jit, jvp, tensor, vmap } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import { findRoot } from '@fermat/optim';
import type { CurvedProblem } from './curvedRoute.js';
import { imbalance } from './imbalance.js';

/** How close to a root the visits are brought, relatively. */
const tolerance = 1e-13;

/** Where Newton's method has not come to a root in so many steps, none is close. */
const maxIterations = 12;

/** Finds the places at which a route obeys Snell's law, close to given ones: one coordinate after the other. */
export function balancer(problem: CurvedProblem): (near: readonly number[]) => number[] {
  const axes = problem.values.from.length - 1;
  const count = axes * problem.route.visits.length;
  if (count === 0) return () => [];
  const lost = jit((places: Tensor) => imbalance(problem, places));
  // What a visit loses depends on itself and its neighbours: a coordinate of every third visit is moved at once.
  const groups = 3 * axes;
  const moves = tensor(Array.from({ length: groups }, (_, group) => Array.from({ length: count }, (_, j) => Number(j % groups === group))));
  const lostByMoves = jit((places: Tensor) => vmap((move: Tensor) => jvp(lost, [places], [move])[1])(moves));
  const residuals = {
    count,
    residuals: (places: Float64Array, out: Float64Array): void => out.set(lost(tensor(places)).data()),
    jacobian(places: Float64Array, columns: readonly Float64Array[]): void {
      const slopes = lostByMoves(tensor(places)).data();
      columns.forEach((column, j) => {
        const visit = Math.floor(j / axes);
        const near = (i: number): boolean => Math.abs(Math.floor(i / axes) - visit) <= 1;
        column.forEach((_, i) => (column[i] = near(i) ? slopes[(j % groups) * count + i]! : 0));
      });
    },
  };
  return (near) => Array.from(findRoot(residuals, Float64Array.from(near), { tolerance, maxIterations }).x);
}

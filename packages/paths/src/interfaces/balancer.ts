import { jit, jvp, tensor } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import { findRoot } from '@fermat/optim';
import { imbalance } from './curvedRoute.js';
import type { CurvedProblem } from './curvedRoute.js';

/** How close to a root the visits are brought, relatively. */
const tolerance = 1e-13;

/** Where Newton's method has not come to a root in so many steps, none is close. */
const maxIterations = 12;

/** With more coordinates what is to be 0 is compiled, which takes longer than a few steps otherwise. */
const mostUncompiled = 16;

/** Finds the places at which a route obeys Snell's law, close to given ones: one coordinate after the other. */
export function balancer(problem: CurvedProblem): (near: readonly number[]) => number[] {
  const axes = problem.values.from.length - 1;
  const count = axes * problem.route.visits.length;
  const lost = (places: Tensor): Tensor => imbalance(problem, places);
  const lostBy = (places: Tensor, direction: Tensor): Tensor => jvp(lost, [places], [direction])[1];
  const [valueOf, slopeOf] = count > mostUncompiled ? [jit(lost), jit(lostBy)] : [lost, lostBy];
  const residuals = {
    count,
    residuals: (places: Float64Array, out: Float64Array): void => out.set(valueOf(tensor(places)).data()),
    jacobian(places: Float64Array, columns: readonly Float64Array[]): void {
      // What a visit loses depends on itself and its neighbours: a coordinate of every third visit is moved at once.
      for (let first = 0; first < 3 * axes; first++) {
        const slopes = slopeOf(tensor(places), tensor(places.map((_, j) => Number(j % (3 * axes) === first)))).data();
        columns.forEach((column, j) => {
          const isNear = (i: number): boolean => Math.abs(Math.floor(i / axes) - Math.floor(j / axes)) <= 1;
          if (j % (3 * axes) === first) slopes.forEach((slope, i) => (column[i] = isNear(i) ? slope : 0));
        });
      }
    },
  };
  return (near) => Array.from(findRoot(residuals, Float64Array.from(near), { tolerance, maxIterations }).x);
}

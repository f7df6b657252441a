import { customRoot, slice, tensor } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import type { Point } from '../geometry/vector.js';
import { curvedRouteAt } from './curvedRoute.js';
import type { CurvedProblem, CurvedRouteValues } from './curvedRoute.js';
import { imbalance } from './imbalance.js';

/**
 * The route of least time as a differentiable function of the medium, to any order: its visits slide along their surfaces so
 * that no move of them gains time to first order, which defines their derivatives.
 *
 * @param met where it visits them
 */
export function leastCurvedRoute(problem: CurvedProblem, met: readonly Point[]): CurvedRouteValues {
  const places = Float64Array.from(met.flatMap((point) => point.slice(0, -1)));
  if (places.length === 0) return curvedRouteAt(problem, []);
  const balanced = customRoot<Tensor>((all) => imbalance(problem, all), tensor(places), () => tensor(places));
  return curvedRouteAt(problem, placesOf(problem, balanced));
}

/** The places of the visits, which are given in a row. */
function placesOf({ route, values }: CurvedProblem, all: Tensor): Tensor[][] {
  const axes = values.from.length - 1;
  return route.visits.map((_, i) => Array.from({ length: axes }, (__, axis) => slice(all, i * axes + axis)));
}

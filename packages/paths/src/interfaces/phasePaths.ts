import { flatObjective } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import { minimize, newtonTrustRegion } from '@fermat/optim';
import { addScaled, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { CurvedLayers } from './curvedLayers.js';
import { curvedRouteAt } from './curvedRoute.js';
import type { CurvedProblem, CurvedRoute } from './curvedRoute.js';
import { pointAt } from './surface.js';

export interface Ends {
  readonly from: Point;
  readonly to: Point;
}

/** The route of straight legs that visits surfaces, each leg in a layer. */
export function straightRoute(visits: readonly number[], layers: readonly number[]): CurvedRoute {
  return { visits, legs: layers.map((layer) => ({ layer, following: null })) };
}

export function problemOf({ surfaces, speeds }: CurvedLayers, { from, to }: Ends, route: CurvedRoute): CurvedProblem {
  return { depths: surfaces.map(({ depth }) => depth), route, values: { from, to, speeds, shifts: surfaces.map(() => 0) } };
}

/**
 * Paths from one place to another that visit surfaces in a given order, passing them or reflected, in locally least time: by
 * Newton's method in a trust region, on the places of the visits along their surfaces.
 *
 * @param starts places to start from, one for each visit: for each of these lists the path that is found
 */
export function phasePaths(layers: CurvedLayers, ends: Ends, route: CurvedRoute, starts: readonly (readonly Point[])[]): Point[][] {
  const { from, to } = ends;
  const { visits } = route;
  if (visits.length === 0) return [[from, to]];
  const axes = layers.dimension - 1;
  const problem = problemOf(layers, ends, route);
  const objective = flatObjective((places: Tensor[][]) => curvedRouteAt(problem, places).time, starts[0]!.map((place) => [...place]));
  return starts.map((start) => {
    const { x } = minimize(objective, Float64Array.from(start.flat()), { method: newtonTrustRegion(), tolerance: 1e-14, maxIterations: 200 });
    const met = visits.map((surface, i) => {
      const place = Array.from(x.subarray(i * axes, (i + 1) * axes));
      return pointAt(layers.surfaces[surface]!, place);
    });
    return [from, ...met, to];
  });
}

/** Places for visits evenly along the line between the ends, all of them moved to one side; and for each side one such list. */
export function startsOf({ bounds, dimension }: CurvedLayers, { from, to }: Ends, visits: readonly number[]): Point[][] {
  const [start, end] = [from.slice(0, -1), to.slice(0, -1)];
  const still = new Array<number>(dimension - 1).fill(0);
  const asides = still.flatMap((_, axis) => [-0.2, 0.2].map((part) => still.map((__, i) => (i === axis ? part * (bounds[dimension + axis]! - bounds[axis]!) : 0))));
  return [still, ...asides].map((aside) => visits.map((_, i) => addScaled(addScaled(start, (i + 1) / (visits.length + 1), subtract(end, start)), 1, aside)));
}

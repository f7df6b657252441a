import { add, div, flatObjective, maximum, sqrt, square, sub } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import { minimize, newtonTrustRegion } from '@fermat/optim';
import { addScaled, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { CurvedLayers } from './curvedLayers.js';

/**
 * Paths from one place to another that visit surfaces in a given order, passing them or reflected, in locally least time: by Newton's method in a trust region, on the places of the points along their surfaces.
 *
 * @param crossed the layer of each leg, one more than there are visits
 * @param starts places to start from, one for each visit: for each of these lists the path that is found
 */
export function phasePaths(
  layers: CurvedLayers,
  { from, to }: { readonly from: Point; readonly to: Point },
  visits: readonly number[],
  crossed: readonly number[],
  starts: readonly (readonly Point[])[],
): Point[][] {
  if (visits.length === 0) return [[from, to]];
  const axis = layers.dimension - 1;
  const pointsOf = (places: readonly (readonly Tensor[])[]): (readonly (Tensor | number)[])[] => {
    return [from, ...places.map((place, i) => [...place, layers.surfaces[visits[i]!]!.depth(...place)]), to];
  };
  const time = (places: Tensor[][]): Tensor => {
    const points = pointsOf(places);
    return points.slice(1).map((end, i): Tensor => {
      const squares = end.map((value, k) => square(sub(value, points[i]![k]!))).reduce((a, b) => add(a, b));
      return div(sqrt(maximum(squares, Number.MIN_VALUE)), layers.speeds[crossed[i]!]!);
    }).reduce((a, b) => add(a, b));
  };
  const objective = flatObjective(time, starts[0]!.map((place) => [...place]));
  return starts.map((start) => {
    const { x } = minimize(objective, Float64Array.from(start.flat()), { method: newtonTrustRegion(), tolerance: 1e-14, maxIterations: 200 });
    const met = visits.map((surface, i) => {
      const place = Array.from(x.subarray(i * axis, (i + 1) * axis));
      return [...place, -layers.surfaces[surface]!.beyond([...place, 0])];
    });
    return [from, ...met, to];
  });
}

/** Places for visits evenly along the line between the ends, all of them moved to one side. */
export function evenPlaces(from: Point, to: Point, visits: number, aside: Point): Point[] {
  const [start, end] = [from.slice(0, -1), to.slice(0, -1)];
  return Array.from({ length: visits }, (_, i) => addScaled(addScaled(start, (i + 1) / (visits + 1), subtract(end, start)), 1, aside));
}

import { add, customRoot, div, grad, maximum, slice, sqrt, square, sub, tensor } from '@fermat/autodiff';
import type { Tensor, TensorLike } from '@fermat/autodiff';
import type { Point } from '../geometry/vector.js';
import type { DepthFunction } from './surface.js';

/** A path as the sequence of surfaces that it meets: while that stays, its time is a differentiable function of the medium. */
export interface CurvedRoute {
  /** The surface that each point between the ends lies on. */
  readonly visits: readonly number[];
  /** The layer of each leg, one more than there are visits. */
  readonly crossed: readonly number[];
}

/** What a route depends on, as values that may be traced. */
export interface CurvedValues {
  /** Coordinates. */
  readonly from: readonly TensorLike[];
  readonly to: readonly TensorLike[];
  /** One for each layer. */
  readonly speeds: readonly TensorLike[];
  /** By how much each surface lies deeper than its function says. */
  readonly shifts: readonly TensorLike[];
}

export interface CurvedRouteValues {
  /** Shape []. */
  readonly time: Tensor;
  /** The ends and the visits between them in order, as their coordinates. */
  readonly points: readonly (readonly TensorLike[])[];
}

/** A route that visits its surfaces at given places, which are all coordinates but the depth. */
export function curvedRouteAt(depths: readonly DepthFunction[], { visits, crossed }: CurvedRoute, values: CurvedValues, places: readonly (readonly Tensor[])[]): CurvedRouteValues {
  const met = visits.map((surface, i) => [...places[i]!, add(depths[surface]!(...places[i]!), values.shifts[surface]!)]);
  const points: (readonly TensorLike[])[] = [values.from, ...met, values.to];
  const times = crossed.map((layer, i) => {
    const squares = points[i + 1]!.map((value, axis) => square(sub(value, points[i]![axis]!))).reduce((a, b) => add(a, b));
    return div(sqrt(maximum(squares, Number.MIN_VALUE)), values.speeds[layer]!);
  });
  return { time: times.reduce((a, b) => add(a, b), tensor(0)), points };
}

/**
 * The route of least time as a differentiable function of the medium, to any order: its visits slide along their surfaces so
 * that no move of them gains time to first order, which defines their derivatives.
 *
 * @param met where it visits them
 */
export function leastCurvedRoute(depths: readonly DepthFunction[], route: CurvedRoute, values: CurvedValues, met: readonly Point[]): CurvedRouteValues {
  const axes = values.from.length - 1;
  const placesOf = (all: Tensor): Tensor[][] => met.map((_, i) => Array.from({ length: axes }, (__, axis) => slice(all, i * axes + axis)));
  const routeAt = (all: Tensor): CurvedRouteValues => curvedRouteAt(depths, route, values, placesOf(all));
  const places = Float64Array.from(met.flatMap((point) => point.slice(0, axes)));
  if (places.length === 0) return routeAt(tensor(places));
  return routeAt(customRoot(grad((all: Tensor) => routeAt(all).time), places as never, () => places as never) as Tensor);
}

import { add, customRoot, div, grad, mul, norm, slice, stack, sub, tensor } from '@fermat/autodiff';
import type { Tensor, TensorLike } from '@fermat/autodiff';
import type { SideSource } from '../sides.js';
import { nextCorner } from './fixedRoute.js';
import type { FixedRoute, Line, Rings, Stop } from './fixedRoute.js';

/** What a route depends on, as values that may be traced. Points have the shape [2]. */
export interface MapValues {
  readonly from: Tensor;
  readonly to: Tensor;
  corner(corner: SideSource): Tensor;
  /** Of a region; -1 is the background. */
  speed(region: number): Tensor;
}

export interface RouteValues {
  /** Shape []. */
  readonly time: Tensor;
  /** The stops in order, shape [N, 2]. */
  readonly points: Tensor;
}

/** A path of fixed sequence as a differentiable function of the map, its stops where they are along their sides. */
export function routeAsItStands(route: FixedRoute, rings: Rings, values: MapValues): RouteValues {
  return routeAt(route, rings, values, sharesOf(route));
}

/**
 * The path of least time among those of a fixed sequence as a differentiable function of the map, to any order: the stops slide
 * along their sides so that no move of them gains time to first order, which defines their derivatives.
 */
export function leastRoute(route: FixedRoute, rings: Rings, values: MapValues): RouteValues {
  const found = sharesOf(route);
  if (found.length === 0) return routeAt(route, rings, values, found);
  const slopes = grad((shares: Tensor) => routeAt(route, rings, values, shares).time);
  return routeAt(route, rings, values, customRoot(slopes, found as never, () => found as never));
}

const isSliding = (stop: Stop): boolean => stop.on === 'line' && !stop.isHeld;

function sharesOf({ stops }: FixedRoute): Float64Array {
  return Float64Array.from(stops.flatMap((stop) => (stop.on === 'line' && isSliding(stop) ? [stop.share] : [])));
}

function routeAt({ stops, legs }: FixedRoute, rings: Rings, values: MapValues, shares: TensorLike): RouteValues {
  let sliding = 0;
  const points = stops.map((stop): TensorLike => {
    if (stop.on === 'start') return values.from;
    if (stop.on === 'goal') return values.to;
    if (stop.on === 'nothing') return Float64Array.from(stop.point);
    if (stop.on === 'corner') return values.corner(stop.corner);
    if (stop.on === 'crossing') return crossingOf(...stop.lines.map((line) => endsOf(line, rings, values)) as [Ends, Ends]);
    const share = isSliding(stop) ? slice(shares, sliding++) : stop.share;
    const [start, end] = endsOf(stop.line, rings, values);
    return add(start, mul(share, sub(end, start)));
  });
  const times = legs.map((parts, i) => {
    const slowness = parts.map(({ region, part }) => div(part, values.speed(region))).reduce((a, b) => add(a, b));
    return mul(norm(sub(points[i + 1]!, points[i]!)), slowness);
  });
  return { time: times.reduce((a, b) => add(a, b), tensor(0)), points: stack(points) };
}

type Ends = readonly [TensorLike, TensorLike];

function endsOf(line: Line, rings: Rings, values: MapValues): Ends {
  if ('fixed' in line) return [Float64Array.from(line.fixed[0]), Float64Array.from(line.fixed[1])];
  return [values.corner(line.side), values.corner(nextCorner(rings, line.side))];
}

function crossingOf([a, b]: Ends, [c, d]: Ends): Tensor {
  const [one, other] = [sub(b, a), sub(d, c)];
  return add(a, mul(div(cross(sub(c, a), other), cross(one, other)), one));
}

function cross(a: Tensor, b: Tensor): Tensor {
  return sub(mul(slice(a, 0), slice(b, 1)), mul(slice(a, 1), slice(b, 0)));
}

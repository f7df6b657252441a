import { abs, add, customRoot, div, hypot, jvp, maximum, mul, sign, slice, sqrt, square, stack, sub, sum, tensor, vmap } from '@fermat/autodiff';
import type { Tensor, TensorLike } from '@fermat/autodiff';
import type { Point } from '../geometry/vector.js';
import { arcRule } from './arcAlong.js';
import type { DepthFunction } from './surface.js';

/** A path as the sequence of surfaces that it meets: while that stays, its time is a differentiable function of the medium. */
export interface CurvedRoute {
  /** The surface that each point between the ends lies on, but for those within a leg. */
  readonly visits: readonly number[];
  /** One more than there are visits. */
  readonly legs: readonly RouteLeg[];
}

export interface RouteLeg {
  readonly layer: number;
  /** How it follows a surface of the plane; `null` where it is straight. */
  readonly following: Following | null;
}

export interface Following {
  readonly surface: number;
  /** Where the points within the leg lie, as parts of the way along x; the ends, 0 and 1, are among them. */
  readonly parts: readonly number[];
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
  /** The points of the path in order, as their coordinates. */
  readonly points: readonly (readonly TensorLike[])[];
}

/** Some surfaces as functions, and a route that meets them. */
export interface CurvedProblem {
  readonly depths: readonly DepthFunction[];
  readonly route: CurvedRoute;
  readonly values: CurvedValues;
}

/** A route that visits its surfaces at given places, which are all coordinates but the depth. */
export function curvedRouteAt(problem: CurvedProblem, places: readonly (readonly Tensor[])[]): CurvedRouteValues {
  const { depths, route, values } = problem;
  const ends = endsAt(problem, places);
  const legs = route.legs.map(({ layer, following }, i) => {
    const [start, end] = [ends[i]!, ends[i + 1]!];
    if (following === null) return { time: div(lengthOf(end.map((value, axis) => sub(value, start[axis]!))), values.speeds[layer]!), points: [start] };
    const { surface, parts } = following;
    const [x, width] = [tensor(start[0]!), sub(end[0]!, start[0]!)];
    const within = parts.slice(1, -1).map((part) => pointOn(problem, surface, [add(x, mul(width, part))]));
    return { time: div(arcLength(depths[surface]!, x, width, parts), values.speeds[layer]!), points: [start, ...within] };
  });
  return { time: legs.reduce((total, { time }) => add(total, time), tensor(0)), points: [...legs.flatMap(({ points }) => points), values.to] };
}

/**
 * What Snell's law says is 0 at each visit, along each axis of its surface: what the slowness along the surface loses there. But
 * where the route goes on along a surface from the layer that is the faster beside it, or back, the straight leg must touch it.
 * (The time is level there, without being least: further on the leg would run through the slower layer.)
 */
export function imbalance(problem: CurvedProblem, all: Tensor): Tensor {
  const { depths, route, values } = problem;
  const places = placesOf(problem, all);
  const ends = endsAt(problem, places);
  const lost = route.visits.flatMap((surface, i) => {
    const slopes = places[i]!.map((_, axis) => slopeAt(depths[surface]!, places[i]!, axis));
    const momentumOf = (k: number): Tensor[] => {
      const { layer, following } = route.legs[k]!;
      const straight = ends[k + 1]!.map((value, axis) => sub(value, ends[k]![axis]!));
      const line = following === null ? straight : [1, ...slopes].map((value) => mul(sign(straight[0]!), value));
      return line.map((value) => div(value, mul(lengthOf(line), values.speeds[layer]!)));
    };
    const touching = touchingLeg(route, i);
    if (touching !== null) {
      const [x, z] = momentumOf(touching);
      return [div(sub(z!, mul(slopes[0]!, x!)), hypot(1, slopes[0]!))];
    }
    const [arriving, leaving] = [momentumOf(i), momentumOf(i + 1)];
    const jump = arriving.map((value, axis) => sub(value, leaving[axis]!));
    return slopes.map((slope, axis) => add(jump[axis]!, mul(slope, jump[slopes.length]!)));
  });
  return stack(lost);
}

/** Which of the legs that meet at a visit is straight and touches the surface that the other one follows in the same layer. */
function touchingLeg({ legs }: CurvedRoute, visit: number): number | null {
  const [before, after] = [legs[visit]!, legs[visit + 1]!];
  if (before.layer !== after.layer || (before.following === null) === (after.following === null)) return null;
  return before.following === null ? visit : visit + 1;
}

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

/** The points where legs begin and end. */
function endsAt(problem: CurvedProblem, places: readonly (readonly Tensor[])[]): (readonly TensorLike[])[] {
  const { route, values } = problem;
  return [values.from, ...route.visits.map((surface, i) => pointOn(problem, surface, places[i]!)), values.to];
}

function pointOn({ depths, values }: CurvedProblem, surface: number, place: readonly Tensor[]): TensorLike[] {
  return [...place, add(depths[surface]!(...place), values.shifts[surface]!)];
}

function lengthOf(line: readonly Tensor[]): Tensor {
  return sqrt(maximum(line.map((value) => square(value)).reduce((a, b) => add(a, b)), Number.MIN_VALUE));
}

/** The length of a curve over the x axis, by a rule for each of its parts. */
function arcLength(depth: DepthFunction, x: Tensor, width: Tensor, parts: readonly number[]): Tensor {
  const nodes = parts.slice(1).flatMap((end, i) => Array.from(arcRule.nodes, (node) => parts[i]! + node * (end - parts[i]!)));
  const weights = parts.slice(1).flatMap((end, i) => Array.from(arcRule.weights, (weight) => weight * (end - parts[i]!)));
  const slopes = vmap((at: Tensor) => slopeAt(depth, [at], 0))(add(x, mul(width, tensor(nodes))));
  return mul(sum(mul(hypot(1, slopes), tensor(weights))), abs(width));
}

/** The slope of a surface along an axis. */
function slopeAt(depth: DepthFunction, place: readonly Tensor[], along: number): Tensor {
  return jvp(depth, [...place], place.map((_, axis) => Number(axis === along)))[1];
}

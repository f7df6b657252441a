import { add, customRoot, div, grad, jvp, maximum, mul, sign, slice, sqrt, square, stack, sub, tensor, vmap } from '@fermat/autodiff';
import type { Tensor, TensorLike } from '@fermat/autodiff';
import type { Point } from '../geometry/vector.js';
import { arcLength, lengthOf } from './arcLength.js';
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
  /** How it follows a surface, over the straight line between the places of its ends; `null` where it is straight. */
  readonly following: Following | null;
}

export interface Following {
  readonly surface: number;
  /** Where the points within the leg lie, as parts of that line; its ends, 0 and 1, are among them. */
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
    const first = start.slice(0, -1).map((value) => add(value, 0));
    const line = first.map((value, axis) => sub(end[axis]!, value));
    const within = parts.slice(1, -1).map((part) => pointOn(problem, surface, first.map((value, axis) => add(value, mul(line[axis]!, part)))));
    return { time: div(arcLength(depths[surface]!, first, line, parts), values.speeds[layer]!), points: [start, ...within] };
  });
  return { time: legs.reduce((total, { time }) => add(total, time), tensor(0)), points: [...legs.flatMap(({ points }) => points), values.to] };
}

/**
 * What Snell's law says is 0 at each visit, along each axis of its surface: what the slowness along the surface loses there. But
 * where the route goes on along a surface from the layer that is the faster beside it, or back, the straight leg must touch it.
 * (The time is level there, without being least: further on the leg would run through the slower layer.) And where it goes on along
 * the surface that it came along, it does not turn; such visits stand evenly.
 */
export function imbalance(problem: CurvedProblem, all: Tensor): Tensor {
  const { depths, route, values } = problem;
  const places = placesOf(problem, all);
  const ends = endsAt(problem, places);
  const pulls = pullsOf(problem, ends);
  const lost = route.visits.flatMap((surface, i) => {
    const slopes = places[i]!.map((_, axis) => slopeAt(depths[surface]!, places[i]!, axis));
    const straightOf = (k: number): Tensor[] => ends[k + 1]!.map((value, axis) => sub(value, ends[k]![axis]!));
    /** What a leg has of slowness along each axis of the surface, where it begins or ends there. */
    const alongOf = (k: number, side: 'start' | 'end'): Tensor[] => {
      const speed = values.speeds[route.legs[k]!.layer]!;
      const line = straightOf(k);
      const across = line.slice(0, -1);
      if (route.legs[k]!.following === null) return slopes.map((slope, axis) => div(add(line[axis]!, mul(slope, line[slopes.length]!)), mul(lengthOf(line), speed)));
      if (pulls === null) return [div(mul(sign(across[0]!), lengthOf([tensor(1), slopes[0]!])), speed)];
      const pull = pulls[k]![side];
      const size = div(total(slopes.map((slope, axis) => mul(slope, pull[axis]!))), lengthOf([tensor(1), ...slopes]));
      return pull.map((value) => div(value, mul(speed, sqrt(sub(total(pull.map(square)), square(size))))));
    };
    const [arriving, leaving] = [alongOf(i, 'end'), alongOf(i + 1, 'start')];
    const along = arriving.map((value, axis) => sub(value, leaving[axis]!));
    const [touching, isWithin] = [touchingLeg(route, i), route.legs[i]!.following !== null && route.legs[i + 1]!.following !== null];
    if (touching === null && !isWithin) return along;
    const lengthways = isWithin ? unevenness(straightOf(i), straightOf(i + 1)) : awayFrom(slopes, straightOf(touching!));
    if (slopes.length === 1) return [lengthways];
    const turn = sub(mul(arriving[0]!, leaving[1]!), mul(arriving[1]!, leaving[0]!));
    return [lengthways, div(turn, mul(lengthOf(arriving), lengthOf(leaving)))];
  });
  return stack(lost);
}

/** By how much the length of an arc changes with the places of its ends, against its start and with its end: but for higher orders its direction. */
interface Pull {
  readonly start: readonly Tensor[];
  readonly end: readonly Tensor[];
}

/** Those of all legs along surfaces, in space; in the plane they are known without. All arcs of a surface are looked at together. */
function pullsOf({ depths, route }: CurvedProblem, ends: readonly (readonly TensorLike[])[]): readonly (Pull | undefined)[] | null {
  if (ends[0]!.length === 2) return null;
  const pulls = route.legs.map((): Pull | undefined => undefined);
  depths.forEach((depth, surface) => {
    const legs = route.legs.flatMap(({ following }, k) => (following?.surface === surface ? [k] : []));
    if (legs.length === 0) return;
    const placesAt = (shift: number): Tensor => stack(legs.map((k) => stack(ends[k + shift]!.slice(0, 2) as Tensor[])));
    const length = (first: Tensor, last: Tensor): Tensor => {
      const [x, y] = [slice(first, 0), slice(first, 1)];
      return arcLength(depth, [x, y], [sub(slice(last, 0), x), sub(slice(last, 1), y)], [0, 1]);
    };
    const [byStart, byEnd] = vmap(grad(length, { argnums: [0, 1] }))(placesAt(0), placesAt(1));
    legs.forEach((k, row) => {
      const of = (changes: Tensor, sign: number): Tensor[] => [0, 1].map((axis) => mul(sign, slice(changes, row, axis)));
      pulls[k] = { start: of(byStart, -1), end: of(byEnd, 1) };
    });
  });
  return pulls;
}

/** The sine of the angle between a line and a surface. */
function awayFrom(slopes: readonly Tensor[], line: readonly Tensor[]): Tensor {
  const along = total(slopes.map((slope, axis) => mul(slope, line[axis]!)));
  return div(sub(line[slopes.length]!, along), mul(lengthOf([tensor(1), ...slopes]), lengthOf(line)));
}

/** How different two steps in a row are in length, relatively. */
function unevenness(before: readonly Tensor[], after: readonly Tensor[]): Tensor {
  const [first, second] = [before, after].map((line) => total(line.slice(0, -1).map(square))) as [Tensor, Tensor];
  return div(sub(first, second), maximum(add(first, second), Number.MIN_VALUE));
}

function total(terms: readonly Tensor[]): Tensor {
  return terms.reduce((a, b) => add(a, b));
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

/** The slope of a surface along an axis. */
function slopeAt(depth: DepthFunction, place: readonly Tensor[], along: number): Tensor {
  return jvp(depth, [...place], place.map((_, axis) => Number(axis === along)))[1];
}

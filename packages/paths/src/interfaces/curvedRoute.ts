import { add, div, mul, sub, tensor } from '@fermat/autodiff';
import type { Tensor, TensorLike } from '@fermat/autodiff';
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

/** The points where legs begin and end. */
function endsAt(problem: CurvedProblem, places: readonly (readonly Tensor[])[]): (readonly TensorLike[])[] {
  const { route, values } = problem;
  return [values.from, ...route.visits.map((surface, i) => pointOn(problem, surface, places[i]!)), values.to];
}

function pointOn({ depths, values }: CurvedProblem, surface: number, place: readonly Tensor[]): TensorLike[] {
  return [...place, add(depths[surface]!(...place), values.shifts[surface]!)];
}

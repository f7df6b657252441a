import type { Path } from '../geometry/path.js';
import { norm, normalized, subtract } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { CompensatedSum } from '../numeric/compensatedSum.js';
import { dualTime } from './dual.js';
import { depthOf } from './layeredGeometry.js';
import type { LayeredGeometry } from './layeredGeometry.js';
import { layeredWays } from './layeredWays.js';
import type { Way } from './layeredWays.js';
import { placesAlong } from './placesAlong.js';
import { raySpans } from './ray.js';
import { rayTangent } from './rayTangent.js';

/**
 * The paths of locally least time between two points of the layers, the fastest first: the refracted ray, and the head
 * waves along faster layers beside those between the points.
 */
export function* layeredCandidates(geometry: LayeredGeometry, from: Vector, to: Vector): Generator<Path> {
  const start = depthOf(geometry, 'from', from);
  const end = depthOf(geometry, 'to', to);
  const horizontal = subtract(to, from).slice(0, -1);
  const distance = norm(horizontal);
  const direction = distance === 0 ? horizontal : normalized(horizontal);
  for (const { make, tangent } of reachingWays(layeredWays(geometry, start, end), distance)) {
    const { places, depths } = stepsOf(make(), start, distance, tangent);
    const path: Point[] = [Array.from(from)];
    places.forEach((place, i) => path.push([...direction.map((part, axis) => from[axis]! + part * place), depths[i]!]));
    path[path.length - 1] = Array.from(to);
    yield path;
  }
}

/** The ways that arrive at a distance, with their rays, the fastest first. */
function reachingWays(ways: readonly (() => Way)[], distance: number): { make: () => Way; tangent: number; time: number }[] {
  const reaching = ways.flatMap((make) => {
    const { stack, turn, ends } = make();
    const { tangent } = rayTangent(stack, distance);
    // Short of the critical distance no ray comes back from a faster layer.
    const turnsBack = turn !== null && ends.length > 0;
    return turnsBack && tangent < Infinity ? [] : [{ make, tangent, time: dualTime(stack, distance, tangent) }];
  });
  return reaching.sort((a, b) => a.time - b.time);
}

/** How far a way has come along the layers and in depth, after each piece and after the stretch along them. */
function stepsOf({ stack, ends, turn }: Way, start: number, distance: number, tangent: number): { places: Float64Array; depths: Float64Array } {
  const spans = raySpans(stack, tangent, distance);
  if (turn === null) return { places: placesAlong(spans, distance), depths: ends };
  const rest = distance - sumOf(spans);
  const turnDepth = turn === 0 ? start : ends[turn - 1]!;
  return { places: placesAlong(insert(spans, turn, rest), distance), depths: insert(ends, turn, turnDepth) };
}

function insert(values: Float64Array, index: number, value: number): Float64Array {
  const longer = new Float64Array(values.length + 1);
  longer.set(values.subarray(0, index));
  longer[index] = value;
  longer.set(values.subarray(index), index + 1);
  return longer;
}

function sumOf(values: Float64Array): number {
  const sum = new CompensatedSum();
  for (const value of values) sum.add(value);
  return sum.value;
}

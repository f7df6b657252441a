import type { Path } from '../geometry/path.js';
import { norm, normalized, subtract } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { CompensatedSum } from '../numeric/compensatedSum.js';
import { depthOf } from './layeredGeometry.js';
import type { LayeredGeometry } from './layeredGeometry.js';
import { layeredWays } from './layeredWays.js';
import type { Way } from './layeredWays.js';
import { raySpans } from './ray.js';
import { rayTangent } from './rayTangent.js';

/** The paths of locally least time between two points of the layers: the refracted ray, and the head waves that reach. */
export function layeredCandidates(geometry: LayeredGeometry, from: Vector, to: Vector): Path[] {
  const start = depthOf(geometry, 'from', from);
  const end = depthOf(geometry, 'to', to);
  const horizontal = subtract(to, from).slice(0, -1);
  const distance = norm(horizontal);
  const direction = distance === 0 ? horizontal : normalized(horizontal);
  return layeredWays(geometry, start, end).flatMap((way) => {
    const { tangent } = rayTangent(way.stack, distance);
    // Short of the critical distance no ray comes back from the faster layer.
    if (way.turn !== null && way.ends.length > 0 && tangent < Infinity) return [];
    const path: Point[] = [Array.from(from)];
    for (const { along, depth } of stepsOf(way, start, distance, tangent)) {
      path.push([...direction.map((part, axis) => from[axis]! + part * along), depth]);
    }
    path[path.length - 1] = Array.from(to);
    return [path];
  });
}

/** Where a way has come along the layers and in depth, after each piece and after the stretch along them. */
function stepsOf({ stack, ends, turn }: Way, start: number, distance: number, tangent: number): { along: number; depth: number }[] {
  const spans = raySpans(stack, tangent, distance);
  const along = new CompensatedSum();
  const steps: { along: number; depth: number }[] = [];
  let depth = start;
  for (let i = 0; i <= ends.length; i++) {
    if (i === turn) {
      along.add(distance - sumOf(spans));
      steps.push({ along: along.value, depth });
    }
    if (i === ends.length) break;
    along.add(spans[i]!);
    depth = ends[i]!;
    steps.push({ along: along.value, depth });
  }
  return steps;
}

function sumOf(values: Float64Array): number {
  const sum = new CompensatedSum();
  for (const value of values) sum.add(value);
  return sum.value;
}

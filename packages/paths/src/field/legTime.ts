import { addScaled, norm, scale, subtract } from '../geometry/vector.js';
import type { Path } from '../geometry/path.js';
import type { Point, Vector } from '../geometry/vector.js';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import type { SpeedField } from './field.js';

const rule = gaussLegendre(8);

/** The time of a polyline, whose slowness is integrated along each leg. */
export function timeAlong(field: SpeedField, path: Path): number {
  let total = 0;
  for (let i = 1; i < path.length; i++) {
    const line = subtract(path[i]!, path[i - 1]!);
    let slowness = 0;
    rule.nodes.forEach((part, k) => (slowness += rule.weights[k]! / field.speedAt(addScaled(path[i - 1]!, part, line))));
    total += norm(line) * slowness;
  }
  return total;
}

/** The derivative of a polyline's time by each of its points. */
export function slopesAlong(field: SpeedField, path: readonly Point[]): Point[] {
  const slopes = path.map((point) => point.map(() => 0));
  for (let i = 1; i < path.length; i++) {
    const { first, last } = legSlopes(field, path[i - 1]!, path[i]!);
    slopes[i - 1] = addScaled(slopes[i - 1]!, 1, first);
    slopes[i] = addScaled(slopes[i]!, 1, last);
  }
  return slopes;
}

/** The derivative of a leg's time by each of its ends. */
function legSlopes(field: SpeedField, from: Vector, to: Vector): { first: Point; last: Point } {
  const line = subtract(to, from);
  const length = norm(line);
  const gradient = new Float64Array(line.length);
  let [slowness, first, last] = [0, scale(line, 0), scale(line, 0)];
  rule.nodes.forEach((part, k) => {
    const speed = field.speedAndGradient(addScaled(from, part, line), gradient);
    const share = rule.weights[k]! / speed;
    const push = (-length * share) / speed;
    slowness += share;
    first = addScaled(first, (1 - part) * push, gradient);
    last = addScaled(last, part * push, gradient);
  });
  return { first: addScaled(first, -slowness / length, line), last: addScaled(last, slowness / length, line) };
}

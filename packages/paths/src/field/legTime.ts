import { cornersOf, diagonalOf, isInside } from '../geometry/bounds.js';
import { addScaled, norm, scale, subtract } from '../geometry/vector.js';
import type { Path } from '../geometry/path.js';
import type { Point, Vector } from '../geometry/vector.js';
import { integral } from '../numeric/integral.js';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import type { SpeedField } from './field.js';

const rule = gaussLegendre(8);

/** So many parts of the diagonal of the bounds are looked at by themselves, so that nothing narrow is passed over. */
const parts = 64;

/** A function that gives the time of a straight leg; `Infinity` where it leaves the bounds, or comes to where nothing moves. */
export function segmentTimer({ bounds, speedAt }: Pick<SpeedField, 'bounds' | 'speedAt'>): SpeedField['segmentTime'] {
  const longest = diagonalOf(cornersOf(bounds)) / parts;
  return (from, to) => {
    if (!(isInside(bounds, from) && isInside(bounds, to))) return Infinity;
    const line = subtract(to, from);
    const length = norm(line);
    if (length === 0) return 0;
    const place = new Float64Array(line.length);
    const slownessAt = (part: number): number => {
      for (let axis = 0; axis < place.length; axis++) place[axis] = from[axis]! + part * line[axis]!;
      const speed = speedAt(place);
      return speed > 0 ? 1 / speed : Infinity;
    };
    return length * integral(slownessAt, Math.ceil(length / longest));
  };
}

/** The slowness that a path gains or loses at its points beyond what the field accounts for, relative to the place's own. */
export function snellResidual(field: SpeedField, path: Path): number {
  const slopes = slopesAlong(field, path);
  // Beside an end without speed no polyline is close to its curve.
  const isCounted = (i: number): boolean => [path[i - 1]!, path[i + 1]!].every((beside) => field.speedAt(beside) > 0);
  const inner = slopes.slice(1, -1).map((slope, i) => (isCounted(i + 1) ? norm(slope) * field.speedAt(path[i + 1]!) : 0));
  return inner.reduce((a, b) => Math.max(a, b), 0);
}

/** The derivative of a polyline's time by each of its points. */
function slopesAlong(field: SpeedField, path: Path): Point[] {
  const slopes = path.map((point) => Array.from(point, () => 0));
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

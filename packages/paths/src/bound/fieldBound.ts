import { commonBox } from '../geometry/bounds.js';
import type { Bounds } from '../geometry/bounds.js';
import type { Path } from '../geometry/path.js';
import { norm, subtract } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import { triangleAt } from '../mesh/locate.js';
import { boxOf, meshBetween } from '../mesh/meshBetween.js';
import type { MeshBetween } from '../mesh/meshBetween.js';
import type { TimedPath } from '../search/candidate.js';
import type { Steps } from '../search/steps.js';
import type { BoundedSpeed } from './boundedSpeed.js';
import { controlNet } from './controlNet.js';
import { potentialBound } from './potentialBound.js';
import type { Elements } from './potentialBound.js';

/** The work that a field is worth without a budget in time: more is needed for each digit than on a map of polygons. */
const usual = { closeEnough: 1e-3, mostOperations: 1e8 };

/** With one the bound is improved until it is as close as this. */
const best = 1e-6;

/** What bounds are lowered by for what speeds and times are rounded by, relatively. */
const allowance = 1e-9;

/** Between ends closer than this part of the box that faster paths stay in, the straight line is all that is looked at. */
const close = 1e-6;

/** So many times that of the known path, on the average, no slowness is taken to be larger: its square would drown the others. */
const largest = 1e4;

/** How often the box that faster paths stay in is made smaller. */
const shrinkings = 4;

/**
 * A time that no path between two points falls below, from a path that is known: that of the straight line at the largest speed, or
 * that of a potential.
 *
 * In each triangle of a mesh the slowness is at least that of the largest speed in the box around it; as triangles become smaller
 * both tend to the slowness, and the bound to the least time.
 */
export function* fieldBound(field: BoundedSpeed, from: Vector, to: Vector, { path, time }: TimedPath, budgetMs: number | undefined): Steps<number> {
  const span = norm(subtract(to, from));
  if (span === 0) return 0;
  const { box, maxSpeed } = boxOfFasterPaths(field, from, to, time);
  const least = (span / maxSpeed) * (1 - allowance);
  yield { phase: 'certify', time, lowerBound: least };
  if (span < close * Math.max(box[2]! - box[0]!, box[3]! - box[1]!)) return least;
  const between = meshBetween(box, path);
  const { mesh, ends } = between;
  const slowness = slownessIn(field, box, between, (time / span) * largest);
  const linear: Elements = { net: mesh, parts: 1, slownessOf: (triangle) => slowness(triangle).constant };
  const quadratic = (): Elements => ({ net: controlNet(mesh), parts: 4, slownessOf: (part) => (part % 4 === 3 ? Infinity : slowness(Math.floor(part / 4)).atCorners[part % 4]!) });
  const elements = (): Elements => (field.tangentIn && tangentsPay(field, between, path) ? quadratic() : linear);
  const effort = { ...usual, ...(budgetMs === undefined ? {} : { closeEnough: best }), budgetMs };
  // Whoever leaves the box is slower than the path.
  return Math.min(yield* potentialBound({ mesh, ends, elements, least, time }, effort), time) * (1 - allowance);
}

/** A box that no faster path leaves, and a speed that is not exceeded in it: the way from one end to the other over a place outside is too long. */
function boxOfFasterPaths({ bounds, maxSpeedIn }: BoundedSpeed, from: Vector, to: Vector, time: number): { box: Bounds; maxSpeed: number } {
  const [x, y] = [(from[0]! + to[0]!) / 2, (from[1]! + to[1]!) / 2];
  let [box, maxSpeed] = [bounds, maxSpeedIn(bounds)];
  for (let i = 0; i < shrinkings; i++) {
    const reach = (maxSpeed * time * (1 + allowance)) / 2;
    box = commonBox(bounds, [x - reach, y - reach, x + reach, y + reach])!;
    maxSpeed = Math.min(maxSpeed, maxSpeedIn(box));
  }
  return { box, maxSpeed };
}

/**
 * Whether quadratic functions, which follow a slowness that changes evenly, are better along a path than linear ones in triangles
 * of half the size, which are about as much work.
 */
function tangentsPay(field: BoundedSpeed, { mesh, origin }: MeshBetween, path: Path): boolean {
  let [triangle, gain] = [0, 0];
  for (let i = 0; i < path.length; i++) {
    triangle = triangleAt(mesh, path[i]![0]! - origin[0]!, path[i]![1]! - origin[1]!, 0, triangle);
    if (triangle < 0) break;
    const box = commonBox(boxOf(mesh, triangle, origin), field.bounds);
    if (box === null) break;
    gain += (field.tangentIn?.(box)?.value ?? 1 / field.maxSpeedIn(box)) - 1 / field.maxSpeedIn(middlePart(box));
  }
  return gain > 0;
}

/** The box of half the size in the middle of another. */
function middlePart([left, low, right, high]: Bounds): Bounds {
  const [quarterWidth, quarterHeight] = [(right! - left!) / 4, (high! - low!) / 4];
  return [left! + quarterWidth, low! + quarterHeight, right! - quarterWidth, high! - quarterHeight];
}

/** What the slowness in a triangle does not fall below: a number, and a linear function by its values at the corners. */
interface LeastSlowness {
  readonly constant: number;
  readonly atCorners: readonly [number, number, number];
}

const impassable: LeastSlowness = { constant: Infinity, atCorners: [Infinity, Infinity, Infinity] };

/** The least slowness of each triangle as it is now, asked of the field once. */
function slownessIn(field: BoundedSpeed, box: Bounds, { mesh, origin }: MeshBetween, most: number): (triangle: number) => LeastSlowness {
  const known: LeastSlowness[] = [];
  const knownFor: number[] = [];
  return (triangle) => {
    const [a, b, c] = [0, 1, 2].map((k) => mesh.corners[3 * triangle + k]!) as [number, number, number];
    // A triangle that was split has a corner newer than it had before.
    const newest = Math.max(a, b, c);
    if (knownFor[triangle] !== newest) {
      const inside = commonBox(boxOf(mesh, triangle, origin), box);
      known[triangle] = inside === null ? impassable : leastSlowness(field, inside, most, [a, b, c].map((vertex) => [origin[0]! + mesh.xs[vertex]!, origin[1]! + mesh.ys[vertex]!]));
      knownFor[triangle] = newest;
    }
    return known[triangle]!;
  };
}

function leastSlowness(field: BoundedSpeed, box: Bounds, most: number, corners: readonly Vector[]): LeastSlowness {
  const maxSpeed = field.maxSpeedIn(box);
  if (maxSpeed === 0) return impassable;
  const constant = Math.min(1 / maxSpeed, most);
  const even: LeastSlowness = { constant, atCorners: [constant, constant, constant] };
  const tangent = constant < most ? field.tangentIn?.(box) : null;
  if (!tangent) return even;
  const { x, y, value, slope } = tangent;
  const atCorners = corners.map((corner) => value + slope[0]! * (corner[0]! - x) + slope[1]! * (corner[1]! - y)) as [number, number, number];
  const least = Math.min(...atCorners);
  const isBetter = least > 0 && (atCorners[0] + atCorners[1] + atCorners[2]) / 3 > constant;
  return isBetter ? { constant: Math.max(constant, least), atCorners } : even;
}

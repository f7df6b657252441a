import { noEnds } from '../errors.js';
import type { Path } from '../geometry/path.js';
import { dot, isSamePoint, norm, normalized, subtract } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import type { Leg, SolvableMedium } from '../medium/medium.js';
import { pathTime } from '../medium/pathTime.js';
import { certify } from '../proof/certify.js';
import type { Certificate } from '../proof/certify.js';

export interface LeastTimeOptions {
  /** Where the path starts; by default where the medium says. */
  readonly from?: Vector;
  readonly to?: Vector;
  /** How many other paths of locally least time are wanted at most; 5 by default. */
  readonly alternatives?: number;
}

export interface TimedPath {
  /** The polyline, both ends included; empty when no path joins them. */
  readonly path: readonly Point[];
  /** `Infinity` when no path joins the ends. */
  readonly time: number;
}

/** The fastest path between two points, with all there is to know of it. */
export interface LeastTimePath extends TimedPath {
  /** Its straight stretches, each in one piece of the medium. */
  readonly legs: readonly PathLeg[];
  /** Where it changes its direction or its speed. */
  readonly crossings: readonly Point[];
  /** The other paths of locally least time, the faster first. */
  readonly alternatives: readonly TimedPath[];
  readonly certificate: Certificate;
}

export interface PathLeg {
  readonly from: Point;
  readonly to: Point;
  readonly time: number;
  readonly speed: number;
  /** The name of the piece it runs in. */
  readonly region: string;
  /** `edge` when it follows the side of a faster piece, `obstacle` the side of one that nothing passes. */
  readonly kind: 'free' | 'edge' | 'obstacle';
}

/**
 * Finds the path of least time between two points of a medium, and certifies it.
 *
 * Through parallel layers the points may lie anywhere in them. The path may leave for a faster layer beside those
 * between its ends, follow that layer's side, and come back.
 *
 * @throws PathsError `NO_ENDS`, or `INVALID_POINT` or `OUTSIDE_MEDIUM` for an end that is no point of the medium.
 *
 * @example
 * ```ts
 * import { layered, leastTimePath } from '@fermat/paths';
 *
 * // From one place on the grass to another, with a road 36 m to the side.
 * const park = layered({ layers: [{ name: 'grass', thickness: 36, speed: 6.2 }, { name: 'road', thickness: 4, speed: 8.2 }], offset: 0 });
 * const way = leastTimePath(park, { from: [0, 0], to: [200, 0] });
 * console.log(way.time); // 31.990412...; straight over the grass it would be 32.26
 * console.log(way.legs.map(({ region, kind }) => `${region}, ${kind}`)); // grass, free; road, edge; grass, free
 * console.log(way.certificate.gap); // a rounding error: no path is faster
 * ```
 */
export function leastTimePath(medium: SolvableMedium, options: LeastTimeOptions = {}): LeastTimePath {
  const from = options.from ?? medium.from;
  const to = options.to ?? medium.to;
  if (from === undefined || to === undefined) throw noEnds();
  const paths = fastest(medium.candidates(from, to), 1 + (options.alternatives ?? 5));
  const [best, ...alternatives] = paths.map((path): TimedPath => ({ path, time: pathTime(path, medium) }));
  if (best === undefined) return unreachable;
  const legs = medium.trace(best.path).map(describeLeg);
  return { ...best, legs, crossings: legs.slice(1).map((leg) => leg.from), alternatives, certificate: certify(best.path, medium) };
}

const unreachable: LeastTimePath = {
  path: [],
  time: Infinity,
  legs: [],
  crossings: [],
  alternatives: [],
  certificate: { snell: 0, time: Infinity, lowerBound: null, gap: null, reason: 'no path joins the ends.' },
};

/** The first few candidates that differ. */
function fastest(candidates: Iterable<Path>, count: number): Point[][] {
  const paths: Point[][] = [];
  for (const candidate of candidates) {
    const path = withoutRepeats(candidate);
    if (!paths.some((other) => isSamePath(other, path))) paths.push(path);
    if (paths.length >= count) break;
  }
  return paths;
}

/** The path without points that repeat the one before, but for its two ends. */
function withoutRepeats(path: Path): Point[] {
  const last = path.length - 1;
  const kept = path.filter((point, i) => i === 0 || i === last || !(isSamePoint(point, path[i - 1]!) || isSamePoint(point, path[last]!)));
  return kept.map((point) => Array.from(point));
}

function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((point, i) => isSamePoint(point, b[i]!));
}

function describeLeg({ from, to, cost, name, entry }: Leg): PathLeg {
  const step = subtract(to, from);
  const time = cost.time(step);
  const alongEntry = entry !== null && Math.abs(dot(normalized(step), entry.normal)) <= 1e-12;
  return { from, to, time, speed: norm(step) / time, region: name, kind: alongEntry ? 'edge' : 'free' };
}

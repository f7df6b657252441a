import type { Path } from '../geometry/path.js';
import { isSamePoint } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import { checkAgent } from '../vehicle/agent.js';
import type { Agent } from '../vehicle/agent.js';
import { leastTimeDrive } from '../vehicle/leastTimeDrive.js';
import { endsOf, unreachable } from './candidate.js';
import type { Candidate, LeastTimePath, SolvableMedium, TimedPath } from './candidate.js';
import { joinPaths } from './joinPaths.js';

export interface LeastTimeOptions {
  /** Where the path starts; by default where the medium says. */
  readonly from?: Vector;
  readonly to?: Vector;
  /** Points to pass on the way, in this order. */
  readonly via?: readonly Vector[];
  /** Who travels: by default what turns on the spot and takes every slope. */
  readonly agent?: Agent;
  /** How many other paths of locally least time are wanted at most; 5 by default. */
  readonly alternatives?: number;
  /**
   * For how many milliseconds the certificate's lower bound is improved, where more work gives a better one (maps of polygons).
   * By default the work is bounded instead, so that the result is always the same.
   */
  readonly certificateBudgetMs?: number;
}

/**
 * Finds the path of least time between two points of a medium, and certifies it.
 *
 * Through a map of polygons it is refined to rounding: where it crosses their sides by Snell's law, where it follows them, and
 * at which corners it turns. Through parallel layers the points may lie anywhere in them. The path may leave for a faster layer beside those
 * between its ends, follow that layer's side, and come back. Through a field of speeds the path is a smooth curve, given
 * by points on it: `time` is the curve's own, that of the polyline is at most 1e-6 of it larger. It is the best of the
 * paths that descent finds, in 2D from the path over a coarse grid too, and need not be the best of all. Over a raster of
 * speeds or heights it is a polyline, pulled taut from paths over the points of the raster.
 *
 * For an agent with a turn radius, in any medium of the plane, it is the fastest drive that is found: arcs and straight lines,
 * given by points on it, of which `time` is the drive's own.
 *
 * @throws PathsError `NO_ENDS`, or `INVALID_POINT` or `OUTSIDE_MEDIUM` for an end that is no point of the medium, and
 * `INVALID_SPEED` for one where a field has no speed; `INVALID_TURN_RADIUS`, `INVALID_HEADING`, `INVALID_MAX_SLOPE`, `NO_SLOPES`
 * or `NOT_PLANAR` for an agent that makes no sense there.
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
 *
 * @example
 * ```ts
 * import { add, mul } from '@fermat/autodiff';
 * import { leastTimePath, speedField } from '@fermat/paths';
 *
 * const ground = speedField((x, depth) => add(2, mul(0.5, depth)), { bounds: [0, 0, 20, 10] });
 * console.log(leastTimePath(ground, { from: [0, 0], to: [10, 0] }).time); // 4.190372051; straight it would be 5
 * ```
 */
export function leastTimePath(medium: SolvableMedium, options: LeastTimeOptions = {}): LeastTimePath {
  const { from, to } = endsOf(medium, options);
  const { via = [], agent = {}, alternatives = 5, certificateBudgetMs } = options;
  const stops = [from, ...via, to];
  const ground = checkAgent(agent, medium);
  if (agent.turnRadius !== undefined && agent.turnRadius > 0) return leastTimeDrive(ground, stops, agent, agent.turnRadius, alternatives);
  const stages = stops.slice(1).map((end, i) => findPath(ground, stops[i]!, end, alternatives, certificateBudgetMs && certificateBudgetMs / (via.length + 1)));
  return joinPaths(stages, alternatives);
}

function findPath(medium: SolvableMedium, from: Vector, to: Vector, count: number, certificateBudgetMs?: number): LeastTimePath {
  const [best, ...others] = fastest(medium.candidates(from, to), 1 + count);
  if (best === undefined) return unreachable('no path joins the ends.');
  const alternatives = others.map(({ path, time }): TimedPath => ({ path, time }));
  return { path: best.path, time: best.time, ...best.describe(certificateBudgetMs), alternatives };
}

/** The first few candidates that differ. */
function fastest(candidates: Iterable<Candidate>, count: number): Candidate[] {
  const chosen: Candidate[] = [];
  for (const candidate of candidates) {
    if (!chosen.some(({ path }) => isSamePath(path, candidate.path))) chosen.push(candidate);
    if (chosen.length >= count) break;
  }
  return chosen;
}

function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((point, i) => isSamePoint(point, b[i]!));
}

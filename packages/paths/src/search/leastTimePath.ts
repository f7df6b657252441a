import { checkBudget, checkFunction, checkMedium, checkedOptions } from '../arguments.js';
import { aborted, invalidAlternatives, invalidDifference, invalidPoint } from '../errors.js';
import { checkPath, checkPoint } from '../geometry/path.js';
import type { Vector } from '../geometry/vector.js';
import { checkAgent } from '../vehicle/agent.js';
import type { Agent } from '../vehicle/agent.js';
import { leastTimeDrive } from '../vehicle/leastTimeDrive.js';
import { candidatesOf, endsOf, unreachable } from './candidate.js';
import type { LeastTimePath, SearchHints, SolvableMedium, TimedPath } from './candidate.js';
import { differentPaths } from './differentPaths.js';
import type { Alternatives } from './differentPaths.js';
import { joinPaths } from './joinPaths.js';
import type { SearchProgress, Steps } from './steps.js';

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
   * How different they have to be from each other and from the fastest: the part of their length, from 0 to 1, that runs farther from
   * every faster one than 2 % of it. 0 by default: they cross other sides, or in another order.
   */
  readonly minDifference?: number;
  /**
   * A path that was the fastest before the medium or the ends changed a little. Over maps of polygons the search then looks only for
   * what may be faster; it finds the same path, but fewer alternatives.
   */
  readonly warmStart?: TimedPath;
  /**
   * For how many milliseconds the certificate's lower bound is improved, where more work gives a better one (maps of polygons,
   * curved layers, rasters of speeds, and fields).
   * By default the work is bounded instead, so that the result is always the same.
   */
  readonly certificateBudgetMs?: number;
  /** An `AbortSignal`: when it aborts, its reason is thrown. */
  readonly signal?: { readonly aborted: boolean; readonly reason?: unknown };
  /** Called after each piece of work. */
  readonly onProgress?: (progress: LeastTimeProgress) => void;
}

/** How far a search has come. */
export interface LeastTimeProgress extends SearchProgress {
  /** The pieces of work that are done. */
  readonly evaluations: number;
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
 * or `NOT_PLANAR` for an agent that makes no sense there; `INVALID_ALTERNATIVES`, `INVALID_DIFFERENCE`, `INVALID_BUDGET`, and `ABORTED`
 * or the signal's own reason.
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
  const search = iterateLeastTimePath(medium, options);
  const { signal, onProgress } = options;
  if (onProgress !== undefined) checkFunction('onProgress', onProgress, 'nothing, and takes how far the search has come');
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
    if (signal?.aborted === true) throw signal.reason ?? aborted();
    onProgress?.(step.value);
  }
}

/**
 * The search of {@link leastTimePath} in small pieces, so that a program can do something else in between: it yields how far it
 * has come, and returns the same result, to the last bit. `advance` of `@fermat/optim` runs it for its share of a frame.
 *
 * @throws PathsError at once for misuse, as {@link leastTimePath} does; for an end that is no point of the medium with the first piece.
 *
 * @example
 * ```ts
 * import { advance } from '@fermat/optim';
 * import { iterateLeastTimePath, regions } from '@fermat/paths';
 *
 * const park = regions({ regions: [{ polygon: [[3, -1], [5, -1], [5, 2], [3, 2]], speed: 0 }], background: 1, bounds: [0, -5, 8, 5] });
 * const search = iterateLeastTimePath(park, { from: [1, 0], to: [7, 0] });
 * let frame = advance(search, { maxTimeMs: 4 });
 * while (!frame.done) frame = advance(search, { maxTimeMs: 4 });
 * console.log(frame.value.time); // 6.4721...
 * ```
 */
export function iterateLeastTimePath(medium: SolvableMedium, options: LeastTimeOptions = {}): Generator<LeastTimeProgress, LeastTimePath, void> {
  checkMedium('leastTimePath', medium, 'candidates');
  checkedOptions('leastTimePath', options, known);
  const { from, to } = endsOf(medium, options);
  const { via = [], agent = {}, alternatives = 5, minDifference = 0, certificateBudgetMs, warmStart } = options;
  if (!(minDifference >= 0 && minDifference <= 1)) throw invalidDifference(minDifference);
  if (!(alternatives >= 0)) throw invalidAlternatives(alternatives);
  checkBudget('certificateBudgetMs', certificateBudgetMs);
  if (!Array.isArray(via)) throw invalidPoint('via', via, medium.dimension);
  via.forEach((point, i) => checkPoint(`via[${i}]`, point, medium.dimension));
  if (warmStart !== undefined && warmStart?.path?.length !== 0) checkPath(warmStart?.path, medium.dimension);
  const stops = [from, ...via, to];
  const ground = checkAgent(agent, medium);
  const wanted: Alternatives = { count: alternatives, minDifference };
  if (agent.turnRadius !== undefined && agent.turnRadius > 0) return counted(leastTimeDrive(ground, stops, agent, agent.turnRadius, wanted));
  const budgetMs = certificateBudgetMs === undefined ? undefined : certificateBudgetMs / (via.length + 1);
  return counted(findPath(ground, stops, wanted, { warmStart: warmStart?.path, count: minDifference === 0 ? alternatives : several * alternatives }, budgetMs));
}

/** The names of all options. */
const known = ['from', 'to', 'via', 'agent', 'alternatives', 'minDifference', 'warmStart', 'certificateBudgetMs', 'signal', 'onProgress'];

/** How many times as many paths are looked for, where some may be too much alike. */
const several = 4;

function* counted(steps: Steps<LeastTimePath>): Generator<LeastTimeProgress, LeastTimePath, void> {
  for (let evaluations = 1; ; evaluations++) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield { ...step.value, evaluations };
  }
}

function* findPath(medium: SolvableMedium, stops: readonly Vector[], wanted: Alternatives, hints: SearchHints, budgetMs?: number): Steps<LeastTimePath> {
  const stages: LeastTimePath[] = [];
  for (const [i, to] of stops.slice(1).entries()) stages.push(yield* findStage(medium, stops[i]!, to, wanted, hints, budgetMs));
  return joinPaths(stages, wanted.count);
}

function* findStage(medium: SolvableMedium, from: Vector, to: Vector, wanted: Alternatives, hints: SearchHints, budgetMs?: number): Steps<LeastTimePath> {
  const [best, ...others] = differentPaths(yield* candidatesOf(medium, from, to, hints), wanted);
  if (best === undefined) return unreachable('no path joins the ends.');
  yield { phase: 'certify', time: best.time, lowerBound: 0 };
  const description = best.describeSteps ? yield* best.describeSteps(budgetMs) : best.describe(budgetMs);
  return { path: best.path, time: best.time, ...description, alternatives: others.map(({ path, time }): TimedPath => ({ path, time })) };
}

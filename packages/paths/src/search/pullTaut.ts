import { addScaled, dot, hypot, norm, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { TimedPath } from './candidate.js';
import { cheapestChain } from './cheapestChain.js';
import type { Steps } from './steps.js';

/** The time of a straight segment; `Infinity` where nothing passes. */
export type SegmentTime = (from: Point, to: Point) => number;

/** How many places to each side of a vertex are tried, while the path finds its way, and afterwards. */
const wide = 4;
const narrow = 2;

/** Times that change by less than this part of themselves have settled. */
const settled = 1e-7;

const mostVertices = 512;

/** How close together the places become before the vertices are doubled, and in the end, relative to the vertices' distance. */
const coarse = 0.05;
const fine = 2e-4;

/**
 * Pulls a polyline taut in a plane where segments take any times at all: the locally fastest polyline near it, its vertices
 * doubled until its time stops changing.
 *
 * Each vertex may move to a few places across the path. The best of all combinations follows by dynamic programming, vertex
 * after vertex; the places move along with the path, and closer together once it stands still. Nothing is differentiated, so
 * that kinks of the cost do no harm, and no step makes the path slower.
 *
 * Source: A. Amini, T. Weymouth and R. Jain, "Using dynamic programming for solving variational problems in vision", IEEE
 * Trans. Pattern Analysis and Machine Intelligence 12 (1990), 855-867.
 */
export function* pullTaut(path: readonly Point[], segmentTime: SegmentTime): Steps<TimedPath> {
  const doubled = yield* untilSettled(yield* relax(path, segmentTime), function* (best) {
    return 2 * best.path.length > mostVertices ? best : yield* sweepUntil(withMidpoints(withoutHairpins(best.path, segmentTime)), segmentTime, narrow, 0.25, coarse);
  });
  return yield* untilSettled(doubled, (best) => sweepUntil(withoutHairpins(best.path, segmentTime), segmentTime, narrow, coarse, fine));
}

function* untilSettled(start: TimedPath, improve: (best: TimedPath) => Steps<TimedPath>): Steps<TimedPath> {
  for (let best = start; ; ) {
    const better = yield* improve(best);
    if (!(best.time - better.time > settled * best.time)) return better;
    best = better;
  }
}

/** The first stage of pulling a path taut: it finds its way, but has few vertices. */
export function* relax(path: readonly Point[], segmentTime: SegmentTime): Steps<TimedPath> {
  const swept = yield* sweepUntil(withoutHairpins(path, segmentTime), segmentTime, wide, 0.5, coarse);
  const unfolded = withoutHairpins(swept.path, segmentTime);
  return unfolded.length === swept.path.length ? swept : yield* relax(unfolded, segmentTime);
}

/** Vertices closer than this part of their mean distance hold each other: to move across the path takes them apart. */
const crowded = 0.1;

/** The path without vertices at which it turns back or that are crowded, but for those that something makes it go around. */
function withoutHairpins(path: readonly Point[], segmentTime: SegmentTime): Point[] {
  const kept = [path[0]!];
  const close = (crowded * lengthOf(path)) / (path.length - 1);
  path.slice(1).forEach((point, i) => {
    while (kept.length > 1) {
      const [before, turn] = [kept[kept.length - 2]!, kept[kept.length - 1]!];
      const [arriving, leaving] = [subtract(turn, before), subtract(point, turn)];
      const isNeedless = dot(arriving, leaving) <= 0 || Math.min(norm(arriving), norm(leaving)) < close;
      if (!isNeedless || segmentTime(before, point) > segmentTime(before, turn) + segmentTime(turn, point)) break;
      kept.pop();
    }
    // What has become one segment needs vertices to bend.
    if (i + 2 === path.length && kept.length === 1) kept.push(addScaled(kept[0]!, 0.5, subtract(point, kept[0]!)));
    kept.push(point);
  });
  return kept;
}

/** Sweeps until the path stands still, with places ever closer together, from one part of the vertices' distance to another. */
function* sweepUntil(start: readonly Point[], segmentTime: SegmentTime, reach: number, first: number, last: number): Steps<TimedPath> {
  const distance = lengthOf(start) / (start.length - 1);
  let path = start;
  let time = timeOf(path, segmentTime);
  const times = new Float64Array(path.length * (2 * reach + 1) ** 2);
  let looked: Looked | null = null;
  for (let apart = first * distance; apart >= last * distance; ) {
    const swept = sweep(path, segmentTime, reach, apart, times, looked);
    looked = swept.looked;
    const gain = time - swept.time;
    if (gain > 0) ({ path, time } = swept);
    if (!(gain > settled * time) || swept.furthest < reach) apart /= 2;
    yield { phase: 'refine', time, lowerBound: 0 };
  }
  return { path, time };
}

/** What a sweep looked at. */
interface Looked {
  readonly path: readonly Point[];
  readonly apart: number;
  /** The places across the path at each vertex. */
  readonly places: readonly (readonly Point[])[];
}

/**
 * The fastest of the paths whose vertices move by whole steps across it, and the most steps that one of them took. `times` keeps the
 * times between the places of each vertex and of the one before: where the path has not moved since the last sweep, they are known.
 */
function sweep(path: readonly Point[], segmentTime: SegmentTime, reach: number, apart: number, times: Float64Array, last: Looked | null): TimedPath & { furthest: number; looked: Looked } {
  const stays = (i: number): boolean => last !== null && last.apart === apart && path[i - 1] === last.path[i - 1] && path[i] === last.path[i] && path[i + 1] === last.path[i + 1];
  const places = path.map((point, i) => (stays(i) ? last!.places[i]! : placesAcross(path, point, i, reach, apart)));
  const width = 2 * reach + 1;
  places.forEach((across, i) => {
    const isKnown = across === last?.places[i] && places[i - 1] === last.places[i - 1];
    if (!isKnown) times.fill(NaN, i * width * width, (i + 1) * width * width);
  });
  const { chosen, cost } = cheapestChain(places, (from, to, i, j, k) => {
    const at = (i * width + k) * width + j;
    if (Number.isNaN(times[at]!)) times[at] = segmentTime(from, to);
    return times[at]!;
  });
  const steps = places.map((across, i) => (across.length > 1 ? Math.abs(chosen[i]! - reach) : 0));
  return { path: places.map((across, i) => across[chosen[i]!]!), time: cost, furthest: Math.max(...steps), looked: { path, apart, places } };
}

/** Places on a line across the path at a vertex; at its ends there is one. */
function placesAcross(path: readonly Point[], point: Point, i: number, reach: number, apart: number): Point[] {
  if (i === 0 || i === path.length - 1) return [point];
  const [dx, dy] = subtract(path[i + 1]!, path[i - 1]!) as [number, number];
  const length = hypot(dx, dy);
  if (length === 0) return [point];
  const across = [-dy, dx];
  const places: Point[] = [];
  for (let k = -reach; k <= reach; k++) places.push(k === 0 ? point : addScaled(point, (k * apart) / length, across));
  return places;
}

function withMidpoints(path: readonly Point[]): Point[] {
  return path.flatMap((point, i) => (i === 0 ? [point] : [addScaled(path[i - 1]!, 0.5, subtract(point, path[i - 1]!)), point]));
}

function timeOf(path: readonly Point[], segmentTime: SegmentTime): number {
  return path.slice(1).reduce((time, point, i) => time + segmentTime(path[i]!, point), 0);
}

function lengthOf(path: readonly Point[]): number {
  return path.slice(1).reduce((length, point, i) => length + norm(subtract(point, path[i]!)), 0);
}

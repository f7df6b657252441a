import { outsideBounds, unusableEnd } from '../errors.js';
import { depthInside } from '../geometry/bounds.js';
import { checkPoint } from '../geometry/path.js';
import type { Path } from '../geometry/path.js';
import { addScaled, isSamePoint, norm, subtract } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { pathTime } from '../medium/pathTime.js';
import { certifySteps } from '../proof/certify.js';
import type { Candidate, PathDescription, PathLeg, SearchHints, TimedPath } from '../search/candidate.js';
import { distinctPaths } from '../search/distinctPaths.js';
import { pullTaut, relax } from '../search/pullTaut.js';
import { each, finished } from '../search/steps.js';
import type { Steps } from '../search/steps.js';
import type { RasterMedium } from './rasterMedium.js';
import { rasterSearch } from './rasterSearch.js';

/** Paths that are slower than the best by at most this part are pulled taut to the end; of others it is known well enough. */
const contention = 0.1;

/**
 * The paths of locally least time between two points of a grid that are found by pulling known paths and paths over its points taut,
 * the fastest first; none where nothing joins the points.
 */
export function* rasterCandidates(medium: RasterMedium, from: Vector, to: Vector, { warmStart }: SearchHints = {}, ways: readonly Path[] = []): Steps<Candidate[]> {
  checkEnd(medium, 'from', from);
  checkEnd(medium, 'to', to);
  const [start, end] = [Array.from(from), Array.from(to)];
  if (isSamePoint(start, end)) return [candidateOf(medium, [start, end])];
  const spacing = Math.min(...medium.raster.spacing);
  const segmentTime = (a: Point, b: Point): number => medium.segmentTime(a, b);
  const given = [...(warmStart === undefined ? ways : [warmStart, ...ways]), [start, end]].map((path) => [start, ...path.slice(1, -1).map((point) => Array.from(point)), end]);
  const passable = given.filter((path) => pathTime(path, medium) < Infinity).map((path) => divide(path, spacing));
  const starts = [...passable, ...(yield* rasterSearch(medium, start, end))];
  const byTime = (a: TimedPath, b: TimedPath): number => a.time - b.time;
  const relaxed = distinctPaths((yield* each(starts, (path) => relax(path, segmentTime))).sort(byTime), spacing);
  const close = relaxed.filter(({ time }) => time <= relaxed[0]!.time * (1 + contention));
  const pulled = yield* each(close, ({ path }) => pullTaut(path, segmentTime));
  const taut = distinctPaths([...pulled, ...relaxed.slice(close.length)].sort(byTime), spacing);
  return taut.map(({ path }) => candidateOf(medium, path));
}

function checkEnd({ raster, isOpen }: RasterMedium, where: string, point: Vector): void {
  checkPoint(where, point, 2);
  if (depthInside(raster.bounds, point) < 0) throw outsideBounds(where, point, raster.bounds);
  if (!isOpen(point)) throw unusableEnd(where, point);
}

/** A path with more points on its legs. */
function divide(path: readonly Point[], spacing: number): Point[] {
  const legs = path.slice(1).map((to, i): Point[] => {
    const line = subtract(to, path[i]!);
    const count = Math.max(2, Math.min(64, Math.ceil(norm(line) / spacing)));
    return Array.from({ length: count }, (_, k) => (k + 1 === count ? to : addScaled(path[i]!, (k + 1) / count, line)));
  });
  return [path[0]!, ...legs.flat()];
}

function candidateOf(medium: RasterMedium, path: readonly Point[]): Candidate {
  const describeSteps = (budgetMs?: number): Steps<PathDescription> => describe(medium, path, budgetMs);
  return { path, time: pathTime(path, medium), describe: (budgetMs) => finished(describeSteps(budgetMs)), describeSteps };
}

function* describe(medium: RasterMedium, path: readonly Point[], budgetMs?: number): Steps<PathDescription> {
  const legs = path.slice(1).flatMap((to, i) => (isSamePoint(path[i]!, to) ? [] : [legOf(medium, path[i]!, to)]));
  return { legs, crossings: [], certificate: yield* certifySteps(path, medium, { path, budgetMs }), undecided: [] };
}

function legOf(medium: RasterMedium, from: Point, to: Point): PathLeg {
  const time = medium.segmentTime(from, to);
  return { from, to, time, speed: norm(subtract(to, from)) / time, region: 'grid', kind: medium.segmentKind(from, to) };
}

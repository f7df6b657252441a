import { cornersOf, diagonalOf } from '../geometry/bounds.js';
import type { Path } from '../geometry/path.js';
import { isSamePoint, norm, subtract } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { insertPoint } from '../mesh/locate.js';
import { SlownessMesh } from '../mesh/slownessMesh.js';
import { TriMesh } from '../mesh/triMesh.js';
import type { TimedPath } from '../search/candidate.js';
import type { Steps } from '../search/steps.js';
import type { RegionMap } from './regionMap.js';
import { regionRoutes } from './search/regionRoutes.js';
import type { RouteHints } from './search/regionRoutes.js';
import { regionSegmentTime } from './regionTrace.js';
import { positionOf, routeTime } from './search/route.js';
import type { Route, Station } from './search/route.js';

/** Two paths are one where their points are closer than this part of the map's diagonal. */
const samePlace = 1e-6;

/** Times that differ by less than this part of themselves are equal but for rounding. */
const rounding = 1e-13;

export interface RegionPaths {
  /** The fastest first. */
  readonly paths: readonly Path[];
  /** What was not refined, although it might have given a faster path. */
  readonly undecided: readonly TimedPath[];
}

/** Finds paths of locally least time between two points of a map of polygons. */
export function* regionPaths(map: RegionMap, from: Vector, to: Vector, hints: RouteHints = {}): Steps<RegionPaths> {
  map.checkEnd('from', from);
  map.checkEnd('to', to);
  const ends: [Point, Point] = [[from[0]!, from[1]!], [to[0]!, to[1]!]];
  if (isSamePoint(from, to)) return { paths: [ends], undecided: [] };
  const mesh = new TriMesh(map.arrangement.mesh);
  const [start, end] = ends.map(([x, y]) => insertPoint(mesh, x!, y!, map.snap)) as [number, number];
  if (start === end) return { paths: [ends], undecided: [] };
  const field = new SlownessMesh(mesh, (face) => map.slownessOf(face));
  const { settled, undecided } = yield* regionRoutes(field, start, end, hints);
  const near = samePlace * diagonalOf(cornersOf(map.bounds));
  return {
    paths: distinct(settled.map(({ route }) => pathOf(map, field, route, ends)), near),
    undecided: undecided.map(({ route, time }) => ({ path: pathOf(map, field, route, ends).map((point) => Array.from(point)), time })),
  };
}

/**
 * The points of a route between the given ends, but for those where it goes straight on through a face. In a narrow passage
 * a straight line may come out of the face that it should stay in: there all points stay.
 */
function pathOf(map: RegionMap, field: SlownessMesh, route: Route, [from, to]: [Point, Point]): Path {
  const last = route.length - 1;
  const points = route.map((station, i) => (i === 0 ? from : i === last ? to : positionOf(field, station)));
  const path = [from];
  for (let before = 0, i = 1; i <= last; i++) {
    if (i < last && isInFace(field, route[i]!)) continue;
    const isStraight = regionSegmentTime(map, points[before]!, points[i]!) <= routeTime(field, route.slice(before, i + 1)) * (1 + rounding);
    path.push(...points.slice(isStraight ? i : before + 1, i + 1));
    before = i;
  }
  return path;
}

/** Whether a station lies on an edge of the mesh that has the same face on both sides. */
function isInFace({ mesh, halfOf }: SlownessMesh, { edge }: Station): boolean {
  if (edge < 0) return false;
  const h = halfOf[edge]!;
  const twin = mesh.twins[h]!;
  return twin >= 0 && mesh.faces[Math.floor(h / 3)] === mesh.faces[Math.floor(twin / 3)];
}

/** Without the paths that run where an earlier one does, but for a small distance. */
function distinct(paths: readonly Path[], near: number): Path[] {
  const kept: Path[] = [];
  const isSame = (a: Path, b: Path): boolean => a.length === b.length && a.every((point, i) => norm(subtract(point, b[i]!)) <= near);
  for (const path of paths) {
    if (!kept.some((other) => isSame(path, other))) kept.push(path);
  }
  return kept;
}

import type { Path } from '../../geometry/path.js';
import { norm, subtract } from '../../geometry/vector.js';
import type { Steps } from '../../search/steps.js';
import { locate } from '../../mesh/locate.js';
import type { SlownessMesh } from '../../mesh/slownessMesh.js';
import { stationOf } from './route.js';
import type { SettledRoute } from './zoomRoute.js';
import { shortestTimes, wayTo } from './shortestTimes.js';
import { SteinerGraph } from './steinerGraph.js';

/** How many places of a path are looked up. */
const places = 256;

/** The fastest way over the graph of the triangles that a path runs in, and of those around them; null where none joins the ends. */
export function* routeNear(field: SlownessMesh, path: Path, [from, to]: readonly [number, number], placesOn: (edge: number) => readonly number[]): Steps<SettledRoute | null> {
  const { mesh } = field;
  const triangles = new Set([from, to].flatMap((vertex) => field.trianglesAround(vertex)));
  for (const [x, y] of placesAlong(path)) {
    const place = locate(mesh, x, y, 0);
    if (place === null) continue;
    const inside = place.kind === 'triangle' ? place.index : Math.floor(place.index / 3);
    const corners = place.kind === 'vertex' ? [place.index] : mesh.corners.slice(3 * inside, 3 * inside + 3);
    for (const corner of corners) for (const triangle of field.trianglesAround(corner)) triangles.add(triangle);
  }
  const graph = new SteinerGraph(field, triangles, placesOn);
  const [start, target] = [graph.nodeOf(from), graph.nodeOf(to)];
  if (start < 0 || target < 0) return null;
  const found = yield* shortestTimes(graph, start, { target });
  const time = found.times[target]!;
  return time < Infinity ? { route: wayTo(found, target).map((node) => stationOf(graph, node)), time } : null;
}

function placesAlong(path: Path): [number, number][] {
  const length = path.slice(1).reduce((sum, point, i) => sum + norm(subtract(point, path[i]!)), 0);
  return path.slice(1).flatMap((to, i) => {
    const from = path[i]!;
    const count = 1 + Math.ceil((places * norm(subtract(to, from))) / Math.max(length, Number.MIN_VALUE));
    return Array.from({ length: count + 1 }, (_, k): [number, number] => [from[0]! + (k / count) * (to[0]! - from[0]!), from[1]! + (k / count) * (to[1]! - from[1]!)]);
  });
}

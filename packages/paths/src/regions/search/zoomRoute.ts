import { finished } from '../../search/steps.js';
import type { Steps } from '../../search/steps.js';
import type { SlownessMesh } from '../../mesh/slownessMesh.js';
import { routeTime, shortened, stationOf, trianglesAt } from './route.js';
import type { Route, Station } from './route.js';
import { settleRoute } from './settleRoute.js';
import { straighten } from './straighten.js';
import { turnCorners } from './turnCorners.js';
import { shortestTimes, wayTo } from './shortestTimes.js';
import { SteinerGraph } from './steinerGraph.js';

/** Places to each side of a station on its edge, and from a vertex on the edges that leave it. */
const placesBeside = 3;

/** From level to level the places move together by this factor. */
const quarter = 4;
/** Where nothing better has shown on so many levels in a row, none will. */
const quietLevels = 4;
const mostTurns = 250;
/** A route that still gets better after so many turns may be far from taut. */
const turnsApart = 8;

export interface SettledRoute {
  readonly route: Route;
  readonly time: number;
}

/**
 * Refines a route to a path of locally least time, to rounding: a Steiner graph of the triangles that touch the path, with a
 * few places around each of its stations, finds which edges and vertices the best path nearby uses; Newton's method finds
 * where it crosses them; then the places move together by a quarter, until nothing better shows at any scale.
 *
 * @param spacing the distance between the places on an edge to begin with
 */
export function* zoomRoute(field: SlownessMesh, start: Route, spacing: (edge: number) => number): Steps<SettledRoute> {
  const tightened = (known: SettledRoute): SettledRoute => {
    const straight = straighten(field, known.route);
    return straight === known.route ? known : better(field, known, settleRoute(field, straight));
  };
  const settled = settleRoute(field, start);
  let best = tightened({ route: settled, time: routeTime(field, settled) });
  for (let turn = 0, level = 1, quiet = 0; quiet < quietLevels && turn < mostTurns; turn++) {
    const scale = quarter ** -level;
    const nearby = settleRoute(field, bestNearby(field, best.route, (edge) => spacing(edge) * scale));
    const turned = turnCorners(field, nearby);
    const found = better(field, best, turned === nearby ? nearby : settleRoute(field, turned));
    const isBetter = found.time < best.time * (1 - 4 * Number.EPSILON);
    if (isBetter) best = turn % turnsApart === turnsApart - 1 ? tightened(found) : found;
    else level++;
    quiet = isBetter ? 0 : quiet + 1;
    yield { phase: 'refine', time: best.time, lowerBound: 0 };
  }
  const route = shortened(field, best.route);
  return { route, time: routeTime(field, route) };
}

function better(field: SlownessMesh, known: SettledRoute, route: Route): SettledRoute {
  const time = routeTime(field, route);
  return time < known.time ? { route, time } : known;
}

/** The best path of the graph around a route. */
function bestNearby(field: SlownessMesh, route: Route, spacing: (edge: number) => number): Station[] {
  const centres = new Map<number, number[]>();
  const mark = (edge: number, along: number): void => {
    const known = centres.get(edge);
    if (known === undefined) centres.set(edge, [along]);
    else known.push(along);
  };
  const triangles = new Set<number>();
  for (const station of route) {
    for (const triangle of trianglesAt(field, station)) triangles.add(triangle);
    if (station.edge >= 0) mark(station.edge, station.along);
    else for (const edge of field.edgesAt(station.vertex)) mark(edge, field.startOf(edge) === station.vertex ? 0 : field.edgeLength[edge]!);
  }
  const graph = new SteinerGraph(field, triangles, (edge) => placesAround(centres.get(edge) ?? [], spacing(edge), field.edgeLength[edge]!));
  const [from, to] = [route[0]!.vertex, route[route.length - 1]!.vertex];
  const target = graph.nodeOf(to);
  const way = wayTo(finished(shortestTimes(graph, graph.nodeOf(from), { target })), target);
  return shortened(field, way.map((node) => stationOf(graph, node)));
}

function placesAround(centres: readonly number[], spacing: number, length: number): number[] {
  const places = new Set<number>();
  for (const centre of centres) {
    for (let k = -placesBeside; k <= placesBeside; k++) {
      const place = centre + k * spacing;
      if (place > 0 && place < length) places.add(place);
    }
  }
  return [...places].sort((a, b) => a - b);
}


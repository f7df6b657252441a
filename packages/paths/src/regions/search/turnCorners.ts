import { scale, subtract } from '../../geometry/vector.js';
import type { Point } from '../../geometry/vector.js';
import { aroundCorner } from '../../proof/aroundCorner.js';
import type { SlownessMesh } from '../../mesh/slownessMesh.js';
import { previous } from '../../mesh/triMesh.js';
import { edgeStation, positionOf, routeTime, slownessBetween, vertexStation } from './route.js';
import type { Route, Station } from './route.js';
import { settleRoute } from './settleRoute.js';

/** A gain below this, relative to the slowness, is a rounding error. */
const leastGain = 1e-12;

/**
 * Leads a route around each vertex that it passes, on the side where that saves time, however little: the exact first-order
 * test says which edges it crosses there and in which proportion, Newton's method how far away.
 */
export function turnCorners(field: SlownessMesh, given: Route): Route {
  let route = given;
  for (let i = 1; i < route.length - 1; i++) {
    if (route[i]!.edge >= 0) continue;
    const direct = route.slice(i - 1, i + 2);
    const around = wayAround(field, direct as [Station, Station, Station]);
    if (around === null) continue;
    const settled = settleRoute(field, around);
    if (routeTime(field, settled) < routeTime(field, direct)) route = [...route.slice(0, i - 1), ...settled, ...route.slice(i + 2)];
  }
  return route;
}

/** A faster route from one station to another that passes the vertex between them at a small distance; null if there is none. */
function wayAround(field: SlownessMesh, direct: readonly [Station, Station, Station]): Route | null {
  const [before, corner, after] = direct;
  const here = positionOf(field, corner);
  const { edges, sectors } = sectorsAround(field, corner.vertex);
  const momentumOf = (step: Point, slowness: number): Point => scale(step, slowness / Math.hypot(step[0]!, step[1]!));
  const arriving = momentumOf(subtract(here, positionOf(field, before)), slownessBetween(field, before, corner));
  const leaving = momentumOf(subtract(positionOf(field, after), here), slownessBetween(field, corner, after));
  const { gain, places } = aroundCorner({ name: '', sectors }, arriving, leaving);
  if (!(gain > leastGain * Math.hypot(...arriving))) return null;
  const time = routeTime(field, direct);
  const widest = Math.min(...places.filter(({ distance }) => distance > 0).map(({ ray, distance }) => field.edgeLength[edges[ray]!]! / distance));
  // The gain is of the first order: close enough to the corner it shows.
  for (let size = widest / 2; size > 1e-9 * widest; size /= 4) {
    const way = [before, ...places.map(({ ray, distance }) => (distance === 0 ? corner : onEdge(field, edges[ray]!, corner.vertex, size * distance))), after];
    if (routeTime(field, way) < time) return way;
  }
  return null;
}

/** The sectors between the edges that end at a vertex, with the edge that each begins at. */
function sectorsAround(field: SlownessMesh, vertex: number): { edges: number[]; sectors: { direction: Point; slowness: number; slownessAlong: number }[] } {
  const { mesh, edgeOf, triangleSlowness, edgeSlowness } = field;
  const fan = mesh.fan(field.fanHalf[field.fanStart[vertex]!]!);
  const last = previous(fan[fan.length - 1]!);
  const edges = fan.map((h) => edgeOf[h]!);
  const slownesses = fan.map((h) => triangleSlowness[Math.floor(h / 3)]!);
  // On the border of the map the sector behind the last edge lies outside.
  if (mesh.twins[last]! < 0) {
    edges.push(edgeOf[last]!);
    slownesses.push(Infinity);
  }
  const here = positionOf(field, vertexStation(vertex));
  const sectors = edges.map((edge, k) => {
    const other = field.startOf(edge) === vertex ? field.endOf(edge) : field.startOf(edge);
    const direction = scale(subtract(positionOf(field, vertexStation(other)), here), 1 / field.edgeLength[edge]!);
    return { direction, slowness: slownesses[k]!, slownessAlong: edgeSlowness[edge]! };
  });
  return { edges, sectors };
}

function onEdge(field: SlownessMesh, edge: number, vertex: number, fromVertex: number): Station {
  return edgeStation(edge, field.startOf(edge) === vertex ? fromVertex : field.edgeLength[edge]! - fromVertex);
}

import { CompensatedSum } from '../../numeric/compensatedSum.js';
import type { SlownessMesh } from '../../mesh/slownessMesh.js';
import { next, previous } from '../../mesh/triMesh.js';
import type { SteinerGraph } from './steinerGraph.js';

/** A point of a path through a mesh: a vertex (`edge` is -1), or a place inside an edge, by its distance from the edge's start. */
export interface Station {
  readonly edge: number;
  /** The vertex, if it is one; else -1. */
  readonly vertex: number;
  readonly along: number;
}

/** A path through a mesh, straight from station to station. */
export type Route = readonly Station[];

export function vertexStation(vertex: number): Station {
  return { edge: -1, vertex, along: 0 };
}

export function edgeStation(edge: number, along: number): Station {
  return { edge, vertex: -1, along };
}

export function stationOf(graph: SteinerGraph, node: number): Station {
  const edge = graph.edges[node]!;
  return edge < 0 ? vertexStation(graph.places[node]!) : edgeStation(edge, graph.places[node]!);
}

export function positionOf(field: SlownessMesh, { edge, vertex, along }: Station): [number, number] {
  const { xs, ys } = field.mesh;
  if (edge < 0) return [xs[vertex]!, ys[vertex]!];
  const [a, b] = [field.startOf(edge), field.endOf(edge)];
  const part = along / field.edgeLength[edge]!;
  return [xs[a]! + part * (xs[b]! - xs[a]!), ys[a]! + part * (ys[b]! - ys[a]!)];
}

/** The time per length of the straight way between two stations of one triangle; along an edge they share, the edge's. */
export function slownessBetween(field: SlownessMesh, one: Station, other: Station): number {
  const edge = sharedEdge(field, one, other);
  if (edge >= 0) return field.edgeSlowness[edge]!;
  const reached = new Set(trianglesAt(field, other));
  return trianglesAt(field, one).reduce((slowness, triangle) => (reached.has(triangle) ? Math.min(slowness, field.triangleSlowness[triangle]!) : slowness), Infinity);
}

/** The edge that two stations both lie on, its ends included; -1 if there is none. */
export function sharedEdge(field: SlownessMesh, one: Station, other: Station): number {
  if (one.edge >= 0) return liesOn(field, other, one.edge) ? one.edge : -1;
  if (other.edge >= 0) return liesOn(field, one, other.edge) ? other.edge : -1;
  const { mesh, fanStart, fanHalf, edgeOf } = field;
  for (let k = fanStart[one.vertex]!; k < fanStart[one.vertex + 1]!; k++) {
    const h = fanHalf[k]!;
    if (mesh.corners[next(h)] === other.vertex) return edgeOf[h]!;
    if (mesh.corners[previous(h)] === other.vertex) return edgeOf[previous(h)]!;
  }
  return -1;
}

function liesOn(field: SlownessMesh, station: Station, edge: number): boolean {
  return station.edge >= 0 ? station.edge === edge : field.startOf(edge) === station.vertex || field.endOf(edge) === station.vertex;
}

/** The passable triangles that a station is part of. */
export function trianglesAt(field: SlownessMesh, { edge, vertex }: Station): number[] {
  return edge < 0 ? field.trianglesAround(vertex) : field.trianglesBeside(edge);
}

export function routeTime(field: SlownessMesh, route: Route): number {
  const total = new CompensatedSum();
  for (let i = 1; i < route.length; i++) total.add(stepTime(field, route[i - 1]!, route[i]!));
  return total.value;
}

/** The route without what leaves an edge and comes back to it for nothing: between the two sides of a sliver any number of turns takes the same time. */
export function shortened(field: SlownessMesh, route: Route): Station[] {
  const kept: Station[] = [];
  for (const station of route) {
    while (kept.length > 1 && sharedEdge(field, kept.at(-2)!, station) >= 0 && stepTime(field, kept.at(-2)!, station) <= stepTime(field, kept.at(-2)!, kept.at(-1)!) + stepTime(field, kept.at(-1)!, station)) kept.pop();
    kept.push(station);
  }
  return kept;
}

/** The time straight from one station to another of the same triangle; infinite for others. */
function stepTime(field: SlownessMesh, from: Station, to: Station): number {
  const [[ax, ay], [bx, by]] = [positionOf(field, from), positionOf(field, to)];
  const length = Math.hypot(bx - ax, by - ay);
  return length === 0 ? 0 : slownessBetween(field, from, to) * length;
}

/** A place on an edge is its end if it is closer than this part of the edge's length: rounding may part them. */
const rounding = 1e-12;

/** The route without stations that repeat the one before or after, or that lie on the way along an edge from the one to the other. */
export function withoutNeedless(field: SlownessMesh, route: Route): Station[] {
  const kept: Station[] = [];
  route.forEach((station, i) => {
    const before = kept[kept.length - 1];
    const after = route[i + 1];
    if (before !== undefined && (isSameStation(station, before) || isEnd(field, station, before))) return;
    if (after !== undefined && isEnd(field, station, after)) return;
    if (before !== undefined && after !== undefined && station.edge >= 0 && liesBetween(field, before, station, after)) return;
    kept.push(station);
  });
  return kept;
}

function isSameStation(one: Station, other: Station): boolean {
  return one.edge === other.edge && one.vertex === other.vertex && one.along === other.along;
}

/** Whether a station inside an edge lies at a vertex but for rounding. */
function isEnd(field: SlownessMesh, { edge, along }: Station, { vertex }: Station): boolean {
  if (edge < 0 || vertex < 0) return false;
  const length = field.edgeLength[edge]!;
  const distance = field.startOf(edge) === vertex ? along : field.endOf(edge) === vertex ? length - along : Infinity;
  return distance <= rounding * length;
}

/** Whether three stations follow one another along the edge of the middle one. */
function liesBetween(field: SlownessMesh, before: Station, { edge, along }: Station, after: Station): boolean {
  if (!liesOn(field, before, edge) || !liesOn(field, after, edge)) return false;
  const place = (station: Station): number => (station.edge >= 0 ? station.along : field.startOf(edge) === station.vertex ? 0 : field.edgeLength[edge]!);
  return (place(before) - along) * (along - place(after)) >= 0;
}

import { insertPoint, locate } from './locate.js';
import { next } from './triMesh.js';
import type { TriMesh } from './triMesh.js';

/** Edges are not split where that makes triangles thinner than this, relative to their length. */
const thin = 1e-5;

/** A path that passes a vertex closer than this many times the snapping distance is led through it: no thinner triangles are made. */
const closeBy = 1e4;

/**
 * Makes a polyline a chain of edges of a mesh, but for places where it comes too close to vertices that are there, and is led
 * through those, or would make triangles too thin, and is left out. Returns the vertices of the first and the last point.
 */
export function insertPath(mesh: TriMesh, path: readonly (readonly [number, number])[], snap: number): [number, number] {
  const last = path.length - 1;
  const vertices = path.map(([x, y], i): number | null => (i === 0 || i === last ? insertPoint(mesh, x, y, snap) : innerVertex(mesh, x, y, snap)));
  for (let i = 1; i < vertices.length; i++) {
    const [from, to] = [vertices[i - 1]!, vertices[i]!];
    if (from !== null && to !== null) insertSegment(mesh, from, to, closeBy * snap);
  }
  return [vertices[0]!, vertices[last]!];
}

/** The least height relative to its longest side of the triangles that splitting an edge makes. */
function thinnest(mesh: TriMesh, edge: number, x: number, y: number): number {
  const { xs, ys, corners, twins } = mesh;
  const pieces = [edge, twins[edge]!].filter((h) => h >= 0).flatMap((h) => {
    const [start, end, opposite] = [corners[h]!, corners[next(h)]!, corners[next(next(h))]!];
    return [[opposite, start], [end, opposite]] as const;
  });
  return Math.min(...pieces.map(([a, b]) => mesh.side(a, b, x, y) / Math.max(distance(mesh, a, x, y), distance(mesh, b, x, y), Math.hypot(xs[a]! - xs[b]!, ys[a]! - ys[b]!)) ** 2));
}

/** The vertex for a point between the ends: one close by, or a new one; null where triangles would become too thin. */
function innerVertex(mesh: TriMesh, x: number, y: number, snap: number): number | null {
  const place = locate(mesh, x, y, snap)!;
  if (place.kind === 'vertex') return place.index;
  const first = 3 * (place.kind === 'triangle' ? place.index : Math.floor(place.index / 3));
  const close = [0, 1, 2].map((k) => mesh.corners[first + k]!).find((vertex) => distance(mesh, vertex, x, y) <= closeBy * snap);
  if (close !== undefined) return close;
  return place.kind === 'edge' && thinnest(mesh, place.index, x, y) < thin ? null : insertPoint(mesh, x, y, snap);
}

function distance({ xs, ys }: TriMesh, vertex: number, x: number, y: number): number {
  return Math.hypot(xs[vertex]! - x, ys[vertex]! - y);
}

/**
 * Splits the edges between two vertices where the straight line crosses them: each split joins the new vertex to the one before.
 * Where the line comes close to a vertex it goes on from there, and among edges that lie close to each other it gives up.
 */
function insertSegment(mesh: TriMesh, from: number, to: number, near: number): void {
  let vertex = from;
  let outgoing = mesh.corners.indexOf(from);
  // Each step passes one of the edges that there are; the others are new ones beside the line.
  for (let steps = mesh.corners.length; vertex !== to && steps > 0; steps--) {
    const ahead = stepTowards(mesh, mesh.fan(outgoing), vertex, to, near);
    if (ahead === null) return;
    if ('vertex' in ahead) {
      ({ vertex } = ahead);
      outgoing = mesh.corners.indexOf(vertex);
      continue;
    }
    const { edge, x, y } = ahead;
    if (!mesh.canSplit(edge, x, y) || distance(mesh, vertex, x, y) <= near || thinnest(mesh, edge, x, y) < thin) return;
    vertex = mesh.splitEdge(edge, x, y);
    outgoing = 3 * Math.floor(edge / 3) + 1;
  }
}

/** From a vertex straight towards another: the next vertex on the line, or the edge that it crosses and where. */
function stepTowards(mesh: TriMesh, fan: readonly number[], vertex: number, to: number, near: number): { vertex: number } | { edge: number; x: number; y: number } | null {
  const { xs, ys, corners } = mesh;
  const sideOf = (other: number): number => mesh.side(vertex, to, xs[other]!, ys[other]!);
  const isAhead = (other: number): boolean => (xs[other]! - xs[vertex]!) * (xs[to]! - xs[vertex]!) + (ys[other]! - ys[vertex]!) * (ys[to]! - ys[vertex]!) > 0;
  for (const h of fan) {
    const edge = next(h);
    const [right, left] = [corners[edge]!, corners[next(edge)]!];
    for (const end of [right, left]) if (end === to || (sideOf(end) === 0 && isAhead(end))) return { vertex: end };
    const [sideRight, sideLeft] = [sideOf(right), sideOf(left)];
    if (!(sideRight < 0 && sideLeft > 0)) continue;
    const part = sideRight / (sideRight - sideLeft);
    const [x, y] = [xs[right]! + part * (xs[left]! - xs[right]!), ys[right]! + part * (ys[left]! - ys[right]!)];
    const close = [right, left].find((end) => distance(mesh, end, x, y) <= near);
    return close === undefined ? { edge, x, y } : { vertex: close };
  }
  return null;
}

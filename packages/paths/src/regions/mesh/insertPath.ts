import { insertPoint } from './locate.js';
import { next } from './triMesh.js';
import type { TriMesh } from './triMesh.js';

/**
 * Makes the points of a polyline vertices of a mesh and its straight pieces edges, as far as exact orientations allow.
 * Returns the vertices of the first and the last point.
 */
export function insertPath(mesh: TriMesh, path: readonly (readonly [number, number])[], snap: number): [number, number] {
  const vertices = path.map(([x, y]) => insertPoint(mesh, x, y, snap));
  for (let i = 1; i < vertices.length; i++) insertSegment(mesh, vertices[i - 1]!, vertices[i]!, snap);
  return [vertices[0]!, vertices[vertices.length - 1]!];
}

/**
 * Splits the edges between two vertices where the straight line crosses them: each split joins the new vertex to the one before.
 * Among edges that lie within `snap` of each other it gives up.
 */
function insertSegment(mesh: TriMesh, from: number, to: number, snap: number): void {
  let vertex = from;
  let outgoing = mesh.corners.indexOf(from);
  // Each step passes one of the edges that there are; the others are new ones beside the line.
  for (let steps = mesh.corners.length; vertex !== to && steps > 0; steps--) {
    const ahead = stepTowards(mesh, mesh.fan(outgoing), vertex, to);
    if (ahead === null) return;
    if ('vertex' in ahead) {
      ({ vertex } = ahead);
      outgoing = mesh.corners.indexOf(vertex);
      continue;
    }
    const { edge, x, y } = ahead;
    if (!mesh.canSplit(edge, x, y) || Math.hypot(x - mesh.xs[vertex]!, y - mesh.ys[vertex]!) <= snap) return;
    vertex = mesh.splitEdge(edge, x, y);
    outgoing = 3 * Math.floor(edge / 3) + 1;
  }
}

/** From a vertex straight towards another: the next vertex on the line, or the edge that it crosses and where. */
function stepTowards(mesh: TriMesh, fan: readonly number[], vertex: number, to: number): { vertex: number } | { edge: number; x: number; y: number } | null {
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
    return { edge, x: xs[right]! + part * (xs[left]! - xs[right]!), y: ys[right]! + part * (ys[left]! - ys[right]!) };
  }
  return null;
}

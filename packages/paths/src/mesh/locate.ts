import { hypot } from '../geometry/vector.js';
import { next } from './triMesh.js';
import type { TriMesh } from './triMesh.js';

/** Where a point lies in a mesh: at a vertex, on an edge (given as a half-edge), or inside a triangle. */
export interface Place {
  readonly kind: 'vertex' | 'edge' | 'triangle';
  readonly index: number;
}

/**
 * Where a point lies: at a vertex within `snap` of it, else on an edge within `snap`, else in a triangle; null outside the
 * mesh, which must be convex.
 */
export function locate(mesh: TriMesh, x: number, y: number, snap: number): Place | null {
  const triangle = triangleAt(mesh, x, y, snap);
  if (triangle < 0) return null;
  const near = trianglesNear(mesh, triangle, x, y, snap);
  for (const h of near) {
    const vertex = mesh.corners[h]!;
    if (Math.hypot(mesh.xs[vertex]! - x, mesh.ys[vertex]! - y) <= snap) return { kind: 'vertex', index: vertex };
  }
  for (const h of near) {
    if (isOnEdge(mesh, h, x, y, snap)) return { kind: 'edge', index: h };
  }
  return { kind: 'triangle', index: triangle };
}

/** How many triangles a walk passes before all are looked at instead: it may go in circles among thin ones. */
const longestWalk = 1000;

/** The triangle that a point lies in, by a walk towards it from the triangle `start`; on the border within `snap`; -1 outside. */
export function triangleAt(mesh: TriMesh, x: number, y: number, snap: number, start = 0): number {
  let triangle = start;
  for (let step = 0; step < longestWalk; step++) {
    let exit = -1;
    let isOutside = false;
    for (let k = 0; k < 3; k++) {
      const h = 3 * triangle + ((k + step) % 3);
      if (mesh.side(mesh.corners[h]!, mesh.corners[next(h)]!, x, y) >= 0) continue;
      if (mesh.twins[h]! >= 0) exit = h;
      else isOutside = !isOnEdge(mesh, h, x, y, snap);
      if (exit >= 0) break;
    }
    if (exit < 0) return isOutside ? -1 : triangle;
    triangle = Math.floor(mesh.twins[exit]! / 3);
  }
  return mesh.faces.findIndex((_, one) => {
    return [0, 1, 2].every((k) => mesh.side(mesh.corners[3 * one + k]!, mesh.corners[3 * one + ((k + 1) % 3)]!, x, y) >= 0);
  });
}

/** Whether a point lies inside a triangle, farther than `snap` from the lines along its sides. */
export function isDeepInside({ xs, ys, corners }: TriMesh, triangle: number, x: number, y: number, snap: number): boolean {
  for (let h = 3 * triangle; h < 3 * triangle + 3; h++) {
    const a = corners[h]!;
    const b = corners[next(h)]!;
    const dx = xs[b]! - xs[a]!;
    const dy = ys[b]! - ys[a]!;
    if (!(dx * (y - ys[a]!) - dy * (x - xs[a]!) > snap * hypot(dx, dy))) return false;
  }
  return true;
}

/** The half-edges of a triangle, and of those beyond its sides that come within `snap` of a point. */
function trianglesNear(mesh: TriMesh, triangle: number, x: number, y: number, snap: number): number[] {
  const seen = new Set([triangle]);
  const found: number[] = [];
  for (const one of seen) {
    for (let h = 3 * one; h < 3 * one + 3; h++) {
      found.push(h);
      const twin = mesh.twins[h]!;
      if (twin >= 0 && seen.size < 100 && distanceToEdge(mesh, h, x, y) <= snap) seen.add(Math.floor(twin / 3));
    }
  }
  return found;
}

/** Whether a point lies within `snap` of an edge, between its ends. */
function isOnEdge(mesh: TriMesh, h: number, x: number, y: number, snap: number): boolean {
  return distanceToEdge(mesh, h, x, y) <= snap;
}

function distanceToEdge({ xs, ys, corners }: TriMesh, h: number, x: number, y: number): number {
  const [a, b] = [corners[h]!, corners[next(h)]!];
  const [dx, dy] = [xs[b]! - xs[a]!, ys[b]! - ys[a]!];
  const [px, py] = [x - xs[a]!, y - ys[a]!];
  const length = Math.hypot(dx, dy);
  const along = Math.min(Math.max((px * dx + py * dy) / length, 0), length);
  return Math.hypot(px - (along * dx) / length, py - (along * dy) / length);
}

/** Makes a point of the mesh a vertex, or finds the vertex within `snap` of it. */
export function insertPoint(mesh: TriMesh, x: number, y: number, snap: number): number {
  const place = locate(mesh, x, y, snap)!;
  if (place.kind === 'vertex') return place.index;
  if (place.kind === 'edge' && mesh.canSplit(place.index, x, y)) return mesh.splitEdge(place.index, x, y);
  // Beside an edge, in triangles so thin that moving the point onto it would turn one over.
  const triangle = triangleAt(mesh, x, y, snap);
  const sides = [3 * triangle, 3 * triangle + 1, 3 * triangle + 2];
  const touched = sides.find((h) => mesh.side(mesh.corners[h]!, mesh.corners[next(h)]!, x, y) <= 0);
  return touched === undefined ? mesh.splitTriangle(triangle, x, y) : mesh.splitEdge(touched, x, y);
}

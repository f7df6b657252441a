import { next } from './triMesh.js';
import type { TriMesh } from './triMesh.js';

/** A chain of triangles with longer and longer edges is followed for so many steps at most. */
const longestChain = 100;

/**
 * Halves the longest edge of a triangle, after the triangles beyond it as far as theirs are longer: so angles stay as wide as
 * they are, however often it is done.
 *
 * Source: M.-C. Rivara, New longest-edge algorithms for the refinement and/or improvement of unstructured triangulations, Int. J.
 * Numer. Meth. Engng. 40 (1997) 3313-3324.
 */
export function bisect(mesh: TriMesh, triangle: number): void {
  for (let steps = 0; steps < longestChain; steps++) {
    const edge = terminalEdge(mesh, triangle);
    const [a, b] = [mesh.corners[edge]!, mesh.corners[next(edge)]!];
    const [x, y] = [(mesh.xs[a]! + mesh.xs[b]!) / 2, (mesh.ys[a]! + mesh.ys[b]!) / 2];
    if (!mesh.canSplit(edge, x, y)) return;
    const isSplit = [edge, mesh.twins[edge]!].some((h) => Math.floor(h / 3) === triangle);
    mesh.splitEdge(edge, x, y);
    if (isSplit) return;
  }
}

/** The edge that is the longest of both its triangles, on the way from a triangle over longest edges. */
function terminalEdge(mesh: TriMesh, start: number): number {
  let edge = longestEdge(mesh, start);
  for (let steps = 0; steps < longestChain; steps++) {
    const twin = mesh.twins[edge]!;
    if (twin < 0) return edge;
    const following = longestEdge(mesh, Math.floor(twin / 3));
    if (following === twin || lengthOf(mesh, following) <= lengthOf(mesh, edge)) return edge;
    edge = following;
  }
  return edge;
}

function longestEdge(mesh: TriMesh, triangle: number): number {
  const edges = [3 * triangle, 3 * triangle + 1, 3 * triangle + 2];
  return edges.reduce((longest, h) => (lengthOf(mesh, h) > lengthOf(mesh, longest) ? h : longest));
}

function lengthOf({ xs, ys, corners }: TriMesh, h: number): number {
  const [a, b] = [corners[h]!, corners[next(h)]!];
  return Math.hypot(xs[b]! - xs[a]!, ys[b]! - ys[a]!);
}

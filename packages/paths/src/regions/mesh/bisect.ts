import { next } from './triMesh.js';
import type { TriMesh } from './triMesh.js';

/** Told of every split: the new vertex, the two ends of the edge it halves, and the triangles that were split, each with the one split off. */
export type OnSplit = (vertex: number, ends: readonly [number, number], triangles: readonly (readonly [number, number])[]) => void;

/** A chain of triangles with longer and longer edges is followed for so many steps at most. */
const longestChain = 100;

/**
 * Halves the longest edge of a triangle, after the triangles beyond it as far as theirs are longer: so angles stay as wide as
 * they are, however often it is done.
 *
 * Source: M.-C. Rivara, New longest-edge algorithms for the refinement and/or improvement of unstructured triangulations, Int. J.
 * Numer. Meth. Engng. 40 (1997) 3313-3324.
 */
export function bisect(mesh: TriMesh, triangle: number, onSplit: OnSplit): void {
  for (let steps = 0; steps < longestChain; steps++) {
    const edge = terminalEdge(mesh, triangle);
    const [a, b] = [mesh.corners[edge]!, mesh.corners[next(edge)]!];
    const [x, y] = [(mesh.xs[a]! + mesh.xs[b]!) / 2, (mesh.ys[a]! + mesh.ys[b]!) / 2];
    if (!mesh.canSplit(edge, x, y)) return;
    const twin = mesh.twins[edge]!;
    const count = mesh.triangleCount;
    const split = [edge, twin].filter((h) => h >= 0).map((h, k) => [Math.floor(h / 3), count + k] as const);
    onSplit(mesh.splitEdge(edge, x, y), [a, b], split);
    if (split.some(([one]) => one === triangle)) return;
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

import { next } from '../mesh/triMesh.js';
import type { TriMesh } from '../mesh/triMesh.js';

/** How many splits there may be for each triangle: each makes further slivers beyond the edge that it splits. */
const mostSplits = 8;

/**
 * Triangles lower than this part of `near` are split. A higher one is told from rounding as it is, and splitting it would make
 * slivers beyond its sides that have to be split in turn: among many slivers the mesh becomes ten times as large.
 */
const flat = 0.02;

/**
 * Splits each triangle that is much lower than `near`, but has no side as short, at the foot of its height: the flattest slivers
 * are then made of triangles with a short side.
 */
export function squareSlivers(mesh: TriMesh, near: number): void {
  const waiting = Array.from({ length: mesh.triangleCount }, (_, triangle) => triangle);
  for (let left = mostSplits * mesh.triangleCount; waiting.length > 0 && left > 0; left--) {
    const triangle = waiting.pop()!;
    const edge = lowEdge(mesh, triangle, near);
    if (edge < 0) continue;
    const { x, y } = footOn(mesh, edge);
    if (!mesh.canSplit(edge, x, y)) continue;
    const before = mesh.triangleCount;
    const split = [edge, mesh.twins[edge]!].filter((h) => h >= 0).map((h) => Math.floor(h / 3));
    mesh.splitEdge(edge, x, y);
    waiting.push(...split.flatMap((one, k) => [one, before + k]));
  }
}

/** The longest side of a triangle where it is to be split; -1 where it is not. */
function lowEdge(mesh: TriMesh, triangle: number, near: number): number {
  const h = 3 * triangle;
  const [first, second, third] = [squareOf(mesh, h), squareOf(mesh, h + 1), squareOf(mesh, h + 2)];
  if (Math.min(first, second, third) < near * near) return -1;
  const longest = Math.max(first, second, third);
  const edge = longest === first ? h : longest === second ? h + 1 : h + 2;
  const { height, beside } = footOn(mesh, edge);
  return height < flat * near && beside > near ? edge : -1;
}

/** The foot of the height of a triangle on one of its sides, its height, and how far the foot lies from the nearer end of the side. */
function footOn({ xs, ys, corners }: TriMesh, h: number): { x: number; y: number; height: number; beside: number } {
  const [a, b, top] = [corners[h]!, corners[next(h)]!, corners[next(next(h))]!];
  const [dx, dy] = [xs[b]! - xs[a]!, ys[b]! - ys[a]!];
  const [px, py] = [xs[top]! - xs[a]!, ys[top]! - ys[a]!];
  const length = Math.hypot(dx, dy);
  const along = (px * dx + py * dy) / length;
  const part = along / length;
  return { x: xs[a]! + part * dx, y: ys[a]! + part * dy, height: Math.abs(px * dy - py * dx) / length, beside: Math.min(along, length - along) };
}

/** The square of the length of an edge. */
function squareOf({ xs, ys, corners }: TriMesh, h: number): number {
  const [a, b] = [corners[h]!, corners[next(h)]!];
  return (xs[a]! - xs[b]!) ** 2 + (ys[a]! - ys[b]!) ** 2;
}

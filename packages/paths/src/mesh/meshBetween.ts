import { commonBox } from '../geometry/bounds.js';
import type { Bounds } from '../geometry/bounds.js';
import { distanceTo } from '../geometry/path.js';
import type { Path } from '../geometry/path.js';
import { norm, subtract } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import { bisect } from './bisect.js';
import { TriMesh, next } from './triMesh.js';

/** Triangles beside a path are no longer than this part of it. */
const fine = 1 / 12;

/** Others are no longer than this part of their distance from it. */
const coarse = 0.5;

/** How far the square around a box reaches beyond it, relatively. */
const margin = 1 + 1e-9;

/** A mesh that covers a box. */
export interface MeshBetween {
  readonly mesh: TriMesh;
  /** What its coordinates are relative to. */
  readonly origin: Vector;
  /** The vertices of the ends of the path. */
  readonly ends: readonly [number, number];
}

/**
 * A mesh that covers a box, of right-angled triangles with two equal sides, however often they are bisected: small ones beside a
 * path, larger ones far away. The first and the last point of the path are vertices: they span a square lattice that the others lie on.
 */
export function meshBetween(box: Bounds, given: Path): MeshBetween {
  const origin = given[0]!;
  const path = given.map((point) => subtract(point, origin));
  const goal = path[path.length - 1]!;
  const mesh = squareAround(box, origin, goal);
  const length = path.slice(1).reduce((sum, to, i) => sum + Math.hypot(to[0]! - path[i]![0]!, to[1]! - path[i]![1]!), 0);
  const isLarge = (triangle: number): boolean => {
    const { x, y, size } = longestSide(mesh, triangle);
    const mayBe = (finest: number, near: Path): boolean => size <= finest || size <= coarse * (distanceTo(near, [x, y]) - size / 2);
    return !(mayBe(fine * length, path) && mayBe(norm(goal), [path[0]!, goal])) && commonBox(boxOf(mesh, triangle, origin), box) !== null;
  };
  for (let triangle = 0; triangle < mesh.triangleCount; triangle++) {
    for (let before = -1; mesh.triangleCount > before && isLarge(triangle); ) {
      before = mesh.triangleCount;
      bisect(mesh, triangle);
    }
  }
  const end = nearestVertex(mesh, goal);
  [mesh.xs[end], mesh.ys[end]] = [goal[0]!, goal[1]!];
  return { mesh, origin, ends: [0, end] };
}

/** Eight triangles around the start, whose sides are a power of two times the distance to the goal, along the line to it and across. */
function squareAround([left, low, right, high]: Bounds, start: Vector, goal: Vector): TriMesh {
  const [ux, uy] = [goal[0]!, goal[1]!];
  const reach = [left, right].flatMap((x) => [low, high].flatMap((y) => {
    const [dx, dy] = [x! - start[0]!, y! - start[1]!];
    return [Math.abs(dx * ux + dy * uy), Math.abs(dy * ux - dx * uy)];
  }));
  const half = 2 ** Math.max(0, Math.ceil(Math.log2((margin * Math.max(...reach)) / (ux * ux + uy * uy))));
  const steps = [[0, 0], [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1], [1, -1]] as const;
  const xs = steps.map(([along, across]) => half * (along * ux - across * uy));
  const ys = steps.map(([along, across]) => half * (along * uy + across * ux));
  const around = Array.from({ length: 8 }, (_, i) => ({ i, before: (i + 7) % 8, after: (i + 1) % 8 }));
  const corners = around.flatMap(({ i, after }) => [0, i + 1, after + 1]);
  const twins = around.flatMap(({ before, after }) => [3 * before + 2, -1, 3 * after]);
  return new TriMesh({ xs, ys, corners, twins, faces: new Array<number>(8).fill(0) });
}

/** The length of the longest side of a triangle, and its middle. */
function longestSide({ xs, ys, corners }: TriMesh, triangle: number): { x: number; y: number; size: number } {
  let longest = { x: 0, y: 0, size: 0 };
  for (let h = 3 * triangle; h < 3 * triangle + 3; h++) {
    const [a, b] = [corners[h]!, corners[next(h)]!];
    const size = Math.hypot(xs[b]! - xs[a]!, ys[b]! - ys[a]!);
    if (size > longest.size) longest = { x: (xs[a]! + xs[b]!) / 2, y: (ys[a]! + ys[b]!) / 2, size };
  }
  return longest;
}

/** The box around a triangle of a mesh whose coordinates are relative to a place. */
export function boxOf({ xs, ys, corners }: TriMesh, triangle: number, origin: Vector): Bounds {
  const [x, y] = [origin[0]!, origin[1]!];
  const [a, b, c] = [corners[3 * triangle]!, corners[3 * triangle + 1]!, corners[3 * triangle + 2]!];
  const [left, low] = [Math.min(xs[a]!, xs[b]!, xs[c]!), Math.min(ys[a]!, ys[b]!, ys[c]!)];
  return [x + left, y + low, x + Math.max(xs[a]!, xs[b]!, xs[c]!), y + Math.max(ys[a]!, ys[b]!, ys[c]!)];
}

function nearestVertex({ xs, ys }: TriMesh, place: Vector): number {
  let nearest = 0;
  const squareTo = (vertex: number): number => (xs[vertex]! - place[0]!) ** 2 + (ys[vertex]! - place[1]!) ** 2;
  for (let vertex = 1; vertex < xs.length; vertex++) if (squareTo(vertex) < squareTo(nearest)) nearest = vertex;
  return nearest;
}

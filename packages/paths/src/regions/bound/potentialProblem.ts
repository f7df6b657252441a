import { SparseCholesky } from '../../numeric/sparseCholesky.js';
import type { SymmetricPattern } from '../../numeric/sparseCholesky.js';
import type { TriMesh } from '../mesh/triMesh.js';
import { dissection } from './dissection.js';

/**
 * Potentials on a mesh: continuous functions, linear in each triangle that can be reached, 0 at the start, whose gradients
 * shall not exceed the slowness anywhere. No path gains more on such a function than its time.
 */
export interface PotentialProblem {
  /** The triangles that can be reached from the start. */
  readonly triangles: Int32Array;
  /** The unknowns of each triangle's corners, three in a row; -1 for the start. */
  readonly unknowns: Int32Array;
  /** The unknown that is the value at each vertex of the mesh; -1 where the value is 0: near the start, and where nothing comes. */
  readonly unknownOf: Int32Array;
  /** A vertex of each unknown. */
  readonly vertices: Int32Array;
  /** The unknown of the goal. */
  readonly goal: number;
  /** The gradients of the functions that are 1 at one corner of a triangle and 0 at the others, six numbers in a row. */
  readonly slopes: Float64Array;
  readonly slowness: Float64Array;
  readonly areas: Float64Array;
  readonly matrix: CouplingMatrix;
}

/** Where the elements of a matrix stand that couples the corners of each triangle. */
export interface CouplingMatrix {
  readonly cholesky: SparseCholesky;
  readonly size: number;
  /** For each triangle the places of its six elements, those of `cornerPairs`; -1 for those of the start. */
  readonly slots: Int32Array;
}

/** The pairs of corners that the six elements of a triangle belong to. */
export const cornerPairs: readonly (readonly [number, number])[] = [[0, 0], [1, 1], [2, 2], [0, 1], [1, 2], [2, 0]];

/**
 * Sets the problem up for a start and a goal that a path joins. Vertices that edges shorter than `near` join have one value: the
 * bound is lower by no more than the time from one to another, and slivers do not spoil the matrix.
 */
export function potentialProblem(mesh: TriMesh, slownessOf: (face: number) => number, [start, goal]: readonly [number, number], near: number): PotentialProblem {
  const triangles = reachedTriangles(mesh, slownessOf, start);
  const leaders = leadersOf(mesh, triangles, near);
  const isFixed = (vertex: number): boolean => leaders[vertex] === leaders[start];
  const unknownOf = new Int32Array(mesh.vertexCount).fill(-1);
  const found: number[] = [];
  for (const triangle of triangles) {
    for (let h = 3 * triangle; h < 3 * triangle + 3; h++) {
      const leader = leaders[mesh.corners[h]!]!;
      if (!isFixed(leader) && unknownOf[leader] === -1) unknownOf[leader] = found.push(leader) - 1;
    }
  }
  const share = (): void => leaders.forEach((leader, vertex) => (unknownOf[vertex] = leader < 0 ? -1 : unknownOf[leader]!));
  const cornersOf = (): Int32Array => Int32Array.from({ length: 3 * triangles.length }, (_, k) => unknownOf[mesh.corners[3 * triangles[Math.floor(k / 3)]! + (k % 3)]!]!);
  share();
  const order = dissection(found.map((vertex) => mesh.xs[vertex]!), found.map((vertex) => mesh.ys[vertex]!), neighboursOf(cornersOf(), found.length));
  order.forEach((old, position) => (unknownOf[found[old]!] = position));
  share();
  const { areas, slopes } = measure(mesh, triangles);
  const unknowns = cornersOf();
  joinCorners(unknowns, slopes);
  return {
    triangles,
    unknowns,
    unknownOf,
    vertices: order.map((old) => found[old]!),
    goal: unknownOf[goal]!,
    slowness: Float64Array.from(triangles, (triangle) => slownessOf(mesh.faces[triangle]!)),
    matrix: couplingMatrix(unknowns, found.length),
    areas,
    slopes,
  };
}

/** For each vertex of some triangles the one whose value it has: one that edges shorter than `near` lead to, and no further away; -1 for others. */
function leadersOf({ xs, ys, corners, vertexCount }: TriMesh, triangles: Int32Array, near: number): Int32Array {
  const leaders = new Int32Array(vertexCount).fill(-1);
  const close = new Map<number, number[]>();
  const isNear = (a: number, b: number): boolean => Math.hypot(xs[a]! - xs[b]!, ys[a]! - ys[b]!) < near;
  for (const triangle of triangles) {
    for (let k = 0; k < 3; k++) {
      const [a, b] = [corners[3 * triangle + k]!, corners[3 * triangle + ((k + 1) % 3)]!];
      leaders[a] = a;
      if (!isNear(a, b)) continue;
      for (const [one, other] of [[a, b], [b, a]] as const) close.set(one, [...(close.get(one) ?? []), other]);
    }
  }
  for (const first of [...close.keys()].sort((a, b) => a - b)) {
    if (leaders[first] !== first) continue;
    const waiting = [first];
    while (waiting.length > 0) {
      for (const vertex of close.get(waiting.pop()!) ?? []) {
        if (leaders[vertex] !== vertex || vertex <= first || !isNear(first, vertex)) continue;
        leaders[vertex] = first;
        waiting.push(vertex);
      }
    }
  }
  return leaders;
}

/** Corners of one triangle that have one value become one corner, which the third one's slope determines; the other has none. */
function joinCorners(unknowns: Int32Array, slopes: Float64Array): void {
  for (let t = 0; 3 * t < unknowns.length; t++) {
    for (let k = 0; k < 3; k++) {
      const [i, j, third] = [k, (k + 1) % 3, (k + 2) % 3].map((corner) => 3 * t + corner) as [number, number, number];
      if (unknowns[i] !== unknowns[j]) continue;
      if (unknowns[i] === unknowns[third]) slopes.fill(0, 6 * t, 6 * t + 6);
      for (let axis = 0; axis < 2; axis++) {
        slopes[2 * i + axis] = -slopes[2 * third + axis]!;
        slopes[2 * j + axis] = 0;
      }
      unknowns[j] = -1;
      break;
    }
  }
}

/** The passable triangles that a path from a vertex can come to, from corner to corner. */
function reachedTriangles(mesh: TriMesh, slownessOf: (face: number) => number, start: number): Int32Array {
  const around = Array.from({ length: mesh.vertexCount }, (): number[] => []);
  mesh.corners.forEach((vertex, h) => around[vertex]!.push(Math.floor(h / 3)));
  const isSeen = new Uint8Array(mesh.triangleCount);
  const isDone = new Uint8Array(mesh.vertexCount);
  const reached: number[] = [];
  const waiting = [start];
  isDone[start] = 1;
  while (waiting.length > 0) {
    for (const triangle of around[waiting.pop()!]!) {
      if (isSeen[triangle] === 1 || slownessOf(mesh.faces[triangle]!) === Infinity) continue;
      isSeen[triangle] = 1;
      reached.push(triangle);
      for (let h = 3 * triangle; h < 3 * triangle + 3; h++) {
        const vertex = mesh.corners[h]!;
        if (isDone[vertex] === 1) continue;
        isDone[vertex] = 1;
        waiting.push(vertex);
      }
    }
  }
  return Int32Array.from(reached);
}

/** The unknowns that share a triangle with each unknown, ascending. */
function neighboursOf(unknowns: Int32Array, size: number): number[][] {
  const neighbours = Array.from({ length: size }, (): number[] => []);
  for (let t = 0; t < unknowns.length; t += 3) {
    for (const [i, j] of cornerPairs.slice(3)) {
      const [a, b] = [unknowns[t + i]!, unknowns[t + j]!];
      if (a < 0 || b < 0 || neighbours[a]!.includes(b)) continue;
      neighbours[a]!.push(b);
      neighbours[b]!.push(a);
    }
  }
  return neighbours.map((list) => list.sort((a, b) => a - b));
}

function couplingMatrix(unknowns: Int32Array, size: number): CouplingMatrix {
  const columns = neighboursOf(unknowns, size).map((list, k) => [...list.filter((row) => row < k), k]);
  const starts = new Int32Array(size + 1);
  columns.forEach((rows, k) => (starts[k + 1] = starts[k]! + rows.length));
  const pattern: SymmetricPattern = { starts, rows: Int32Array.from(columns.flat()) };
  const slots = new Int32Array(2 * unknowns.length).fill(-1);
  for (let t = 0; 3 * t < unknowns.length; t++) {
    cornerPairs.forEach(([i, j], k) => {
      const [a, b] = [unknowns[3 * t + i]!, unknowns[3 * t + j]!];
      if (a < 0 || b < 0) return;
      const column = Math.max(a, b);
      slots[6 * t + k] = starts[column]! + columns[column]!.indexOf(Math.min(a, b));
    });
  }
  return { cholesky: new SparseCholesky(pattern), size: pattern.rows.length, slots };
}

function measure({ xs, ys, corners }: TriMesh, triangles: Int32Array): Pick<PotentialProblem, 'areas' | 'slopes'> {
  const areas = new Float64Array(triangles.length);
  const slopes = new Float64Array(6 * triangles.length);
  triangles.forEach((triangle, t) => {
    const vertices = [corners[3 * triangle]!, corners[3 * triangle + 1]!, corners[3 * triangle + 2]!];
    const [a, b, c] = vertices as [number, number, number];
    const twice = (xs[b]! - xs[a]!) * (ys[c]! - ys[a]!) - (xs[c]! - xs[a]!) * (ys[b]! - ys[a]!);
    areas[t] = twice / 2;
    for (let k = 0; k < 3; k++) {
      const [from, to] = [vertices[(k + 1) % 3]!, vertices[(k + 2) % 3]!];
      slopes[6 * t + 2 * k] = (ys[from]! - ys[to]!) / twice;
      slopes[6 * t + 2 * k + 1] = (xs[to]! - xs[from]!) / twice;
    }
  });
  return { areas, slopes };
}

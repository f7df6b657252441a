import { SparseCholesky } from '../numeric/sparseCholesky.js';
import type { SymmetricPattern } from '../numeric/sparseCholesky.js';
import type { TriMesh } from '../mesh/triMesh.js';
import { dissection } from './dissection.js';
import { leadersOf } from './leaders.js';

/** Triangles by their corners, counter-clockwise. */
export type Triangles = Pick<TriMesh, 'xs' | 'ys' | 'corners'>;

/**
 * Potentials on a mesh: continuous functions, linear in each triangle that can be reached, 0 at the start, whose gradients
 * shall not exceed the slowness anywhere. No path gains more on such a function than its time.
 *
 * The unknowns are the values at vertices, but for vertices close to another one: there the unknown is the difference. So the
 * gradient across a sliver is that difference by the sliver's width, not one of two values that agree in nearly all digits.
 */
export interface PotentialProblem {
  /** The triangles that can be reached from the start. */
  readonly triangles: Int32Array;
  /** The unknowns that the gradient in triangle t depends on are `terms[k]` for `starts[t] <= k < starts[t + 1]`. */
  readonly starts: Int32Array;
  readonly terms: Int32Array;
  /** The gradient that each term stands for, two numbers in a row. */
  readonly slopes: Float64Array;
  readonly slowness: Float64Array;
  readonly areas: Float64Array;
  readonly size: number;
  /** The unknown of each vertex of the mesh; -1 where the value is 0: at the start, and where nothing comes. */
  readonly unknownOf: Int32Array;
  /** The vertex that the unknown of each vertex is the difference to; the vertex itself where it is a value. */
  readonly leaders: Int32Array;
  /** The unknown of the goal, a value. */
  readonly goal: number;
  readonly matrix: CouplingMatrix;
}

/** Where the elements of a matrix stand that couples the terms of each triangle. */
export interface CouplingMatrix {
  readonly cholesky: SparseCholesky;
  readonly size: number;
  /** The places of the elements of each pair of terms of a triangle, the later one first, triangle by triangle. */
  readonly slots: Int32Array;
}

/**
 * Sets the problem up for a start and a goal that a path joins.
 *
 * @param slownessOf the time per length in a triangle, infinite where nothing passes
 * @param near edges shorter than this join vertices of which one has the difference to the other as its unknown
 */
export function* potentialProblem(mesh: Triangles, slownessOf: (triangle: number) => number, ends: readonly [number, number], near: number): Generator<void, PotentialProblem, void> {
  const [start, goal] = ends;
  const triangles = yield* reachedTriangles(mesh, slownessOf, start);
  const leaders = leadersOf(mesh, triangles, ends, near);
  yield;
  const { areas, starts, vertices, slopes } = gradientTerms(mesh, triangles, leaders, start);
  yield;
  const unknownOf = new Int32Array(mesh.xs.length).fill(-1);
  const found = [...new Set(vertices)];
  const number = (order: Iterable<number>): Int32Array => {
    [...order].forEach((vertex, position) => (unknownOf[vertex] = position));
    return Int32Array.from(vertices, (vertex) => unknownOf[vertex]!);
  };
  const neighbours = neighboursOf(starts, number(found), found.length);
  yield;
  const order = dissection(found.map((vertex) => mesh.xs[vertex]!), found.map((vertex) => mesh.ys[vertex]!), neighbours);
  yield;
  const terms = number(Array.from(order, (old) => found[old]!));
  const columns = columnsOf(neighbours, order);
  yield;
  const matrix = yield* couplingMatrix(starts, terms, columns);
  return {
    triangles,
    starts,
    terms,
    slopes,
    slowness: Float64Array.from(triangles, slownessOf),
    areas,
    size: found.length,
    unknownOf,
    leaders,
    goal: unknownOf[goal]!,
    matrix,
  };
}

/** The values of a potential at all vertices of the mesh. */
export function atVertices({ unknownOf, leaders }: PotentialProblem, values: Float64Array): Float64Array {
  const own = Float64Array.from(unknownOf, (unknown) => (unknown < 0 ? 0 : values[unknown]!));
  return own.map((value, vertex) => (leaders[vertex]! < 0 || leaders[vertex] === vertex ? value : own[leaders[vertex]!]! + value));
}

/** The gradient in each triangle, as a sum over the vertices whose unknowns it depends on. */
function gradientTerms({ xs, ys, corners }: Triangles, triangles: Int32Array, leaders: Int32Array, start: number): Pick<PotentialProblem, 'areas' | 'starts'> & { readonly vertices: readonly number[]; readonly slopes: Float64Array } {
  const areas = new Float64Array(triangles.length);
  const starts = new Int32Array(triangles.length + 1);
  const vertices: number[] = [];
  const slopes: number[] = [];
  const add = (vertex: number, x: number, y: number): void => {
    if (vertex === start) return;
    vertices.push(vertex);
    slopes.push(x, y);
  };
  triangles.forEach((triangle, t) => {
    const own = [corners[3 * triangle]!, corners[3 * triangle + 1]!, corners[3 * triangle + 2]!];
    const [a, b, c] = own as [number, number, number];
    const twice = (xs[b]! - xs[a]!) * (ys[c]! - ys[a]!) - (xs[c]! - xs[a]!) * (ys[b]! - ys[a]!);
    areas[t] = twice / 2;
    const slopeX = (k: number): number => (ys[own[(k + 1) % 3]!]! - ys[own[(k + 2) % 3]!]!) / twice;
    const slopeY = (k: number): number => (xs[own[(k + 2) % 3]!]! - xs[own[(k + 1) % 3]!]!) / twice;
    for (let k = 0; k < 3; k++) {
      const leader = leaders[own[k]!]!;
      if (leader !== own[k]) add(own[k]!, slopeX(k), slopeY(k));
      // The value that several corners have in common counts once; with two of them its slope is that of the third one turned round.
      const [isNext, isLast] = [leaders[own[(k + 1) % 3]!] === leader, leaders[own[(k + 2) % 3]!] === leader];
      if (isLast) continue;
      if (isNext) add(leader, -slopeX((k + 2) % 3), -slopeY((k + 2) % 3));
      else add(leader, slopeX(k), slopeY(k));
    }
    starts[t + 1] = vertices.length;
  });
  return { areas, starts, vertices, slopes: Float64Array.from(slopes) };
}

/** Of so many triangles the slowness is asked in one piece of work. */
const piece = 1000;

/** The passable triangles that a path from a vertex can come to, from corner to corner. */
function* reachedTriangles(mesh: Triangles, slownessOf: (triangle: number) => number, start: number): Generator<void, Int32Array, void> {
  const around = Array.from({ length: mesh.xs.length }, (): number[] => []);
  mesh.corners.forEach((vertex, h) => around[vertex]!.push(Math.floor(h / 3)));
  const isSeen = new Uint8Array(mesh.corners.length / 3);
  const isDone = new Uint8Array(mesh.xs.length);
  const reached: number[] = [];
  const waiting = [start];
  isDone[start] = 1;
  while (waiting.length > 0) {
    for (const triangle of around[waiting.pop()!]!) {
      if (isSeen[triangle] === 1 || slownessOf(triangle) === Infinity) continue;
      isSeen[triangle] = 1;
      if (reached.push(triangle) % piece === 0) yield;
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

/** The unknowns that share a triangle with each unknown. */
function neighboursOf(starts: Int32Array, terms: Int32Array, size: number): number[][] {
  const neighbours = Array.from({ length: size }, (): number[] => []);
  forEachPair(starts, (j, i) => {
    const [a, b] = [terms[i]!, terms[j]!];
    if (i === j || neighbours[a]!.includes(b)) return;
    neighbours[a]!.push(b);
    neighbours[b]!.push(a);
  });
  return neighbours;
}

/** The rows of each column of the upper triangle, once the unknowns are put in an order. */
function columnsOf(neighbours: readonly (readonly number[])[], order: Int32Array): number[][] {
  const positions = new Int32Array(order.length);
  order.forEach((old, position) => (positions[old] = position));
  return Array.from(order, (old, column) => {
    const rows = neighbours[old]!.map((other) => positions[other]!).filter((row) => row < column);
    return [...rows.sort((a, b) => a - b), column];
  });
}

function* couplingMatrix(starts: Int32Array, terms: Int32Array, columns: readonly (readonly number[])[]): Generator<void, CouplingMatrix, void> {
  const columnStarts = new Int32Array(columns.length + 1);
  columns.forEach((rows, k) => (columnStarts[k + 1] = columnStarts[k]! + rows.length));
  const pattern: SymmetricPattern = { starts: columnStarts, rows: Int32Array.from(columns.flat()) };
  const cholesky = new SparseCholesky(pattern);
  yield;
  const slots: number[] = [];
  forEachPair(starts, (j, i) => {
    const [a, b] = [terms[i]!, terms[j]!];
    const column = Math.max(a, b);
    slots.push(columnStarts[column]! + columns[column]!.indexOf(Math.min(a, b)));
  });
  return { cholesky, size: pattern.rows.length, slots: Int32Array.from(slots) };
}

/** Calls back for each pair of terms of each triangle, the later one first, in the order of the matrix's slots. */
function forEachPair(starts: Int32Array, visit: (later: number, earlier: number) => void): void {
  for (let t = 0; t + 1 < starts.length; t++) {
    for (let j = starts[t]!; j < starts[t + 1]!; j++) {
      for (let i = starts[t]!; i <= j; i++) visit(j, i);
    }
  }
}

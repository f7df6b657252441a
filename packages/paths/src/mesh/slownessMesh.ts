import { next, previous } from './triMesh.js';
import type { TriMesh } from './triMesh.js';

/** A mesh as paths see it: how slow its triangles and edges are, and what meets at its vertices. It must not be split any more. */
export class SlownessMesh {
  readonly mesh: TriMesh;
  /** Time per length in each triangle; infinite where nothing passes. */
  readonly triangleSlowness: Float64Array;
  /** The edge that each half-edge runs along. */
  readonly edgeOf: Int32Array;
  /** A half-edge of each edge. */
  readonly halfOf: number[] = [];
  /** Along an edge the faster side counts. */
  readonly edgeSlowness: number[] = [];
  readonly edgeLength: number[] = [];
  /** The outgoing half-edges of each vertex, from `fanStart[v]` to `fanStart[v + 1]`. */
  readonly fanStart: Int32Array;
  readonly fanHalf: Int32Array;

  constructor(mesh: TriMesh, slownessOfFace: (face: number) => number) {
    this.mesh = mesh;
    this.triangleSlowness = Float64Array.from(mesh.faces, slownessOfFace);
    const { corners, twins, xs, ys } = mesh;
    this.edgeOf = new Int32Array(corners.length).fill(-1);
    for (let h = 0; h < corners.length; h++) {
      if (this.edgeOf[h]! >= 0) continue;
      const twin = twins[h]!;
      const edge = this.halfOf.push(h) - 1;
      this.edgeOf[h] = edge;
      if (twin >= 0) this.edgeOf[twin] = edge;
      const beyond = twin < 0 ? Infinity : this.triangleSlowness[Math.floor(twin / 3)]!;
      this.edgeSlowness.push(Math.min(this.triangleSlowness[Math.floor(h / 3)]!, beyond));
      const [a, b] = [corners[h]!, corners[next(h)]!];
      this.edgeLength.push(Math.hypot(xs[b]! - xs[a]!, ys[b]! - ys[a]!));
    }
    this.fanStart = new Int32Array(mesh.vertexCount + 1);
    for (const vertex of corners) this.fanStart[vertex + 1]!++;
    for (let v = 0; v < mesh.vertexCount; v++) this.fanStart[v + 1]! += this.fanStart[v]!;
    const filled = this.fanStart.slice();
    this.fanHalf = new Int32Array(corners.length);
    corners.forEach((vertex, h) => (this.fanHalf[filled[vertex]!++] = h));
  }

  get edgeCount(): number {
    return this.halfOf.length;
  }

  /** The vertex where an edge starts, from which distances along it are measured. */
  startOf(edge: number): number {
    return this.mesh.corners[this.halfOf[edge]!]!;
  }

  endOf(edge: number): number {
    return this.mesh.corners[next(this.halfOf[edge]!)]!;
  }

  /** The one or two triangles beside an edge that something passes. */
  trianglesBeside(edge: number): number[] {
    const h = this.halfOf[edge]!;
    const twin = this.mesh.twins[h]!;
    return [h, twin].filter((half) => half >= 0 && this.triangleSlowness[Math.floor(half / 3)]! < Infinity).map((half) => Math.floor(half / 3));
  }

  /** The triangles around a vertex that something passes. */
  trianglesAround(vertex: number): number[] {
    return [...this.#halvesFrom(vertex)].map((h) => Math.floor(h / 3)).filter((triangle) => this.triangleSlowness[triangle]! < Infinity);
  }

  /** The edges that end at a vertex. */
  edgesAt(vertex: number): number[] {
    return [...new Set([...this.#halvesFrom(vertex)].flatMap((h) => [this.edgeOf[h]!, this.edgeOf[previous(h)]!]))];
  }

  #halvesFrom(vertex: number): Int32Array {
    return this.fanHalf.subarray(this.fanStart[vertex], this.fanStart[vertex + 1]);
  }
}

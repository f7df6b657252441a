import type { SlownessMesh } from '../../mesh/slownessMesh.js';
import { next, previous } from '../../mesh/triMesh.js';

/**
 * The graph of paths from point to point on the edges of some triangles: its nodes are their vertices and the given points
 * inside their edges; any two nodes of a triangle are joined through it, and neighbours on an edge along that edge.
 *
 * Source: L. Aleksandrov, A. Maheshwari and J.-R. Sack, Determining approximate shortest paths on weighted polyhedral
 * surfaces, JACM 52 (2005) 25-53.
 */
export class SteinerGraph {
  readonly field: SlownessMesh;
  readonly xs: number[] = [];
  readonly ys: number[] = [];
  /** The edge that each node lies inside; -1 for a vertex. */
  readonly edges: number[] = [];
  /** How far along its edge each node lies; the number of the vertex for a vertex. */
  readonly places: number[] = [];
  readonly #nodeOfVertex: Int32Array;
  readonly #firstOnEdge: Int32Array;
  readonly #countOnEdge: Int32Array;
  readonly #holds: Uint8Array;

  /** @param placesOn distances from the start of an edge, ascending, inside it; asked for each passable edge of the triangles. */
  constructor(field: SlownessMesh, triangles: Iterable<number>, placesOn: (edge: number) => readonly number[]) {
    this.field = field;
    const { mesh } = field;
    this.#nodeOfVertex = new Int32Array(mesh.vertexCount).fill(-1);
    this.#firstOnEdge = new Int32Array(field.edgeCount).fill(-1);
    this.#countOnEdge = new Int32Array(field.edgeCount);
    this.#holds = new Uint8Array(mesh.triangleCount);
    for (const triangle of triangles) {
      if (this.#holds[triangle] === 1 || field.triangleSlowness[triangle] === Infinity) continue;
      this.#holds[triangle] = 1;
      for (let h = 3 * triangle; h < 3 * triangle + 3; h++) {
        const vertex = mesh.corners[h]!;
        if (this.#nodeOfVertex[vertex]! < 0) this.#nodeOfVertex[vertex] = this.#add(mesh.xs[vertex]!, mesh.ys[vertex]!, -1, vertex);
        const edge = field.edgeOf[h]!;
        if (this.#firstOnEdge[edge]! < 0) this.#addEdge(edge, placesOn(edge));
      }
    }
  }

  get size(): number {
    return this.xs.length;
  }

  /** The node of a vertex; -1 where none of the triangles has it. */
  nodeOf(vertex: number): number {
    return this.#nodeOfVertex[vertex]!;
  }

  /** Calls back for every node that a straight step leads to, with the time of the step. */
  forEachNeighbour(node: number, visit: (neighbour: number, time: number) => void): void {
    const { field } = this;
    const edge = this.edges[node]!;
    if (edge < 0) {
      const vertex = this.places[node]!;
      for (let k = field.fanStart[vertex]!; k < field.fanStart[vertex + 1]!; k++) {
        const h = field.fanHalf[k]!;
        const triangle = Math.floor(h / 3);
        if (this.#holds[triangle] === 0) continue;
        this.#visitEdge(node, field.edgeOf[next(h)]!, triangle, visit);
        this.#visitAlong(node, field.edgeOf[h]!, vertex, visit);
        this.#visitAlong(node, field.edgeOf[previous(h)]!, vertex, visit);
      }
      return;
    }
    const first = this.#firstOnEdge[edge]!;
    const last = first + this.#countOnEdge[edge]! - 1;
    this.#visitNode(node, node > first ? node - 1 : this.#nodeOfVertex[field.startOf(edge)]!, field.edgeSlowness[edge]!, visit);
    this.#visitNode(node, node < last ? node + 1 : this.#nodeOfVertex[field.endOf(edge)]!, field.edgeSlowness[edge]!, visit);
    const half = field.halfOf[edge]!;
    for (let h = half, side = 0; side < 2 && h >= 0; side++, h = field.mesh.twins[half]!) {
      const triangle = Math.floor(h / 3);
      if (this.#holds[triangle] === 0) continue;
      this.#visitEdge(node, field.edgeOf[next(h)]!, triangle, visit);
      this.#visitEdge(node, field.edgeOf[previous(h)]!, triangle, visit);
      this.#visitNode(node, this.#nodeOfVertex[field.mesh.corners[previous(h)]!]!, field.triangleSlowness[triangle]!, visit);
    }
  }

  #add(x: number, y: number, edge: number, place: number): number {
    this.ys.push(y);
    this.edges.push(edge);
    this.places.push(place);
    return this.xs.push(x) - 1;
  }

  #addEdge(edge: number, places: readonly number[]): void {
    const { mesh, edgeLength } = this.field;
    const [a, b] = [this.field.startOf(edge), this.field.endOf(edge)];
    this.#firstOnEdge[edge] = this.size;
    this.#countOnEdge[edge] = places.length;
    for (const place of places) {
      const part = place / edgeLength[edge]!;
      this.#add(mesh.xs[a]! + part * (mesh.xs[b]! - mesh.xs[a]!), mesh.ys[a]! + part * (mesh.ys[b]! - mesh.ys[a]!), edge, place);
    }
  }

  /** The next node on an edge from one of its two vertices. */
  #visitAlong(node: number, edge: number, vertex: number, visit: (neighbour: number, time: number) => void): void {
    const first = this.#firstOnEdge[edge]!;
    const count = this.#countOnEdge[edge]!;
    const fromStart = this.field.startOf(edge) === vertex;
    const other = fromStart ? this.field.endOf(edge) : this.field.startOf(edge);
    const neighbour = count === 0 ? this.#nodeOfVertex[other]! : fromStart ? first : first + count - 1;
    this.#visitNode(node, neighbour, this.field.edgeSlowness[edge]!, visit);
  }

  #visitEdge(node: number, edge: number, triangle: number, visit: (neighbour: number, time: number) => void): void {
    const first = this.#firstOnEdge[edge]!;
    const slowness = this.field.triangleSlowness[triangle]!;
    const end = first + this.#countOnEdge[edge]!;
    for (let other = first; other < end; other++) this.#visitNode(node, other, slowness, visit);
  }

  #visitNode(node: number, other: number, slowness: number, visit: (neighbour: number, time: number) => void): void {
    // Nodes may lie in the same place, where infinitely slow takes no number.
    if (slowness === Infinity) return;
    const [dx, dy] = [this.xs[other]! - this.xs[node]!, this.ys[other]! - this.ys[node]!];
    visit(other, slowness * Math.sqrt(dx * dx + dy * dy));
  }
}

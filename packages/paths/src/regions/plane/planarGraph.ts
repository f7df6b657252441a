import Flatbush from 'flatbush';
import { orient2d } from 'robust-predicates';
import { unresolvedGeometry } from '../../errors.js';
import type { Bounds } from '../../geometry/bounds.js';
import { VertexStore } from './vertexStore.js';

/** A piece of a side on an edge: which curve and which of its sides, and whether it runs from `a` to `b` (1) or back (-1). */
export interface Strand {
  readonly ring: number;
  readonly side: number;
  readonly sign: 1 | -1;
}

/** A straight edge between two vertices, and the sides that run along it. */
export interface PlanarEdge {
  readonly a: number;
  readonly b: number;
  readonly strands: readonly Strand[];
}

/** Vertices, and edges that meet each other at vertices only. */
export interface PlanarGraph {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly edges: readonly PlanarEdge[];
}

/** A straight line from one point to another that bears strands. */
export interface Segment {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly strands: readonly Strand[];
}

/** A split moves edges by rounding errors, so that they may meet anew; this often at most. */
const mostRounds = 50;

/**
 * Splits segments inside a box wherever they cross, touch or overlap. Points closer than `snap` become one; an edge that passes a
 * vertex closer than that is led through it.
 *
 * Crossings are found by exact predicates and rounded to doubles, as in iterated snap rounding: rounds are repeated until
 * no two edges meet outside their ends.
 *
 * Source: D. Halperin and E. Packer, Iterated snap rounding, Computational Geometry 23 (2002) 209-225.
 *
 * @throws PathsError `UNRESOLVED_GEOMETRY` if that does not come to an end.
 */
export function planarGraph(segments: readonly Segment[], snap: number, bounds: Bounds): PlanarGraph {
  const vertices = new VertexStore(snap, bounds);
  let edges = new EdgeStore();
  for (const { from, to, strands } of segments) edges.add(vertices.add(...from), vertices.add(...to), strands);
  let isFresh = new Uint8Array(edges.list.length).fill(1);
  for (let round = 0; round < mostRounds; round++) {
    const cuts = cutsOf(edges.list, isFresh, vertices, snap);
    if (cuts.size === 0) return { xs: vertices.xs, ys: vertices.ys, edges: edges.list };
    const next = new EdgeStore();
    edges.list.forEach((edge, i) => {
      if (!cuts.has(i)) next.add(edge.a, edge.b, edge.strands);
    });
    const settled = next.list.length;
    for (const [i, inner] of cuts) {
      const edge = edges.list[i]!;
      const stops = [edge.a, ...sortedAlong(edge, inner, vertices), edge.b];
      for (let k = 1; k < stops.length; k++) next.add(stops[k - 1]!, stops[k]!, edge.strands);
    }
    isFresh = new Uint8Array(next.list.length).fill(1, settled);
    edges = next;
  }
  throw unresolvedGeometry(mostRounds);
}

/** Edges by their two vertices: what runs along the same edge twice is one edge that bears both. */
class EdgeStore {
  readonly list: PlanarEdge[] = [];
  readonly #known = new Map<string, number>();

  add(from: number, to: number, strands: readonly Strand[]): void {
    if (from === to) return;
    const [a, b] = from < to ? [from, to] : [to, from];
    const turned = from < to ? strands : strands.map((strand): Strand => ({ ...strand, sign: strand.sign === 1 ? -1 : 1 }));
    const key = `${a},${b}`;
    const index = this.#known.get(key);
    if (index === undefined) this.#known.set(key, this.list.push({ a, b, strands: turned }) - 1);
    else this.list[index] = { a, b, strands: [...this.list[index]!.strands, ...turned] };
  }
}

/** Where edges must be cut: the vertices that each passes, new ones at crossings included. Only pairs with a fresh edge are looked at. */
function cutsOf(edges: readonly PlanarEdge[], isFresh: Uint8Array, vertices: VertexStore, snap: number): Map<number, Set<number>> {
  const { xs, ys } = vertices;
  const cuts = new Map<number, Set<number>>();
  if (edges.length === 0) return cuts;
  const cut = (edge: number, vertex: number): void => {
    const { a, b } = edges[edge]!;
    if (vertex === a || vertex === b) return;
    if (!cuts.has(edge)) cuts.set(edge, new Set());
    cuts.get(edge)!.add(vertex);
  };
  const boxes = edges.map(({ a, b }) => [Math.min(xs[a]!, xs[b]!) - snap, Math.min(ys[a]!, ys[b]!) - snap, Math.max(xs[a]!, xs[b]!) + snap, Math.max(ys[a]!, ys[b]!) + snap] as const);
  const index = new Flatbush(edges.length);
  for (const box of boxes) index.add(...box);
  index.finish();
  edges.forEach((edge, i) => {
    if (!isFresh[i]) return;
    for (const j of index.search(...boxes[i]!)) {
      if (j === i || (isFresh[j] && j < i)) continue;
      const other = edges[j]!;
      const touching = [other.a, other.b].filter((vertex) => passes(edge, vertex, vertices, snap));
      const touched = [edge.a, edge.b].filter((vertex) => passes(other, vertex, vertices, snap));
      for (const vertex of touching) cut(i, vertex);
      for (const vertex of touched) cut(j, vertex);
      if (touching.length > 0 || touched.length > 0) continue;
      const crossing = crossingOf(edge, other, vertices);
      if (crossing === null) continue;
      const vertex = vertices.add(...crossing);
      cut(i, vertex);
      cut(j, vertex);
    }
  });
  return cuts;
}

/** Whether an edge comes within `snap` of a vertex other than its ends. */
function passes({ a, b }: PlanarEdge, vertex: number, { xs, ys }: VertexStore, snap: number): boolean {
  if (vertex === a || vertex === b) return false;
  const [dx, dy] = [xs[b]! - xs[a]!, ys[b]! - ys[a]!];
  const [px, py] = [xs[vertex]! - xs[a]!, ys[vertex]! - ys[a]!];
  const length = Math.hypot(dx, dy);
  const along = (px * dx + py * dy) / length;
  if (along <= 0 || along >= length) return false;
  return Math.abs(orient2d(xs[a]!, ys[a]!, xs[b]!, ys[b]!, xs[vertex]!, ys[vertex]!)) <= snap * length;
}

/** Where the insides of two edges cross, or null. */
function crossingOf(one: PlanarEdge, other: PlanarEdge, { xs, ys }: VertexStore): [number, number] | null {
  if (one.a === other.a || one.a === other.b || one.b === other.a || one.b === other.b) return null;
  const sideOf = ({ a, b }: PlanarEdge, vertex: number): number => orient2d(xs[a]!, ys[a]!, xs[b]!, ys[b]!, xs[vertex]!, ys[vertex]!);
  const [fromA, fromB] = [sideOf(other, one.a), sideOf(other, one.b)];
  if (fromA > 0 === fromB > 0) return null;
  if (sideOf(one, other.a) > 0 === sideOf(one, other.b) > 0) return null;
  const part = fromA / (fromA - fromB);
  return [xs[one.a]! + part * (xs[one.b]! - xs[one.a]!), ys[one.a]! + part * (ys[one.b]! - ys[one.a]!)];
}

function sortedAlong({ a, b }: PlanarEdge, inner: ReadonlySet<number>, { xs, ys }: VertexStore): number[] {
  const along = (vertex: number): number => (xs[vertex]! - xs[a]!) * (xs[b]! - xs[a]!) + (ys[vertex]! - ys[a]!) * (ys[b]! - ys[a]!);
  return [...inner].sort((p, q) => along(p) - along(q));
}

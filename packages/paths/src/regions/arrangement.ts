import type { Bounds } from '../geometry/bounds.js';
import type { Point } from '../geometry/vector.js';
import { triangulate } from '../mesh/triangulate.js';
import { TriMesh, next } from '../mesh/triMesh.js';
import { planarGraph } from './plane/planarGraph.js';
import type { PlanarEdge, PlanarGraph, Segment } from './plane/planarGraph.js';
import { paintTriangles } from './plane/paintTriangles.js';
import type { ClippedRing, SideSource } from './sides.js';

/** A maximal connected piece of the map in which the speed is the same. */
export interface ArrangementFace {
  /** 0 where nothing passes. */
  readonly speed: number;
  /** The regions that are seen in it, by their index; -1 is the background. Regions of equal speed that meet share a face. */
  readonly regions: readonly number[];
}

/** A straight edge between faces of different speed, or on the bounds. */
export interface ArrangementEdge {
  /** The vertices it joins. */
  readonly a: number;
  readonly b: number;
  /** The faces on the left and on the right of the way from `a` to `b`; -1 beyond the bounds. */
  readonly left: number;
  readonly right: number;
  /** The sides of polygons that run along it. */
  readonly sides: readonly SideSource[];
}

/** A triangle of a face. */
export interface ArrangementTriangle {
  /** The vertices it spans, counter-clockwise. */
  readonly corners: readonly [number, number, number];
  readonly face: number;
}

/** A map of polygons as its solvers see it: the plane cut into faces by edges that meet at vertices only. */
export interface Arrangement {
  readonly vertices: readonly Point[];
  readonly edges: readonly ArrangementEdge[];
  readonly faces: readonly ArrangementFace[];
  /** The faces cut into triangles (constrained Delaunay), which together fill the bounds. */
  readonly triangles: readonly ArrangementTriangle[];
}

/** An arrangement with the triangulation of its faces in a form that can be searched and refined. */
export interface MeshedArrangement extends Arrangement {
  readonly mesh: TriMesh;
}

export interface ArrangementInput {
  readonly rings: readonly ClippedRing[];
  /** What each side number of a ring stands for. */
  readonly sources: readonly SideSource[];
  readonly speeds: readonly number[];
  readonly background: number;
  readonly bounds: Bounds;
  readonly snap: number;
}

/** Overlays the rings, finds which region is seen where, and merges what meets at equal speed. */
export function arrange(input: ArrangementInput): MeshedArrangement {
  const graph = planarGraph(segmentsOf(input), input.snap, input.bounds);
  const { mesh: full, edgeOf } = meshOf(graph, graph.edges, false);
  const shown = paintTriangles(full, edgeOf, graph.edges, input.rings);
  const speedOf = (region: number): number => (region < 0 ? input.background : input.speeds[region]!);
  const speeds = Array.from(shown, speedOf);
  const isBorder = (h: number): boolean => full.twins[h]! < 0 || speeds[Math.floor(full.twins[h]! / 3)] !== speeds[Math.floor(h / 3)];
  const { count, label } = connectedPieces(full, isBorder);
  const faces: { speed: number; regions: Set<number> }[] = Array.from({ length: count }, () => ({ speed: 0, regions: new Set<number>() }));
  label.forEach((face, triangle) => {
    faces[face]!.speed = speeds[triangle]!;
    faces[face]!.regions.add(shown[triangle]!);
  });
  const kept: { edge: PlanarEdge; left: number; right: number }[] = [];
  full.twins.forEach((twin, h) => {
    const edge = edgeOf.get(h);
    if (edge === undefined || !isBorder(h)) return;
    const forward = full.corners[h] === graph.edges[edge]!.a;
    if (!forward && twin >= 0) return;
    const [here, there] = [label[Math.floor(h / 3)]!, twin < 0 ? -1 : label[Math.floor(twin / 3)]!];
    kept.push({ edge: graph.edges[edge]!, left: forward ? here : there, right: forward ? there : here });
  });
  return compacted(graph, kept, faces.map(({ speed, regions }) => ({ speed, regions: [...regions].sort((a, b) => a - b) })), input.sources);
}

function segmentsOf({ rings, bounds }: ArrangementInput): Segment[] {
  const [xmin, ymin, xmax, ymax] = bounds as readonly [number, number, number, number];
  const box = [[xmin, ymin], [xmax, ymin], [xmax, ymax], [xmin, ymax]] as const;
  const segments: Segment[] = box.map((from, i) => ({ from, to: box[(i + 1) % 4]!, strands: [] }));
  rings.forEach(({ corners, sides }, ring) => {
    corners.forEach((from, i) => {
      const to = corners[(i + 1) % corners.length]!;
      segments.push({ from: from as [number, number], to: to as [number, number], strands: [{ ring, side: sides[i]!, sign: 1 }] });
    });
  });
  return segments;
}

/** The triangulation of a graph, and the edge that each half-edge runs along, if any. */
function meshOf({ xs, ys }: Pick<PlanarGraph, 'xs' | 'ys'>, edges: readonly PlanarEdge[], delaunay: boolean): { mesh: TriMesh; edgeOf: Map<number, number> } {
  const parts = triangulate(xs, ys, edges.map(({ a, b }): [number, number] => [a, b]), delaunay);
  const mesh = new TriMesh({ xs: [...xs], ys: [...ys], ...parts, faces: new Array<number>(parts.corners.length / 3).fill(-1) });
  const index = new Map(edges.map(({ a, b }, i) => [a * xs.length + b, i]));
  const edgeOf = new Map<number, number>();
  mesh.corners.forEach((from, h) => {
    const to = mesh.corners[next(h)]!;
    const edge = index.get(Math.min(from, to) * xs.length + Math.max(from, to));
    if (edge !== undefined) edgeOf.set(h, edge);
  });
  return { mesh, edgeOf };
}

/** Numbers the pieces into which the borders cut a mesh. */
function connectedPieces(mesh: TriMesh, isBorder: (h: number) => boolean): { count: number; label: Int32Array } {
  const label = new Int32Array(mesh.triangleCount).fill(-1);
  let count = 0;
  for (let start = 0; start < label.length; start++) {
    if (label[start]! >= 0) continue;
    label[start] = count;
    const waiting = [start];
    while (waiting.length > 0) {
      const triangle = waiting.pop()!;
      for (let h = 3 * triangle; h < 3 * triangle + 3; h++) {
        if (isBorder(h)) continue;
        const beyond = Math.floor(mesh.twins[h]! / 3);
        if (label[beyond]! >= 0) continue;
        label[beyond] = count;
        waiting.push(beyond);
      }
    }
    count++;
  }
  return { count, label };
}

/** Drops the vertices that no edge ends at any more, and triangulates what is left. */
function compacted(
  { xs, ys }: PlanarGraph,
  kept: readonly { edge: PlanarEdge; left: number; right: number }[],
  faces: readonly ArrangementFace[],
  sources: readonly SideSource[],
): MeshedArrangement {
  const renumbered = new Map<number, number>();
  const vertices: Point[] = [];
  const numberOf = (vertex: number): number => {
    if (!renumbered.has(vertex)) renumbered.set(vertex, vertices.push([xs[vertex]!, ys[vertex]!]) - 1);
    return renumbered.get(vertex)!;
  };
  const edges = kept.map(({ edge, left, right }): ArrangementEdge & PlanarEdge => {
    const [a, b] = [numberOf(edge.a), numberOf(edge.b)];
    const sides = edge.strands.filter(({ side }) => side >= 0).map(({ side }) => sources[side]!);
    return a < b ? { a, b, left, right, sides, strands: [] } : { a: b, b: a, left: right, right: left, sides, strands: [] };
  });
  const { mesh, edgeOf } = meshOf({ xs: vertices.map(([x]) => x!), ys: vertices.map(([, y]) => y!) }, edges, true);
  const pieces = connectedPieces(mesh, (h) => edgeOf.has(h));
  const faceOf = new Int32Array(pieces.count);
  for (const [h, edge] of edgeOf) faceOf[pieces.label[Math.floor(h / 3)]!] = mesh.corners[h] === edges[edge]!.a ? edges[edge]!.left : edges[edge]!.right;
  pieces.label.forEach((piece, triangle) => (mesh.faces[triangle] = faceOf[piece]!));
  const triangles = mesh.faces.map((face, t): ArrangementTriangle => ({ corners: mesh.corners.slice(3 * t, 3 * t + 3) as [number, number, number], face }));
  return { vertices, edges: edges.map(({ a, b, left, right, sides }) => ({ a, b, left, right, sides })), faces, triangles, mesh };
}


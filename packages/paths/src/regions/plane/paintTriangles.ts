import type { TriMesh } from '../../mesh/triMesh.js';
import type { ClippedRing } from '../sides.js';
import type { PlanarEdge } from './planarGraph.js';

/**
 * The region that is seen in each triangle, the last of those that cover it; -1 where none does.
 *
 * A walk from triangle to triangle counts how often each ring winds around them, from the edges it crosses: no coordinate is
 * looked at, so that the answer cannot contradict itself, however thin the triangles.
 */
export function paintTriangles(mesh: TriMesh, edgeOf: ReadonlyMap<number, number>, edges: readonly PlanarEdge[], rings: readonly ClippedRing[]): Int32Array {
  const shown = new Int32Array(mesh.triangleCount).fill(-1);
  const isSeen = new Uint8Array(mesh.triangleCount);
  const layers = new Layers(rings);
  const cross = (h: number, direction: 1 | -1): void => {
    const edge = edgeOf.get(h);
    if (edge === undefined) return;
    const { a, strands } = edges[edge]!;
    const leavesLeft = mesh.corners[h] === a;
    // A curve winds once more around what lies on its left.
    for (const { ring, sign } of strands) layers.wind(ring, (leavesLeft ? -sign : sign) * direction);
  };
  const enterAcross = (h: number): void => {
    const twin = mesh.twins[h]!;
    if (twin >= 0) cross(h, 1);
    // From beyond the bounds, where no ring winds.
    else cross(h, -1);
  };
  const start = mesh.twins.findIndex((twin) => twin < 0);
  if (start < 0) return shown;
  enterAcross(start);
  const path: { triangle: number; entry: number; nextEdge: number }[] = [{ triangle: Math.floor(start / 3), entry: -1, nextEdge: 0 }];
  isSeen[path[0]!.triangle] = 1;
  shown[path[0]!.triangle] = layers.top();
  while (path.length > 0) {
    const place = path[path.length - 1]!;
    if (place.nextEdge === 3) {
      path.pop();
      if (place.entry >= 0) cross(place.entry, -1);
      continue;
    }
    const h = 3 * place.triangle + place.nextEdge++;
    const twin = mesh.twins[h]!;
    const beyond = Math.floor(twin / 3);
    if (twin < 0 || isSeen[beyond]) continue;
    enterAcross(h);
    isSeen[beyond] = 1;
    shown[beyond] = layers.top();
    path.push({ triangle: beyond, entry: h, nextEdge: 0 });
  }
  return shown;
}

/** The regions that cover a place, as rings wind around it. */
class Layers {
  readonly #rings: readonly ClippedRing[];
  readonly #turns: Int32Array;
  /** For each polygon of a region: whether its outer ring winds around the place, and how many of its holes do. */
  readonly #polygons: { region: number; outer: number; holes: number }[];
  readonly #polygonOf: number[] = [];
  /** How many polygons of each region cover the place. */
  readonly #covering = new Map<number, number>();

  constructor(rings: readonly ClippedRing[]) {
    this.#rings = rings;
    this.#turns = new Int32Array(rings.length);
    this.#polygons = [];
    const known = new Map<string, number>();
    for (const { region, part } of rings) {
      const key = `${region},${part}`;
      if (!known.has(key)) known.set(key, this.#polygons.push({ region, outer: 0, holes: 0 }) - 1);
      this.#polygonOf.push(known.get(key)!);
    }
  }

  wind(ring: number, turns: number): void {
    const before = this.#turns[ring]!;
    const after = before + turns;
    this.#turns[ring] = after;
    const change = Number(after !== 0) - Number(before !== 0);
    if (change === 0) return;
    const polygon = this.#polygons[this.#polygonOf[ring]!]!;
    const covered = polygon.outer > 0 && polygon.holes === 0;
    if (this.#rings[ring]!.ring === 0) polygon.outer += change;
    else polygon.holes += change;
    const covers = polygon.outer > 0 && polygon.holes === 0;
    if (covers === covered) return;
    const count = (this.#covering.get(polygon.region) ?? 0) + (covers ? 1 : -1);
    if (count > 0) this.#covering.set(polygon.region, count);
    else this.#covering.delete(polygon.region);
  }

  top(): number {
    let top = -1;
    for (const region of this.#covering.keys()) top = Math.max(top, region);
    return top;
  }
}

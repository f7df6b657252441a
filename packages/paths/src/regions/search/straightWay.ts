import { orient2d } from 'robust-predicates';
import type { SlownessMesh } from '../../mesh/slownessMesh.js';
import { next, previous } from '../../mesh/triMesh.js';
import { edgeStation, positionOf, vertexStation } from './route.js';
import type { Station } from './route.js';

/** The straight line from one station to another as a route, by a walk from triangle to triangle; null where rounding leads it astray. */
export function straightWay(field: SlownessMesh, from: Station, to: Station): Station[] | null {
  const { mesh, edgeOf, edgeLength } = field;
  const { xs, ys, corners } = mesh;
  const [[ax, ay], [bx, by]] = [positionOf(field, from), positionOf(field, to)];
  const sideOf = (vertex: number): number => -orient2d(ax, ay, bx, by, xs[vertex]!, ys[vertex]!);
  const progressOf = (vertex: number): number => (xs[vertex]! - ax) * (bx - ax) + (ys[vertex]! - ay) * (by - ay);
  const goals = new Set(halvesAround(field, to).map((h) => Math.floor(h / 3)));
  const way = [from];
  let [here, reached] = [from, 0];
  for (let left = mesh.triangleCount; left > 0; left--) {
    const halves = halvesAround(field, here);
    if (halves.some((h) => goals.has(Math.floor(h / 3)))) return [...way, to];
    let ahead: Station | null = null;
    for (const h of halves) {
      const [right, far] = [corners[h]!, corners[next(h)]!];
      const [sideRight, sideFar] = [sideOf(right), sideOf(far)];
      const passed = [right, far].find((vertex) => (vertex === right ? sideRight : sideFar) === 0 && vertex !== here.vertex && progressOf(vertex) > reached);
      if (passed !== undefined) ahead = vertexStation(passed);
      else if (sideRight < 0 && sideFar > 0) {
        const edge = edgeOf[h]!;
        const part = sideRight / (sideRight - sideFar);
        ahead = edgeStation(edge, (field.startOf(edge) === right ? part : 1 - part) * edgeLength[edge]!);
      }
      if (ahead !== null) break;
    }
    if (ahead === null) return null;
    if (ahead.edge < 0) reached = progressOf(ahead.vertex);
    way.push(ahead);
    here = ahead;
  }
  return null;
}

/** The half-edges that a line leaves the triangles around a station by. */
function halvesAround({ mesh, halfOf, fanStart, fanHalf }: SlownessMesh, { edge, vertex }: Station): number[] {
  if (edge < 0) return Array.from(fanHalf.subarray(fanStart[vertex], fanStart[vertex + 1]), (h) => next(h));
  const half = halfOf[edge]!;
  const twin = mesh.twins[half]!;
  return (twin < 0 ? [half] : [half, twin]).flatMap((h) => [next(h), previous(h)]);
}

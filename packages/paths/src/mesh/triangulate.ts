import cdt2d from 'cdt2d';
import { orient2d } from 'robust-predicates';
import { flipToDelaunay } from './flipToDelaunay.js';
import { next } from './triMesh.js';
import type { TriMesh } from './triMesh.js';

/**
 * A triangulation of a planar straight-line graph, the whole of its convex hull; the constrained Delaunay one, which has the
 * widest angles, if asked for. Decisions are made with exact arithmetic, so that points may lie as close to each other and to edges as they like.
 *
 * Source: the sweep line of S. Fortune as a monotone triangulation, of the library `cdt2d`.
 */
export function triangulate(xs: readonly number[], ys: readonly number[], edges: readonly (readonly [number, number])[], delaunay: boolean): Pick<TriMesh, 'corners' | 'twins'> {
  const points = xs.map((x, i): [number, number] => [x, ys[i]!]);
  const corners: number[] = [];
  for (const [a, b, c] of cdt2d(points, edges, { delaunay: false, interior: true, exterior: true })) corners.push(...counterClockwise(xs, ys, a, b, c));
  const twins = twinsOf(corners, xs.length);
  if (delaunay) {
    const keyOf = (a: number, b: number): number => Math.min(a, b) * xs.length + Math.max(a, b);
    const fixed = new Set(edges.map(([a, b]) => keyOf(a, b)));
    flipToDelaunay({ xs, ys, corners, twins }, (a, b) => fixed.has(keyOf(a, b)));
  }
  return { corners, twins };
}

function counterClockwise(xs: readonly number[], ys: readonly number[], a: number, b: number, c: number): [number, number, number] {
  const isLeft = orient2d(xs[a]!, ys[a]!, xs[b]!, ys[b]!, xs[c]!, ys[c]!) < 0;
  return isLeft ? [a, b, c] : [a, c, b];
}

function twinsOf(corners: readonly number[], vertexCount: number): number[] {
  const known = new Map<number, number>();
  const twins = new Array<number>(corners.length).fill(-1);
  corners.forEach((from, h) => {
    const to = corners[next(h)]!;
    const twin = known.get(to * vertexCount + from);
    if (twin === undefined) known.set(from * vertexCount + to, h);
    else {
      twins[h] = twin;
      twins[twin] = h;
    }
  });
  return twins;
}

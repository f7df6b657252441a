import { incircle } from 'robust-predicates';
import { next, previous } from './triMesh.js';

/** Triangles as half-edges, as in `TriMesh`. */
interface Triangles {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly corners: number[];
  readonly twins: number[];
}

/**
 * Flips edges of a triangulation until it is the constrained Delaunay one, whose angles are the widest: no corner of a triangle
 * beyond a free edge lies inside the circle through the corners of the triangle before it. Decisions are exact.
 *
 * Source: C. L. Lawson, Software for C1 surface interpolation, in: Mathematical Software III, New York 1977, 161-194.
 *
 * @param isFixed whether the edge between two vertices stays
 */
export function flipToDelaunay({ xs, ys, corners, twins }: Triangles, isFixed: (a: number, b: number) => boolean): void {
  const waiting = Array.from(corners.keys()).filter((h) => h < twins[h]!);
  const isInside = (h: number, twin: number): boolean => {
    const [a, b, c, d] = [corners[h]!, corners[next(h)]!, corners[previous(h)]!, corners[previous(twin)]!];
    return incircle(xs[a]!, ys[a]!, xs[b]!, ys[b]!, xs[c]!, ys[c]!, xs[d]!, ys[d]!) > 0;
  };
  const join = (h: number, twin: number): void => {
    twins[h] = twin;
    if (twin >= 0) twins[twin] = h;
  };
  for (let h = waiting.pop(); h !== undefined; h = waiting.pop()) {
    const twin = twins[h]!;
    if (twin < 0 || isFixed(corners[h]!, corners[next(h)]!) || !isInside(h, twin)) continue;
    const [after, beyond] = [next(h), next(twin)];
    const [top, bottom] = [corners[previous(h)]!, corners[previous(twin)]!];
    const [outer, otherOuter] = [twins[after]!, twins[beyond]!];
    corners[after] = bottom;
    corners[beyond] = top;
    join(h, otherOuter);
    join(twin, outer);
    join(after, beyond);
    waiting.push(h, twin, previous(h), previous(twin));
  }
}

import type { PotentialProblem, Triangles } from './potentialProblem.js';

/** What differences and products of rounded numbers may be off by, relative to their parts. */
const rounding = 4 * Number.EPSILON;

/**
 * How much a potential, given at all vertices, grows from start to goal once it is scaled down so that no gradient exceeds the
 * slowness, rounding errors included: a time that no path falls below.
 */
export function provenGain(mesh: Triangles, { triangles, slowness }: PotentialProblem, potential: Float64Array, goal: number): number {
  let excess = 1;
  triangles.forEach((triangle, t) => (excess = Math.max(excess, largestGradient(mesh, triangle, potential) / slowness[t]!)));
  return Math.max(0, potential[goal]! / excess);
}

/** The gradient of a linear function in a triangle is at most this long. */
function largestGradient({ xs, ys, corners }: Triangles, triangle: number, potential: Float64Array): number {
  const [a, b, c] = widestCornerFirst(xs, ys, corners[3 * triangle]!, corners[3 * triangle + 1]!, corners[3 * triangle + 2]!);
  const [ux, uy, up] = [xs[b]! - xs[a]!, ys[b]! - ys[a]!, potential[b]! - potential[a]!];
  const [vx, vy, vp] = [xs[c]! - xs[a]!, ys[c]! - ys[a]!, potential[c]! - potential[a]!];
  const area = Math.abs(ux * vy - vx * uy) - rounding * (Math.abs(ux * vy) + Math.abs(vx * uy));
  const alongX = Math.abs(up * vy - vp * uy) + rounding * (Math.abs(up * vy) + Math.abs(vp * uy));
  const alongY = Math.abs(ux * vp - vx * up) + rounding * (Math.abs(ux * vp) + Math.abs(vx * up));
  return area > 0 ? (Math.hypot(alongX, alongY) / area) * (1 + rounding) : Infinity;
}

/** The corners of a triangle, the one opposite the longest side first: there differences cancel least. */
function widestCornerFirst(xs: readonly number[], ys: readonly number[], a: number, b: number, c: number): [number, number, number] {
  const square = (p: number, q: number): number => (xs[p]! - xs[q]!) ** 2 + (ys[p]! - ys[q]!) ** 2;
  const [ab, bc, ca] = [square(a, b), square(b, c), square(c, a)];
  if (bc >= ab && bc >= ca) return [a, b, c];
  return ca >= ab ? [b, c, a] : [c, a, b];
}

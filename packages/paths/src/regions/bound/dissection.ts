/** The largest set of points that is not divided any more. */
const smallest = 12;

/**
 * An order of the points of a graph in the plane in which sparse factors stay sparse: one half, the other half, and last the
 * points that separate them, each half in turn ordered so.
 *
 * Source: A. George, Nested dissection of a regular finite element mesh, SIAM J. Numer. Anal. 10 (1973) 345-363.
 */
export function dissection(xs: readonly number[], ys: readonly number[], neighbours: readonly (readonly number[])[]): Int32Array {
  const order = new Int32Array(xs.length);
  const halfOf = new Int32Array(xs.length).fill(-1);
  let stamp = 0;
  const place = (points: Int32Array, from: number): void => {
    if (points.length <= smallest) {
      order.set(points, from);
      return;
    }
    const along = spread(xs, points) > spread(ys, points) ? xs : ys;
    points.sort((p, q) => along[p]! - along[q]!);
    const middle = points.length >> 1;
    stamp += 2;
    for (let k = 0; k < points.length; k++) halfOf[points[k]!] = k < middle ? stamp : stamp + 1;
    const upperHalf = stamp + 1;
    const isSeparator = (point: number): boolean => neighbours[point]!.some((neighbour) => halfOf[neighbour] === upperHalf);
    const lower = points.subarray(0, middle);
    const separator = lower.filter(isSeparator);
    const inner = lower.filter((point) => !isSeparator(point));
    const upper = points.slice(middle);
    place(inner, from);
    place(upper, from + inner.length);
    order.set(separator, from + inner.length + upper.length);
  };
  place(Int32Array.from({ length: xs.length }, (_, i) => i), 0);
  return order;
}

function spread(values: readonly number[], points: Int32Array): number {
  let [low, high] = [Infinity, -Infinity];
  for (const point of points) {
    low = Math.min(low, values[point]!);
    high = Math.max(high, values[point]!);
  }
  return high - low;
}

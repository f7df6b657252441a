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
  /** Few points without which no edge joins the halves: those with the most edges across first, until all are covered. */
  const separating = (points: Int32Array): ((point: number) => boolean) => {
    const across = (point: number): number[] => neighbours[point]!.filter((other) => halfOf[other] === 2 * stamp + 1 - halfOf[point]!);
    const taken = new Set<number>();
    const border = Array.from(points, (point) => ({ point, others: across(point) })).filter(({ others }) => others.length > 0);
    border.sort((p, q) => q.others.length - p.others.length);
    for (const { point, others } of border) if (others.some((other) => !taken.has(other))) taken.add(point);
    return (point) => taken.has(point);
  };
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
    const isSeparator = separating(points);
    const separator = points.filter(isSeparator);
    const [lower, upper] = [points.subarray(0, middle), points.subarray(middle)].map((half) => half.filter((point) => !isSeparator(point))) as [Int32Array, Int32Array];
    place(lower, from);
    place(upper, from + lower.length);
    order.set(separator, from + lower.length + upper.length);
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

import { scan } from '../control/scan.js';
import { invalidKnots, invalidOption } from '../errors.js';
import { isConstant } from '../graph/apply.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { checked } from '../options.js';
import { add, div, mod, mul, sub } from './arithmetic.js';
import { argsort } from './argsort.js';
import { asTensor } from './asTensor.js';
import { less } from './comparison.js';
import { arange } from './creation.js';
import { gather, take } from './indexing.js';
import { square } from './power.js';
import { floor } from './rounding.js';
import { clip, select } from './selection.js';
import { searchsorted } from './searchsorted.js';
import { concatenate } from './shape.js';
import { slice } from './slice.js';

export interface InterpOptions {
  /** Straight lines between the points, the default, or a cubic spline with two continuous derivatives, of four points or more. */
  readonly kind?: 'linear' | 'cubic';
  /** The value below the first point; by default that of the first point. */
  readonly left?: TensorLike;
  /** The value above the last point; by default that of the last point. */
  readonly right?: TensorLike;
  /** After how much the curve, of straight lines, begins anew: points may then lie anywhere, in any order, and there are no ends. */
  readonly period?: number;
}

/**
 * The curve through the points `(xp, fp)` at x, as NumPy's `interp`: differentiable by x, and by the points. `xp` increases.
 * The cubic spline is SciPy's default, whose third derivative is continuous at the second and the last but one point.
 *
 * Source: C. de Boor, A Practical Guide to Splines, Springer 1978, chapter IV.
 *
 * @example
 * ```ts
 * import { interp, valueAndGrad, type Tensor } from '@fermat/autodiff';
 *
 * const points = [[0, 1, 3, 4], [0, 3, 3, 0]] as const;
 * console.log(interp([-1, 0.5, 2], ...points).toArray()); // [0, 1.5, 3]
 * console.log(valueAndGrad((x: Tensor) => interp(x, ...points, { kind: 'cubic' }))(1)); // [3, 2]
 * console.log(interp([-10, 365], [0, 90, 180, 270], [0, 9, 0, -9], { period: 360 }).toArray()); // [-1, 0.5]
 * ```
 */
export function interp(x: TensorLike, xp: TensorLike, fp: TensorLike, options: InterpOptions = {}): Tensor {
  const { kind = 'linear', left, right, period } = checked('interp', options, ['kind', 'left', 'right', 'period'], '...');
  let [at, knots, values] = [asTensor('interp', x), asTensor('interp', xp), asTensor('interp', fp)];
  const isCubic = kind === 'cubic';
  const fits = knots.shape.length === 1 && values.shape.length === 1 && values.size === knots.size && knots.size >= (isCubic ? 4 : 2);
  if (fits && period !== undefined) {
    if (!(period > 0 && period < Infinity) || isCubic) throw invalidOption('interp', 'period', period, 'a positive number, for lines');
    // In order within one period, with the last point once more in front and the first one behind.
    const turns = sub(arange(knots.size + 2), 1);
    const places = mod(knots, period);
    const order = take(argsort(places), turns, { mode: 'wrap' });
    knots = add(gather(places, order), mul(period, floor(div(turns, knots.size))));
    values = gather(values, order);
    at = mod(at, period);
  }
  const isIncreasing = !isConstant(knots) || knots.data().every((knot, i, all) => i === 0 || knot > all[i - 1]!);
  if (!fits || !isIncreasing) throw invalidKnots(knots.shape, values.shape);
  const cell = clip(sub(searchsorted(knots, at, { side: 'right' }), 1), 0, knots.size - 2);
  const ends = (of: Tensor): [Tensor, Tensor] => [gather(of, cell), gather(of, add(cell, 1))];
  const [x0, x1] = ends(knots);
  const [f0, f1] = ends(values);
  const [width, along] = [sub(x1, x0), sub(at, x0)];
  let inside: Tensor;
  if (isCubic) {
    const mean = div(sub(f1, f0), width);
    const [s0, s1] = ends(splineSlopes(knots, values));
    const bend = div(sub(add(s0, s1), mul(2, mean)), width);
    const curvature = sub(div(sub(mean, s0), width), bend);
    inside = add(f0, mul(along, add(s0, mul(along, add(curvature, mul(div(along, width), bend))))));
  } else {
    const t = div(along, width);
    const rise = sub(f1, f0);
    // From the nearer end, so that every point is met to the bit.
    inside = select(less(t, 0.5), add(f0, mul(rise, t)), sub(f1, mul(rise, sub(1, t))));
  }
  const above = select(less(slice(knots, -1), at), right ?? slice(values, -1), inside);
  return select(less(at, slice(knots, 0)), left ?? slice(values, 0), above);
}

/** The slopes at its points of the spline whose third derivative is continuous at the second and the last but one of them. */
function splineSlopes(x: Tensor, f: Tensor): Tensor {
  const differences = (of: Tensor): Tensor => sub(slice(of, [1, null]), slice(of, [0, -1]));
  const h = differences(x);
  const m = div(differences(f), h);
  const [before, after] = [slice(h, [0, -1]), slice(h, [1, null])];
  const joined = (first: TensorLike, inner: Tensor, last: TensorLike): Tensor => concatenate([first, inner, last]);
  /** The equation at an end, of the nearest two intervals and the mean slopes in them. */
  const end = (h0: Tensor, h1: Tensor, m0: Tensor, m1: Tensor): { sum: Tensor; right: Tensor } => {
    const sum = add(h0, h1);
    return { sum, right: div(add(mul(mul(add(h0, mul(2, sum)), h1), m0), mul(square(h0), m1)), sum) };
  };
  const first = end(slice(h, 0), slice(h, 1), slice(m, 0), slice(m, 1));
  const last = end(slice(h, -1), slice(h, -2), slice(m, -1), slice(m, -2));
  const rows = {
    lower: joined(0, after, last.sum),
    diagonal: joined(slice(h, 1), mul(2, add(before, after)), slice(h, -2)),
    upper: joined(first.sum, before, 0),
    right: joined(first.right, mul(3, add(mul(after, slice(m, [0, -1])), mul(before, slice(m, [1, null])))), last.right),
  };
  // Elimination from the first row to the last, and back.
  const zero = mul(0, slice(f, 0));
  const [, eliminated] = scan(
    (above: { upper: Tensor; right: Tensor }, row: typeof rows) => {
      const pivot = sub(row.diagonal, mul(row.lower, above.upper));
      const next = { upper: div(row.upper, pivot), right: div(sub(row.right, mul(row.lower, above.right)), pivot) };
      return [next, next] as const;
    },
    { upper: zero, right: zero },
    rows,
  );
  return scan(
    (below: Tensor, row: { upper: Tensor; right: Tensor }) => {
      const slope = sub(row.right, mul(row.upper, below));
      return [slope, slope] as const;
    },
    zero,
    eliminated,
    { reverse: true },
  )[1];
}

import { add, div, grad, jit, slice, stack, trace } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import { enclose } from '@fermat/autodiff/interval';
import type { Interval } from '@fermat/autodiff/interval';

/** At least, and at most. */
export type Range = readonly [least: number, most: number];

/** A function of some coordinates. */
export type PlaceFunction = (...place: Tensor[]) => Tensor;

/** What is known of a function over a box, an interval for each coordinate. */
export interface FunctionRange {
  readonly least: number;
  readonly most: number;
  /** The slopes at the middle of the box, and how far at most the function is from growing by them; `null` where it may have a kink. */
  readonly tangent: { readonly middle: number; readonly slopes: readonly number[]; readonly error: number } | null;
}

/** Ops that are smooth wherever the range of their derivative is finite. */
const smoothOps: ReadonlySet<string> = new Set(
  (
    'identity add sub neg mul div square sqrt cbrt integerPow pow hypot exp expm1 exp2 log log1p log2 log10 sin cos tan asin acos atan ' +
    'sinh cosh tanh asinh acosh atanh sigmoid softplus logaddexp sinc erf erfc broadcastTo reshape stack concatenate slice sum'
  ).split(' '),
);

/** Whether a function is made of ops whose derivatives tell how it changes. */
export function isMadeOfSmoothOps(f: PlaceFunction, coordinates: number): boolean {
  return trace(f)(...new Array<number>(coordinates).fill(0)).toJSON().nodes.every(({ op }) => smoothOps.has(op));
}

/**
 * Bounds on a function over boxes, by interval arithmetic: of its values, and where it is smooth of its slopes, so that they are of the second
 * order in the size of the box.
 *
 * @returns a function of the ends of the intervals, first all lower ones
 *
 * Source: R. E. Moore, R. B. Kearfott and M. J. Cloud, Introduction to Interval Analysis, SIAM 2009, chapter 6.
 */
export function functionRange(f: PlaceFunction, coordinates: number): (box: Float64Array) => FunctionRange {
  const axes = Array.from({ length: coordinates }, (_, axis) => axis);
  const intervals = (box: Tensor): Interval<Tensor>[] => axes.map((axis) => [slice(box, axis), slice(box, coordinates + axis)]);
  if (!isMadeOfSmoothOps(f, coordinates)) {
    const natural = jit((box: Tensor) => stack([...enclose(f)(...intervals(box))]));
    return (box) => {
      const [least, most] = natural(box).data() as unknown as Range;
      return { least, most, tangent: null };
    };
  }
  const slopesOf = grad(f, { argnums: axes }) as (...place: Tensor[]) => Tensor[];
  const compiled = jit((box: Tensor) => {
    const given = intervals(box);
    const middles = given.map(([low, high]) => div(add(low, high), 2));
    const steepest = enclose(slopesOf)(...given);
    return stack([...enclose(f)(...given), ...enclose(f)(...middles.map((x): Interval<Tensor> => [x, x])), ...slopesOf(...middles), ...steepest.flat()]);
  });
  return (box) => {
    const [least, most, low, high, ...slopes] = compiled(box).data();
    let [reach, error] = [0, 0];
    for (const axis of axes) {
      const [first, last] = [box[axis]!, box[coordinates + axis]!];
      // With room for what the middle is rounded by.
      const half = (last - first) / 2 + Number.EPSILON * Math.max(Math.abs(first), Math.abs(last));
      const [slope, flattest, steepest] = [slopes[axis]!, slopes[coordinates + 2 * axis]!, slopes[coordinates + 2 * axis + 1]!];
      reach += Math.max(Math.abs(flattest), Math.abs(steepest)) * half;
      error += Math.max(slope - flattest, steepest - slope) * half;
    }
    if (!(reach * rounding < Infinity)) return { least: least!, most: most!, tangent: null };
    const middle = (low! + high!) / 2;
    const apart = (high! - low!) / 2;
    return {
      least: Math.max(least!, low! - reach * rounding),
      most: Math.min(most!, high! + reach * rounding),
      tangent: { middle, slopes: slopes.slice(0, coordinates), error: (error + apart) * rounding + Number.EPSILON * Math.abs(middle) },
    };
  };
}

/** What is made of a few rounded numbers is taken to be larger by this factor. */
const rounding = 1 + 1e-12;

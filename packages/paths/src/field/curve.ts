import { subtract } from '../geometry/vector.js';
import type { Path } from '../geometry/path.js';
import type { Point } from '../geometry/vector.js';
import { legendreValues } from '../numeric/gaussLegendre.js';

/**
 * A curve between two points as a function of u in [0, 1]: the straight line, and a sum of `b_k(u)` times coefficients.
 *
 * The bend b_k is the integral of the k-th normalised Legendre polynomial from 0: it vanishes at both ends, and the
 * derivatives of the bends are orthonormal, so that descent on the coefficients is well conditioned at any degree.
 */
export interface Curve {
  readonly from: Point;
  readonly to: Point;
  /** One row of coordinates for each bend. */
  readonly coefficients: Float64Array;
}

/** b_1(u) to b_n(u). */
export function bendsAt(n: number, u: number): Float64Array {
  const legendre = legendreValues(n + 1, 2 * u - 1);
  return Float64Array.from({ length: n }, (_, i) => (legendre[i + 2]! - legendre[i]!) / (2 * Math.sqrt(2 * i + 3)));
}

/** The derivatives of b_1 to b_n. */
export function bendSlopesAt(n: number, u: number): Float64Array {
  const legendre = legendreValues(n, 2 * u - 1);
  return Float64Array.from({ length: n }, (_, i) => Math.sqrt(2 * i + 3) * legendre[i + 1]!);
}

/** Where a curve is at u, and its derivative there. */
export interface Motion {
  readonly position: number[];
  readonly velocity: number[];
}

/** A way to move from one place to another while u goes from 0 to 1. */
export type Course = (u: number) => Motion;

export function motionOn({ from, to, coefficients }: Curve, u: number): Motion {
  const t = 2 * u - 1;
  const position = from.map((start, axis) => (1 - u) * start + u * to[axis]!);
  const velocity = from.map((start, axis) => to[axis]! - start);
  // Three Legendre polynomials in a row, of degrees k - 1, k and k + 1.
  let [before, here] = [1, t];
  for (let k = 1, i = 0; i < coefficients.length; k++) {
    const after = ((2 * k + 1) * t * here - k * before) / (k + 1);
    const root = Math.sqrt(2 * k + 1);
    for (let axis = 0; axis < from.length; axis++, i++) {
      position[axis]! += ((after - before) / (2 * root)) * coefficients[i]!;
      velocity[axis]! += root * here * coefficients[i]!;
    }
    [before, here] = [here, after];
  }
  return { position, velocity };
}

/** At which ends of a curve what travels it stands still. */
export interface Rests {
  readonly start: boolean;
  readonly end: boolean;
}

/**
 * How much of b_1 and b_2 to add to a curve, for each unit of its derivative at the start and at the end, so that these vanish
 * where they are to.
 */
export function restingBends({ start, end }: Rests): { readonly start: readonly [number, number]; readonly end: readonly [number, number] } {
  const [one, two] = [Math.sqrt(3), Math.sqrt(5)];
  if (start && end) return { start: [1 / (2 * one), -1 / (2 * two)], end: [-1 / (2 * one), -1 / (2 * two)] };
  return { start: [start ? 1 / one : 0, 0], end: [end ? -1 / one : 0, 0] };
}

/** The curve with a derivative of 0 where it rests. */
export function atRest(curve: Curve, rests: Rests): Curve {
  const coefficients = curve.coefficients.slice();
  const bends = restingBends(rests);
  const [first, last] = [motionOn(curve, 0).velocity, motionOn(curve, 1).velocity];
  first.forEach((velocity, axis) => {
    for (const k of [0, 1] as const) coefficients[k * first.length + axis]! += bends.start[k] * velocity + bends.end[k] * last[axis]!;
  });
  return { ...curve, coefficients };
}

/** The same curve with room for more bends. */
export function withDegree({ from, to, coefficients }: Curve, degree: number): Curve {
  const longer = new Float64Array(degree * from.length);
  longer.set(coefficients.subarray(0, longer.length));
  return { from, to, coefficients: longer };
}

/** The curve nearest to a polyline that is at its points at given u, from 0 to 1: nearest in its derivative. */
export function curveThrough(path: Path, places: ArrayLike<number>, degree: number): Curve {
  const from = Array.from(path[0]!);
  const to = Array.from(path[path.length - 1]!);
  const coefficients = new Float64Array(degree * from.length);
  let before = bendsAt(degree, 0);
  for (let i = 1; i < path.length; i++) {
    const after = bendsAt(degree, places[i]!);
    const step = subtract(path[i]!, path[i - 1]!);
    const lasts = places[i]! - places[i - 1]!;
    if (lasts > 0) {
      after.forEach((value, k) => step.forEach((part, axis) => (coefficients[k * step.length + axis]! += (part / lasts) * (value - before[k]!))));
    }
    before = after;
  }
  return { from, to, coefficients };
}

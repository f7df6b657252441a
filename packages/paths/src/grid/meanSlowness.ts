import { gaussLegendre } from '../numeric/gaussLegendre.js';

/** The speed after a part of a segment. */
export type SpeedAfter = (part: number) => number;

/** A value of D / across^2 up to which the series below has settled. */
const small = 1e-2;

/**
 * The mean slowness over a part of a segment along which the speed is quadratic, as a bilinear one is: in closed form, of the
 * speeds at its start, in its middle and at its end, which must be positive. `first` and `last` are those at the start and the end.
 *
 * Source: I. S. Gradshteyn and I. M. Ryzhik, Table of Integrals, Series, and Products, 7th ed., Academic Press 2007, 2.172.
 */
export function quadraticMean(speedAfter: SpeedAfter, start: number, end: number, first: number, last: number): number {
  const middle = speedAfter((start + end) / 2);
  const slope = 4 * middle - 3 * first - last;
  const bend = 2 * (first + last - 2 * middle);
  const across = 4 * middle - first - last;
  const discriminant = slope * slope - 4 * first * bend;
  const ratio = discriminant / (across * across);
  if (Math.abs(ratio) < small) return (2 / across) * (1 + ratio * (1 / 3 + ratio * (1 / 5 + ratio * (1 / 7 + ratio * (1 / 9 + ratio * (1 / 11 + ratio / 13))))));
  const root = Math.sqrt(Math.abs(discriminant));
  // across^2 - discriminant is 4 first last: so the area tangent does not cancel where one of them is small.
  return (2 / root) * (discriminant > 0 ? Math.log((across + root) / (2 * Math.sqrt(first * last))) : Math.atan2(root, across));
}

/** Rules for short parts of segments and for others. */
const few = gaussLegendre(3);
const many = gaussLegendre(6);

/** The mean slowness over a part of a segment along which the speed is smooth, by a rule. */
export function smoothMean(speedAfter: SpeedAfter, start: number, end: number, _first: number, _last: number, isShort: boolean): number {
  const rule = isShort ? few : many;
  let mean = 0;
  for (let i = 0; i < rule.nodes.length; i++) mean += rule.weights[i]! / speedAfter(start + rule.nodes[i]! * (end - start));
  return mean;
}

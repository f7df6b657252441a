import { equal, less, lessEqual, logicalAnd, logicalNot, logicalOr, select, type Tensor } from '@fermat/autodiff';
import { hull, type Enclosed } from './enclosed.js';

/** A bool is enclosed by whether it is certain, and whether it is possible. */
const truth = (isCertain: Tensor, isPossible: Tensor): Enclosed => ({ low: isCertain, high: isPossible });

export const isLess = (a: Enclosed, b: Enclosed): Enclosed => truth(less(a.high, b.low), less(a.low, b.high));

export const isLessOrEqual = (a: Enclosed, b: Enclosed): Enclosed => truth(lessEqual(a.high, b.low), lessEqual(a.low, b.high));

export function isEqual(a: Enclosed, b: Enclosed): Enclosed {
  if (a.low.dtype === 'bool') return isNot(isOneOf(a, b));
  const isPossible = logicalAnd(lessEqual(a.low, b.high), lessEqual(b.low, a.high));
  return truth(logicalAnd(isPossible, logicalAnd(equal(a.low, b.high), equal(a.high, b.low))), isPossible);
}

export const isNot = (a: Enclosed): Enclosed => truth(logicalNot(a.high), logicalNot(a.low));

const isBoth = (a: Enclosed, b: Enclosed): Enclosed => truth(logicalAnd(a.low, b.low), logicalAnd(a.high, b.high));

const isEither = (a: Enclosed, b: Enclosed): Enclosed => truth(logicalOr(a.low, b.low), logicalOr(a.high, b.high));

/** Whether one of two holds, and not the other. */
export const isOneOf = (a: Enclosed, b: Enclosed): Enclosed => isEither(isBoth(a, isNot(b)), isBoth(isNot(a), b));

/** What a condition selects, or may select. */
export function selected(condition: Enclosed, a: Enclosed, b: Enclosed): Enclosed {
  const either = hull([a, b]);
  const choose = (side: 'low' | 'high'): Tensor => select(condition.low, a[side], select(condition.high, either[side], b[side]));
  return { low: choose('low'), high: choose('high') };
}

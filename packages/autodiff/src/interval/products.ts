import { abs, div, equal, isnan, less, lessEqual, logicalAnd, logicalOr, maximum, mul, pow, select, square, sub, type Tensor } from '@fermat/autodiff';
import { between, isExact, onBoth, outward, type Enclosed } from './enclosed.js';

/** Zero times infinity is zero: a bound is infinite where there is none, but what it bounds is not. */
function product(a: Tensor, b: Tensor): Tensor {
  const found = mul(a, b);
  return a.dtype === 'int32' ? found : select(isnan(found), 0, found);
}

export function times(a: Enclosed, b: Enclosed): Enclosed {
  if (isExact(a)) return outward(between([product(a.low, b.low), product(a.low, b.high)]));
  if (isExact(b)) return times(b, a);
  return outward(between([product(a.low, b.low), product(a.low, b.high), product(a.high, b.low), product(a.high, b.high)]));
}

export function reciprocal({ low, high }: Enclosed): Enclosed {
  const isInside = logicalAnd(less(low, 0), less(0, high));
  return outward({
    low: select(logicalOr(isInside, equal(high, 0)), -Infinity, div(1, high)),
    high: select(logicalOr(isInside, equal(low, 0)), Infinity, div(1, low)),
  });
}

/** A quotient: by a known divisor of its own rounding only. */
export function over(a: Enclosed, b: Enclosed): Enclosed {
  if (!isExact(b)) return times(a, reciprocal(b));
  const ends = [div(a.low, b.low), div(a.high, b.low)];
  return outward(between(ends.map((end, i) => select(equal(b.low, 0), i === 0 ? -Infinity : Infinity, end))));
}

/** The absolute values of an interval: 0 is among them where its ends differ in sign. */
export function magnitude({ low, high }: Enclosed): Enclosed {
  const ends = between([abs(low), abs(high)]);
  return { low: select(lessEqual(low, 0), select(lessEqual(0, high), 0, ends.low), ends.low), high: ends.high };
}

export function squared(x: Enclosed): Enclosed {
  const { low, high } = outward(onBoth(square, magnitude(x)));
  return { low: maximum(low, 0), high };
}

export function wholePower(x: Enclosed, n: number): Enclosed {
  if (n < 0) return reciprocal(wholePower(x, -n));
  // Even powers grow with the magnitude, odd ones with the number. n multiplications are rounded.
  const powers = onBoth((end) => pow(end, n), n % 2 === 0 ? magnitude(x) : x);
  return outward(powers, mul(n * 2 ** -52, maximum(abs(powers.low), abs(powers.high))));
}

/** Of a base that is not negative a power is the least and the largest at some of the ends. */
export function power(x: Enclosed, y: Enclosed): Enclosed {
  const ends = between([pow(x.low, y.low), pow(x.low, y.high), pow(x.high, y.low), pow(x.high, y.high)]);
  const isNegative = less(x.low, 0);
  return outward({ low: select(isNegative, -Infinity, ends.low), high: select(isNegative, Infinity, ends.high) });
}

/** Sums lose as much as their terms are large. */
export function total(terms: Enclosed, sumOf: (x: Tensor) => Tensor, count: number): Enclosed {
  const { low, high } = terms;
  const largest = sumOf(maximum(abs(low), abs(high)));
  return outward({ low: sumOf(low), high: sumOf(high) }, mul(count * 2 ** -50, largest));
}

export const minus = (a: Enclosed, b: Enclosed): Enclosed => outward({ low: sub(a.low, b.high), high: sub(a.high, b.low) });

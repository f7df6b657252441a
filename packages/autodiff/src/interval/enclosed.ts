import { abs, add, isnan, logicalAnd, logicalOr, maximum, minimum, mul, select, sub, type Tensor } from '@fermat/autodiff';

/** Two values of one shape and dtype between which a third lies, element by element. */
export interface Enclosed {
  readonly low: Tensor;
  readonly high: Tensor;
}

/** A value that is known. */
export const exactly = (x: Tensor): Enclosed => ({ low: x, high: x });

export const isExact = ({ low, high }: Enclosed): boolean => low === high;

/** What holds for all values of an interval, for both of its ends. */
export const onBoth = (f: (end: Tensor) => Tensor, x: Enclosed): Enclosed => (isExact(x) ? exactly(f(x.low)) : { low: f(x.low), high: f(x.high) });

/** By how much a rounded result may be off, relatively: a few units in the last place, the accuracy of every op and of its compiled form. */
const rounding = { float64: 2 ** -50, float32: 2 ** -21 };

/** An interval with room for rounding; a bound that is no number is none. */
export function outward({ low, high }: Enclosed, error: Tensor | number = 0): Enclosed {
  const { dtype } = low;
  if (dtype !== 'float64' && dtype !== 'float32') return { low, high };
  const slackOf = (x: Tensor): Tensor => add(add(mul(abs(x), rounding[dtype]), error), dtype === 'float64' ? Number.MIN_VALUE : 2 ** -149);
  const [below, above] = [sub(low, slackOf(low)), add(high, slackOf(high))];
  return { low: select(isnan(below), -Infinity, below), high: select(isnan(above), Infinity, above) };
}

/** The least interval around some others. */
export const hull = (parts: readonly Enclosed[]): Enclosed => ({
  low: parts.map(({ low }) => low).reduce(smaller),
  high: parts.map(({ high }) => high).reduce(larger),
});

/** The least interval around some values. */
export const between = (values: readonly Tensor[]): Enclosed => hull(values.map(exactly));

const smaller = (a: Tensor, b: Tensor): Tensor => (a.dtype === 'bool' ? logicalAnd(a, b) : minimum(a, b));
const larger = (a: Tensor, b: Tensor): Tensor => (a.dtype === 'bool' ? logicalOr(a, b) : maximum(a, b));

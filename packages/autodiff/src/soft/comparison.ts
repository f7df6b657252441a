import { astype, equal, greater, mul, sub, type Tensor, type TensorLike } from '@fermat/autodiff';
import { checkedEntry } from '../entryOptions.js';
import { SOFT_OPTIONS, type SoftOptions } from './options.js';
import { preference } from './preference.js';
import { straightThrough } from './straightThrough.js';

/**
 * How much x is preferred to be positive, `1 / (1 + exp(-x / temperature))`: from 0 to 1, and 1/2 at 0.
 *
 * Its distance from the hard step (1 where x > 0, else 0) is below `exp(-|x| / temperature)`, exponential in 1/temperature;
 * at 0 it is 1/2 at every temperature.
 *
 * @throws AutodiffError if the temperature is not above 0
 *
 * @example
 * ```ts
 * import { softStep } from '@fermat/autodiff/soft';
 *
 * console.log(softStep([-1, 0, 1], { temperature: 0.5 }).toArray()); // [0.1192, 0.5, 0.8808]
 * console.log(softStep([-1, 0, 1], { temperature: 0.5, straightThrough: true }).toArray()); // [0, 0, 1]
 * ```
 */
export const softStep = (x: TensorLike, options: SoftOptions): Tensor => step('softStep', x, options);

function step(op: string, x: TensorLike, options: SoftOptions): Tensor {
  const { yes } = preference(op, x, checkedEntry(op, options, SOFT_OPTIONS).temperature);
  return options.straightThrough === true ? straightThrough(astype(greater(x, 0), 'float64'), yes) : yes;
}

/** How much a is preferred to be greater than b: {@link softStep} of their difference, with broadcasting; 1/2 at a tie. */
export const softGreater = (a: TensorLike, b: TensorLike, options: SoftOptions): Tensor => step('softGreater', sub(a, b), options);

/** How much a is preferred to be less than b: {@link softStep} of `b - a`, with broadcasting; 1/2 at a tie. */
export const softLess = (a: TensorLike, b: TensorLike, options: SoftOptions): Tensor => step('softLess', sub(b, a), options);

/**
 * How much a and b are preferred to be equal, with broadcasting: 1 where they are, falling on both sides as
 * `sech(d / (2 temperature))²` of their distance d, the slope of {@link softStep} scaled to a height of 1. Its distance from
 * `equal` is below `4 exp(-d / temperature)`, and 0 at a tie.
 */
export function softEqual(a: TensorLike, b: TensorLike, options: SoftOptions): Tensor {
  const { yes, no } = preference('softEqual', sub(a, b), checkedEntry('softEqual', options, SOFT_OPTIONS).temperature);
  const soft = mul(4, mul(yes, no));
  return options.straightThrough === true ? straightThrough(astype(equal(a, b), 'float64'), soft) : soft;
}

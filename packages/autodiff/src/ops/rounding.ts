import type { Tensor, TensorLike } from '../graph/tensor.js';
import { invalidOption } from '../errors.js';
import { checked } from '../options.js';
import { div, mul } from './arithmetic.js';
import { unary, type Unary } from './elementwise.js';

/** Whole numbers stay as they are. */
const same = <T>(_k: unknown, x: T): T => x;

/** The largest whole number at most x; its slope is 0. */
export const floor: Unary = /* @__PURE__ */ unary({ name: 'floor', float: (k, x) => k.floor(x), int: same, jvp: () => null, domain: [0.1, 0.9] });

/** The smallest whole number at least x; its slope is 0. */
export const ceil: Unary = /* @__PURE__ */ unary({ name: 'ceil', float: (k, x) => k.ceil(x), int: same, jvp: () => null, domain: [0.1, 0.9] });

const nearest: Unary = /* @__PURE__ */ unary({ name: 'round', float: (k, x) => k.nearest(x), int: same, jvp: () => null, domain: [0.1, 0.4] });

export interface RoundOptions {
  /** Digits after the point that are kept, or, if negative, digits before it that are not; 0 by default. */
  readonly decimals?: number;
}

/**
 * The nearest whole number, ties to the even one as in NumPy, or the nearest with some decimals; its slope is 0.
 *
 * @example
 * ```ts
 * import { round } from '@fermat/autodiff';
 *
 * console.log(round([0.5, 1.5, 2.345]).toArray(), round([2.718, -0.017], { decimals: 2 }).toArray()); // [0, 2, 2] [2.72, -0.02]
 * console.log(round(1250, { decimals: -2 }).item()); // 1200
 * ```
 */
export const round: ((x: TensorLike, options?: RoundOptions) => Tensor) & Pick<Unary, 'primitive'> = /* @__PURE__ */ Object.assign((x: TensorLike, options: RoundOptions = {}): Tensor => {
  const { decimals = 0 } = checked('round', options, ['decimals']);
  if (!Number.isInteger(decimals)) throw invalidOption('round', 'decimals', decimals, 'a whole number');
  const unit = 10 ** Math.abs(decimals);
  const [scaled, back] = decimals > 0 ? [mul, div] : [div, mul];
  return decimals === 0 ? nearest(x) : back(nearest(scaled(x, unit)), unit);
}, nearest);

/** x without its fraction; its slope is 0. */
export const trunc: Unary = /* @__PURE__ */ unary({ name: 'trunc', float: (k, x) => k.trunc(x), int: same, jvp: () => null, domain: [0.1, 0.9] });

import { knownValue } from '../graph/evaluate.js';
import type { Tensor } from '../graph/tensor.js';
import { add } from '../ops/arithmetic.js';
import { less } from '../ops/comparison.js';
import { arange, tensor } from '../ops/creation.js';
import { converted } from '../ops/structure.js';
import { checked } from '../options.js';
import type { TensorsIn } from '../tree/types.js';
import { scan } from './scan.js';
import { whileLoop, type WhileLoopOptions } from './whileLoop.js';

/**
 * The carry after `body(i, carry)` for i from `lower` up to, but without, `upper`. Where both are known the loop is a
 * `scan`. Bounds that are still traced make it a `whileLoop`, which has reverse mode only with `maxIterations`.
 *
 * @example
 * ```ts
 * import { foriLoop, jit, mul, tensor, type Tensor } from '@fermat/autodiff';
 *
 * console.log(foriLoop(1, 6, (i, product) => mul(product, i), tensor(1)).item()); // 120
 * const factorial = jit((n: Tensor) => foriLoop(1, n.add(1), (i, product) => mul(product, i), tensor(1)));
 * console.log(factorial(5).item()); // 120
 * ```
 */
export function foriLoop<C>(lower: number | Tensor, upper: number | Tensor, body: (i: Tensor, carry: TensorsIn<C>) => TensorsIn<C>, init: C, options: WhileLoopOptions = {}): TensorsIn<C> {
  checked('foriLoop', options, ['maxIterations'], '...');
  const [from, to] = [tensor(lower), tensor(upper)].map(bound => (knownValue(bound) === undefined ? undefined : bound.item()));
  if (from !== undefined && to !== undefined) {
    const indices = converted(arange(from, Math.max(from, to)), 'int32');
    return scan<C, Tensor, readonly []>((carry, i) => [body(i, carry), []], init, indices)[0];
  }
  const start = { i: tensor(lower, 'int32'), carry: init };
  return whileLoop<typeof start>(({ i }) => less(i, upper), ({ i, carry }) => ({ i: add(i, 1), carry: body(i, carry) }), start, options).carry;
}

import { add, arange, astype, broadcastTo, scan, sub, tensor, type Tensor, type TensorLike, type TensorsIn } from '@fermat/autodiff';
import { checkedEntry } from '../entryOptions.js';
import { weighted, zipTrees } from './average.js';
import type { SoftConditionOptions } from './branch.js';
import { invalidMaxIterations, notScalarCondition } from './errors.js';
import { SOFT_OPTIONS } from './options.js';
import { asTensor, decision, preference, type Preference } from './preference.js';
import { straightThrough } from './straightThrough.js';

export interface SoftLoopOptions extends SoftConditionOptions {
  /** The number of steps that are run, whatever the condition says; what still goes on then ends there. */
  readonly maxIterations: number;
}

interface Progress<C> {
  readonly state: C;
  /** The weight with which the loop has come so far. */
  readonly going: Tensor;
  /** The average of the states at which it ended, as far as it did. */
  readonly ended: C;
}

/** The dtype in which values are averaged. */
const averageDType = (x: Tensor): 'float32' | 'float64' => (x.dtype === 'float32' ? 'float32' : 'float64');

/** Runs all steps; each ends the loop with the weight that is still going times the preference not to continue. */
function averagedExit<C>(
  op: string,
  { init, maxIterations }: { readonly init: C; readonly maxIterations: number },
  goesOn: (state: TensorsIn<C>, i: Tensor) => Preference,
  body: (state: TensorsIn<C>, i: Tensor) => TensorsIn<C>,
): TensorsIn<C> {
  const zero = zipTrees(op, [init], x => broadcastTo(tensor(0, averageDType(asTensor(x))), asTensor(x).shape)) as C;
  const end = (ended: TensorsIn<C>, weight: Tensor, state: TensorsIn<C>): TensorsIn<C> =>
    zipTrees(op, [ended, state], (sum, x) => add(sum, astype(weighted(weight, x), (sum as Tensor).dtype))) as TensorsIn<C>;
  const [{ state, going, ended }] = scan<Progress<C>, Tensor, readonly []>(
    ({ state, going, ended }, i) => {
      const { yes, no } = goesOn(state, i);
      if (yes.size !== 1) throw notScalarCondition(op, yes.shape);
      return [{ state: body(state, i), going: weighted(going, yes), ended: end(ended, weighted(going, no), state) }, []];
    },
    { state: init, going: tensor(1), ended: zero },
    astype(arange(maxIterations), 'int32'),
  );
  return end(ended, going, state);
}

/**
 * `body(carry)` repeated while `condition(carry)` holds, softly: before each step the condition prefers to continue with a
 * weight p, and to end with 1 - p; the weight of the whole is the product of all before. The result is the average of the
 * carries at which the loop may end, by their weights, so that the derivative flows through the time of exit. Exactly
 * `maxIterations` steps are run; what is still going then ends there. Derivatives work in forward and reverse mode, under
 * `jit`, `vmap` and within other loops.
 *
 * As in {@link softIf} the condition is a number that is positive as long as the loop is to go on, or a preference where no
 * temperature is given. Choose a temperature near the change of the condition in one step: much lower, and the exit sticks
 * to a step; much higher, and it comes early, by some `t log(t / change)`. If the condition is at least m away from 0 at all
 * steps up to the exit, the result differs from that of `whileLoop` by less than `k exp(-m / t)` of the distances between
 * carries, with k steps; a condition of 0 averages the two exits it lies between.
 *
 * The carry is a tree; its whole numbers are averaged as float64.
 *
 * @throws AutodiffError if `maxIterations` is no whole number, or the condition not one value
 *
 * @example
 * ```ts
 * import { add, grad, mul, sub, type Tensor } from '@fermat/autodiff';
 * import { softWhile } from '@fermat/autodiff/soft';
 *
 * // A stone is dropped from a height; after how long does it reach the ground?
 * const fallTime = (height: Tensor) =>
 *   softWhile(
 *     ({ y }) => y,
 *     ({ t, y, v }) => ({ t: add(t, 0.01), y: sub(y, mul(0.01, v)), v: add(v, 0.0981) }),
 *     { t: mul(0, height), y: height, v: mul(0, height) },
 *     { temperature: 0.1, maxIterations: 200 },
 *   ).t;
 * console.log(grad(fallTime)(5)); // 0.10 is the slope of sqrt(2 height / 9.81)
 * ```
 */
export function softWhile<C>(
  condition: (carry: TensorsIn<C>) => TensorLike,
  body: (carry: TensorsIn<C>) => TensorsIn<C>,
  init: C,
  options: SoftLoopOptions,
): TensorsIn<C> {
  return softLoop('softWhile', state => condition(state), state => body(state), init, options);
}

/**
 * The carry after `body(i, carry)` for i = 0, 1, … below `count`, softly: the number of steps is a real number, and the
 * derivative flows through it. It is {@link softWhile} with the condition `count - i - 1/2`: for a whole number of steps the
 * result differs from that of `foriLoop` by less than `exp(-1 / (2 t))` of the distances between carries for each step, and
 * half-way between two whole numbers the exits of both weigh the same. Exactly `maxIterations` steps are run.
 *
 * @example
 * ```ts
 * import { grad, mul, tensor, type Tensor } from '@fermat/autodiff';
 * import { softFor } from '@fermat/autodiff/soft';
 *
 * const power = (count: Tensor) => softFor(count, (_, x) => mul(x, 2), tensor(1), { temperature: 0.2, maxIterations: 10 });
 * console.log(power(tensor(3)).item()); // 8.25
 * console.log(grad(power)(3)); // positive: more steps, a larger power
 * ```
 */
export function softFor<C>(
  count: TensorLike,
  body: (i: Tensor, carry: TensorsIn<C>) => TensorsIn<C>,
  init: C,
  options: SoftLoopOptions & { readonly temperature: number | Tensor },
): TensorsIn<C> {
  return softLoop('softFor', (_, i) => sub(sub(count, i), 0.5), (state, i) => body(i, state), init, options);
}

function softLoop<C>(
  op: string,
  condition: (state: TensorsIn<C>, i: Tensor) => TensorLike,
  body: (state: TensorsIn<C>, i: Tensor) => TensorsIn<C>,
  init: C,
  options: SoftLoopOptions,
): TensorsIn<C> {
  const { temperature, straightThrough: through = false, maxIterations } = checkedEntry(op, options, [...SOFT_OPTIONS, 'maxIterations']);
  if (!Number.isInteger(maxIterations) || maxIterations < 0) throw invalidMaxIterations(op, maxIterations);
  const run = (goesOn: (state: TensorsIn<C>, i: Tensor) => Preference): TensorsIn<C> => averagedExit(op, { init, maxIterations }, goesOn, body);
  const soft = run((state, i) => preference(op, condition(state, i), temperature));
  if (!through) return soft;
  const hard = run((state, i) => decision(condition(state, i), temperature));
  return zipTrees(op, [hard, soft], straightThrough) as TensorsIn<C>;
}

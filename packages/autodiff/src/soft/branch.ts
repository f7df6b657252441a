import { add, arange, argmax, astype, div, equal, neg, slice, softmax, square, sub, type Tensor, type TensorLike } from '@fermat/autodiff';
import { weighted, zipTrees, type Softened, type SoftTree } from './average.js';
import { invalidChoice } from './errors.js';
import { checkedEntry } from '../entryOptions.js';
import { checkTemperature, SOFT_OPTIONS, type SoftOptions } from './options.js';
import { asTensor, decision, preference, type Preference } from './preference.js';
import { straightThrough } from './straightThrough.js';

/** A tree of values, or a function that gives one; it is always called. */
export type SoftBranch<T> = T | (() => T);

export interface SoftConditionOptions {
  /** With a temperature the condition is a number, positive where it holds. Without, it is a preference from 0 to 1. */
  readonly temperature?: SoftOptions['temperature'];
  /** Give the value of the hard construct, with the derivative of the soft one. */
  readonly straightThrough?: boolean;
}

const run = (branch: unknown): unknown => (typeof branch === 'function' ? (branch as () => unknown)() : branch);

/**
 * Both branches, averaged by how much the condition prefers each: `p onTrue + (1 - p) onFalse`, leaf by leaf of two trees of
 * equal structure, with broadcasting. The condition is a number that is positive where it holds, and p the {@link softStep}
 * of it; or, where no temperature is given, p itself, as {@link softGreater} gives it.
 *
 * It differs from the branch that the sign chooses by less than `exp(-|condition| / temperature)` of the distance between
 * the two; where the condition is 0 it is their mean, at every temperature. A branch whose weight is 0 (at some 745
 * temperatures from the tie) has no say, even if it is infinite or NaN.
 *
 * @throws AutodiffError if the structures differ, or where a condition without temperature is known to lie outside of [0, 1]
 *
 * @example
 * ```ts
 * import { grad, type Tensor } from '@fermat/autodiff';
 * import { softGreater, softIf } from '@fermat/autodiff/soft';
 *
 * // On sand a metre takes 2 s, on grass 1 s; the sand begins at x = 3.
 * const secondsPerMetre = (x: Tensor) => softIf(softGreater(x, 3, { temperature: 0.1 }), 2, 1);
 * console.log(grad(secondsPerMetre)(3), grad(secondsPerMetre)(2)); // 2.5 0.000454
 * ```
 */
export function softIf<T extends SoftTree, U extends SoftTree>(
  condition: TensorLike,
  onTrue: SoftBranch<T>,
  onFalse: SoftBranch<U>,
  options: SoftConditionOptions = {},
): Softened<T> {
  const { temperature, straightThrough: through = false } = checkedEntry('softIf', options, SOFT_OPTIONS);
  const branches = [run(onTrue), run(onFalse)];
  const average = ({ yes, no }: Preference): unknown =>
    zipTrees('softIf', branches, (a, b) => add(weighted(yes, a), weighted(no, b)));
  const soft = average(preference('softIf', condition, temperature));
  return (through ? zipTrees('softIf', [average(decision(condition, temperature)), soft], straightThrough) : soft) as Softened<T>;
}

/**
 * All branches, averaged by how much the choice prefers each. The choice is a score for each branch, of which the highest is
 * preferred, or one number: the index, of which the nearest branch is preferred, as by the scores `-(index - k)²`. The
 * weights are the softmax of the scores divided by the temperature.
 *
 * Off ties it differs from the branch preferred by less than `n exp(-gap / temperature)` of the distance between branches,
 * the gap being the lead of the highest score (for an index at a distance d from the nearest whole number, 1 - 2d); at a tie
 * it is the mean of those that tie.
 *
 * @example
 * ```ts
 * import { softSwitch } from '@fermat/autodiff/soft';
 *
 * console.log(softSwitch([1, 5, 2], [10, 20, 30], { temperature: 0.2 }).item()); // 20.000003
 * console.log(softSwitch(0.5, [10, 20, 30], { temperature: 0.2 }).item()); // 15.00034
 * ```
 */
export function softSwitch<T extends SoftTree>(choice: TensorLike, branches: readonly SoftBranch<T>[], options: SoftOptions): Softened<T> {
  const { temperature, straightThrough: through = false } = checkedEntry('softSwitch', options, SOFT_OPTIONS);
  const given = asTensor(choice);
  const count = branches.length;
  const positions = arange(count);
  if (count === 0 || given.shape.length > 1 || (given.shape.length === 1 && given.size !== count)) throw invalidChoice(count, given.shape);
  const scores = given.shape.length === 0 ? neg(square(sub(given, positions))) : given;
  const trees = branches.map(run);
  const average = (weights: Tensor): unknown =>
    zipTrees('softSwitch', trees, (...values) => values.map((value, k) => weighted(slice(weights, k), value)).reduce((a, b) => add(a, b)));
  const soft = average(softmax(div(scores, checkTemperature('softSwitch', temperature))));
  if (!through) return soft as Softened<T>;
  const hard = average(astype(equal(positions, argmax(scores)), 'float64'));
  return zipTrees('softSwitch', [hard, soft], straightThrough) as Softened<T>;
}

import { add, arange, argsort, astype, cumsum, gather, isTracing, less, log, mul, neg, reshape, searchsorted, select, slice, sub, Tensor, tensor, type Shape, type TensorLike } from '@fermat/autodiff';
import { checkedEntry } from '../entryOptions.js';
import { invalidChoice } from './errors.js';
import { split } from './key.js';
import { gumbel } from './normal.js';
import { checkKey, shapeOf } from './threefry.js';
import { bits, randint, uniform } from './uniform.js';

const population = (op: string, x: number | TensorLike): Tensor => {
  if (typeof x === 'number' && !(Number.isInteger(x) && x >= 0)) throw invalidChoice(op, `a population of ${x}`);
  const from = typeof x === 'number' ? astype(arange(x), 'int32') : x instanceof Tensor ? x : tensor(x);
  if (from.shape.length === 0) throw invalidChoice(op, 'a single value');
  return from;
};

/** The numbers from 0 to below `count` in random order, each order as likely: sorted by random bits, as JAX does it. */
function order(key: Tensor, count: number): Tensor {
  let [rest, shuffled] = [key, astype(arange(count), 'int32')];
  // Of two elements that are given equal bits the first would come first; another round makes that unlikely enough.
  for (let round = Math.ceil((3 * Math.log(Math.max(1, count))) / Math.log(2 ** 32 - 1)); round > 0; round--) {
    const [next, own] = split(rest);
    const drawn = bits(own, count);
    shuffled = gather(shuffled, argsort(add(astype(drawn, 'float64'), select(less(drawn, 0), 2 ** 32, 0))));
    rest = next;
  }
  return shuffled;
}

/**
 * The rows of x (along its first axis) in random order, or for a number n the numbers from 0 to below n as int32.
 *
 * @example
 * ```ts
 * import { key, permutation } from '@fermat/autodiff/random';
 *
 * console.log(permutation(key(1662), 5).toArray().toString().length); // 9: the numbers from 0 to 4
 * ```
 */
export function permutation(key: Tensor, x: number | TensorLike): Tensor {
  const from = population('permutation', x);
  return gather(from, order(checkKey('permutation', key), from.shape[0]!));
}

export interface ChoiceOptions {
  /** Whether a row may be drawn again; true by default. */
  readonly replace?: boolean;
  /** The probability of each row, up to a common factor; all are equal by default. */
  readonly p?: TensorLike;
}

/**
 * Rows of x (along its first axis), or for a number n numbers from 0 to below n, drawn at random. What is drawn has the slope
 * of x, and none by the probabilities.
 *
 * @example
 * ```ts
 * import { choice, key } from '@fermat/autodiff/random';
 *
 * console.log(choice(key(2), [10, 20, 30], 4, { p: [0, 1, 0] }).toArray()); // [20, 20, 20, 20]
 * ```
 */
export function choice(key: Tensor, x: number | TensorLike, shape: number | Shape = [], options: ChoiceOptions = {}): Tensor {
  const { replace = true, p } = checkedEntry('choice', options, ['replace', 'p']);
  const from = population('choice', x);
  const count = from.shape[0]!;
  const sizes = shapeOf('choice', shape);
  const draws = sizes.reduce((size, n) => size * n, 1);
  const weights = p === undefined ? null : p instanceof Tensor ? p : tensor(p);
  if (draws > 0 && (count === 0 || (!replace && draws > count))) throw invalidChoice('choice', `${draws} of ${count}${replace ? '' : ' without replacement'}`);
  if (weights !== null && (weights.shape.length !== 1 || weights.size !== count)) throw invalidChoice('choice', `${weights.size} probabilities for ${count} rows`);
  if (weights !== null && !isTracing() && draws > 0) checkWeights(weights, replace ? 1 : draws);
  const first = (positions: Tensor): Tensor => reshape(slice(positions, [0, draws]), sizes);
  const drawn = (): Tensor => {
    if (weights === null) return replace ? randint(key, 0, count, sizes) : first(order(checkKey('choice', key), count));
    if (!replace) return first(argsort(neg(add(gumbel(key, count), log(weights)))));
    const upTo = cumsum(weights);
    return searchsorted(upTo, mul(slice(upTo, -1), sub(1, uniform(key, sizes))));
  };
  return gather(from, drawn());
}

/** Refuses what are no probabilities, and fewer likely rows than must differ. */
function checkWeights(weights: Tensor, distinct: number): void {
  const numbers = [...weights.data()];
  const wrong = numbers.find(weight => !(weight >= 0 && weight < Infinity));
  if (wrong !== undefined) throw invalidChoice('choice', `a row with the probability ${wrong}`);
  const likely = numbers.filter(weight => weight > 0).length;
  if (likely < distinct) throw invalidChoice('choice', `${distinct} different rows where ${likely} are likely`);
}

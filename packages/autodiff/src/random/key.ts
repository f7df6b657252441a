import { astype, broadcastTo, slice, stack, Tensor, tensor, type TensorLike } from '@fermat/autodiff';
import { invalidCount, invalidSeed, notAKey } from './errors.js';
import { checkKey, firstWord, scrambled, secondWord, stream } from './threefry.js';

/**
 * The key of a seed, a whole number: two int32 that say all about the numbers drawn with it. Keys are values and have no
 * state. The same key gives the same numbers, in any engine and on every backend; for others, {@link split} it.
 *
 * Keys and numbers are those of JAX with 64 bits enabled (`jax_threefry_partitionable`, its default since version 0.5), but for
 * those of `randint` and of `choice` with replacement.
 *
 * @example
 * ```ts
 * import { key, normal, split } from '@fermat/autodiff/random';
 *
 * const [first, second] = split(key(1662));
 * console.log(normal(first).item() === normal(first).item(), normal(first).item() === normal(second).item()); // true false
 * ```
 */
export function key(seed: number): Tensor {
  if (!Number.isSafeInteger(seed)) throw invalidSeed(seed);
  return tensor(Int32Array.of(Math.floor(seed / 2 ** 32), seed % 2 ** 32));
}

/** Several keys of one, 2 by default, each as good as new. The one they come from is not to be used further. */
export function split(key: Tensor): [Tensor, Tensor];
export function split(key: Tensor, count: number): Tensor[];
export function split(key: Tensor, count = 2): Tensor[] {
  if (!Number.isInteger(count) || count < 0) throw invalidCount('split', 'the number of keys', count);
  const first = stream('split', key, [count], firstWord);
  const second = stream('split', key, [count], secondWord);
  return Array.from({ length: count }, (_, i) => stack([slice(first, i), slice(second, i)]));
}

/**
 * A key made of another and of a whole number, such as the number of a step or of a body: new for each number, without
 * splitting beforehand. Under `jit` and in loops the number may be traced.
 *
 * @example
 * ```ts
 * import { foldIn, key, uniform } from '@fermat/autodiff/random';
 * import { foriLoop, add, tensor } from '@fermat/autodiff';
 *
 * const root = key(7);
 * const total = foriLoop(0, 100, (step, sum) => add(sum, uniform(foldIn(root, step))), tensor(0));
 * console.log(Math.abs(total.item() - 50) < 10); // true
 * ```
 */
export function foldIn(key: Tensor, data: TensorLike): Tensor {
  const number = data instanceof Tensor ? data : tensor(data);
  if (number.size !== 1 || number.dtype === 'bool') throw notAKey('foldIn', `with data of ${number.dtype}[${number.shape.join(',')}]`);
  if (typeof data === 'number' && !Number.isSafeInteger(data)) throw invalidSeed(data);
  const low = typeof data === 'number' ? tensor(data % 2 ** 32 | 0, 'int32') : astype(number, 'int32');
  const counter = [broadcastTo(astype(0, 'int32'), low.shape), low] as const;
  const root = checkKey('foldIn', key);
  return stack([scrambled(root, counter, firstWord), scrambled(root, counter, secondWord)]);
}

import { arange, astype, broadcastTo, definePrimitive, reshape, slice, Tensor, type DType, type ScalarAlgebra, type Shape } from '@fermat/autodiff';
import { invalidCount, notAKey, tooMany } from './errors.js';

const ROTATIONS: readonly (readonly number[])[] = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
];
const PARITY = 0x1bd11bda;

/** A key, or a counter, or what becomes of it: two words of 32 bits. */
type Words<I> = readonly [I, I];

/**
 * Twenty rounds of Threefry-2x32, a bijection of the counter for each key.
 *
 * Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, Parallel random numbers: as easy as 1, 2, 3, SC'11.
 */
export function threefry<F, I, B>(k: ScalarAlgebra<F, I, B>, [key0, key1]: Words<I>, counter: Words<I>): Words<I> {
  const keys = [key0, key1, k.xorInt(k.xorInt(key0, key1), k.int(PARITY))] as const;
  let a = k.addInt(counter[0], key0);
  let b = k.addInt(counter[1], key1);
  for (let group = 1; group <= 5; group++) {
    for (const bits of ROTATIONS[(group - 1) % 2]!) {
      a = k.addInt(a, b);
      b = k.xorInt(k.orInt(k.shl(b, bits), k.ushr(b, 32 - bits)), a);
    }
    a = k.addInt(a, keys[group % 3]!);
    b = k.addInt(b, k.addInt(keys[(group + 1) % 3]!, k.int(group)));
  }
  return [a, b];
}

type Finish = <F, I, B>(k: ScalarAlgebra<F, I, B>, words: Words<I>) => F | I;

interface Output {
  readonly dtype: DType;
  readonly finish: Finish;
}

/** Inputs: the words of the key and of the counter, all of one shape. */
const counted = /* @__PURE__ */ definePrimitive<Output>({
  name: 'threefry',
  infer: ([word], { dtype }) => ({ ...word!, dtype, weak: false }),
  lower: (target, inputs, { finish }, type) =>
    target.map(type, (k, [key0, key1, high, low]) => finish(k, threefry(k, [key0, key1] as never, [high, low] as never)), inputs),
  format: ({ dtype }) => dtype,
});

/** The unsigned value of a word. */
const unsigned = <F, I, B>(k: ScalarAlgebra<F, I, B>, word: I): F => {
  const signed = k.toFloat(word);
  return k.select(k.ltInt(word, k.int(0)), k.add(signed, k.float(2 ** 32)), signed);
};

export const firstWord: Output = { dtype: 'int32', finish: (_, [a]) => a };
export const secondWord: Output = { dtype: 'int32', finish: (_, [, b]) => b };
export const mixedWords: Output = { dtype: 'int32', finish: (k, [a, b]) => k.xorInt(a, b) };
/** 52 bits as a number from 0 up to 1. */
export const unitFloat64: Output = {
  dtype: 'float64',
  finish: (k, [a, b]) => k.add(k.mul(unsigned(k, a), k.float(2 ** -32)), k.mul(k.toFloat(k.ushr(b, 12)), k.float(2 ** -52))),
};
/** 23 bits as a number from 0 up to 1. */
export const unitFloat32: Output = {
  dtype: 'float32',
  finish: (k, [a, b]) => k.mul(k.toFloat(k.ushr(k.xorInt(a, b), 9)), k.float(2 ** -23)),
};

/** Refuses what is no key. */
export function checkKey(op: string, key: unknown): Tensor {
  if (!(key instanceof Tensor)) throw notAKey(op, typeof key);
  if (key.dtype !== 'int32' || key.shape.length !== 1 || key.size !== 2) throw notAKey(op, `${key.dtype}[${key.shape.join(',')}]`);
  return key;
}

/** The words of a key, each in the given shape. */
export const wordsOf = (key: Tensor, shape: Shape): Words<Tensor> => [broadcastTo(slice(key, 0), shape), broadcastTo(slice(key, 1), shape)];

/** What a key makes of one counter. */
export const scrambled = (key: Tensor, counter: Words<Tensor>, output: Output): Tensor => counted([...wordsOf(key, counter[0].shape), ...counter], output);

/** What a key makes of the counters 0, 1, 2, … laid out in a shape: the element of a position depends on nothing else. */
export function stream(op: string, key: Tensor, shape: Shape, output: Output): Tensor {
  const count = shape.reduce((size, n) => size * n, 1);
  if (count > 2 ** 31) throw tooMany(op, count);
  const low = reshape(astype(arange(count), 'int32'), shape);
  return scrambled(checkKey(op, key), [broadcastTo(astype(0, 'int32'), shape), low], output);
}

/** A shape given by the user: a number for one axis, or a list of sizes. */
export function shapeOf(op: string, shape: number | Shape): Shape {
  const list = typeof shape === 'number' ? [shape] : shape;
  const wrong = list.find(n => !Number.isInteger(n) || n < 0);
  if (wrong !== undefined) throw invalidCount(op, 'a size of the shape', wrong);
  return list;
}

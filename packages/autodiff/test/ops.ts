/** Every elementwise op with its own domain, taken from its primitive: the table from which tests are generated. */
import * as api from '../src/index.js';
import type { Tensor, TensorLike } from '../src/index.js';
import type { Primitive } from '../src/graph/primitive.js';

export interface OpCase {
  readonly name: string;
  readonly op: (...args: TensorLike[]) => Tensor;
  readonly domain: readonly (readonly [number, number])[];
}

type WithPrimitive = OpCase['op'] & { readonly primitive: Primitive<null> };

const isOp = (x: unknown): x is WithPrimitive => typeof x === 'function' && 'primitive' in x;

export const elementwiseOps: readonly OpCase[] = Object.entries(api).flatMap(([name, op]) =>
  isOp(op) && op.primitive.domain !== undefined ? [{ name, op, domain: op.primitive.domain }] : [],
);

/** A number in an interval, from one in [0, 1). */
export const within = ([low, high]: readonly [number, number], u: number): number => low + (high - low) * u;

/** A seeded stream of numbers in [0, 1): mulberry32 (T. Ettinger, public domain). */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

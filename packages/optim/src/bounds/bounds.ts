import type { Tensor, Tree, TypedArray } from '@fermat/autodiff';
import { boundsCrossed, boundsMismatch } from '../errors.js';
import { Box } from './box.js';

/** One side of a pair of bounds: for every number alike, or one for each; `null` for none. */
export type Limit = number | TypedArray | null;

/**
 * Bounds of unknowns of the kind `X`: a pair `[lower, upper]` in place of any number, array or subtree
 * bounds all the numbers in it, and `null` leaves them free; deeper down, a tree of the structure of
 * x0, from which keys may be left out.
 */
export type Bounds<X> =
  | readonly [lower: Limit, upper: Limit]
  | null
  | (Tree extends X
      ? unknown
      : X extends number
      ? null
      : X extends Tensor | TypedArray
        ? readonly (readonly [lower: Limit, upper: Limit] | null)[]
        : X extends readonly (infer E)[]
          ? readonly Bounds<E>[]
          : { readonly [K in keyof X]?: Bounds<X[K]> });

/** Brings bounds to flat vectors, in the order of the numbers of `x0`. */
export function readBounds(bounds: unknown, x0: unknown): Box {
  const lower: number[] = [];
  const upper: number[] = [];
  const visit = (limits: unknown, x: unknown, path: string): void => {
    const parts = partsOf(x);
    if (limits === null || limits === undefined || isPair(limits)) {
      const [low, high] = limits ?? [null, null];
      const count = sizeOf(x);
      for (let i = 0; i < count; i++) {
        const [a, b] = [limitAt(low, i, count, -Infinity, path), limitAt(high, i, count, Infinity, path)];
        if (!(a <= b) || a === Infinity || b === -Infinity) throw boundsCrossed(count > 1 ? `${path}, number ${i}` : path, a, b);
        lower.push(a);
        upper.push(b);
      }
      return;
    }
    const named = limits as Record<string, unknown>;
    const given = typeof limits === 'object' ? Object.keys(limits) : [];
    const fits = parts !== null && (Array.isArray(limits) ? given.length === parts.length : given.every(key => parts.some(([name]) => name === key)));
    if (typeof limits !== 'object' || !fits) throw boundsMismatch(path, limits);
    for (const [name, part] of parts) visit(named[name], part, `${path}.${name}`);
  };
  visit(bounds, x0, 'bounds');
  return new Box(Float64Array.from(lower), Float64Array.from(upper));
}

function isPair(limits: unknown): limits is readonly [Limit, Limit] {
  const isLimit = (limit: unknown): boolean => limit === null || limit === undefined || typeof limit === 'number' || ArrayBuffer.isView(limit);
  return Array.isArray(limits) && limits.length === 2 && limits.every(isLimit);
}

function limitAt(limit: Limit | undefined, i: number, count: number, none: number, path: string): number {
  if (limit === null || limit === undefined) return none;
  if (typeof limit === 'number') return limit;
  if (limit.length !== count) throw boundsMismatch(path, limit);
  return limit[i]!;
}

/** The parts that a tree has by name; null for a number. */
function partsOf(x: unknown): readonly (readonly [string, unknown])[] | null {
  if (typeof x === 'number') return null;
  return Object.entries(isTensor(x) ? x.data() : (x as object));
}

function sizeOf(x: unknown): number {
  if (typeof x === 'number') return 1;
  if (isTensor(x)) return x.size;
  if (ArrayBuffer.isView(x)) return (x as Float64Array).length;
  return Object.values(x as object).reduce<number>((total, part) => total + sizeOf(part), 0);
}

const isTensor = (x: unknown): x is Tensor => typeof (x as Tensor).data === 'function';

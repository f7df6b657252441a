import type { Maybe } from './primitive.js';

/** Places of a list in which something is, or not. */
type Places = readonly Maybe<object | boolean>[];

/** Those values of a list that are not null. */
export const present = <T extends object>(values: readonly Maybe<T>[]): T[] => values.filter(value => value !== null);

/** Values put into the places where something is, in their order; null elsewhere. */
export function inPlaces<T>(places: Places, values: readonly Maybe<T>[]): Maybe<T>[] {
  const next = values.values();
  return places.map(isTaken => (isTaken ? next.next().value! : null));
}

/** Values that stand in places where something is; null elsewhere. */
export const where = <T>(places: Places, values: readonly T[]): Maybe<T>[] => values.map((value, i) => (places[i] ? value : null));

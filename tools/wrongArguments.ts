/** What is none of the arguments that a function takes. */
const wrong: readonly unknown[] = [null, undefined, 5, -1, Number.NaN, Infinity, 'x', true, [], [null], [[1]], {}, new Float64Array(2)];

type Place = readonly (string | number)[];

/** Arguments with something wrong in one place, and what that is. */
export interface WrongArguments {
  readonly what: string;
  readonly args: readonly unknown[];
}

/**
 * Arguments that are right, with each of them, and each part of what they hold, replaced by one wrong value after the other.
 *
 * @param isWhole whether an object is replaced as a whole only
 */
export function* wrongArguments(given: readonly unknown[], isWhole: (value: object) => boolean): Generator<WrongArguments> {
  for (const place of placesIn(given, isWhole)) {
    for (const value of wrong) {
      const what = `${place.join('.')} = ${value instanceof Float64Array ? 'Float64Array' : JSON.stringify(value)}`;
      yield { what, args: replaced(given, place, value) as readonly unknown[] };
    }
  }
}

function placesIn(value: unknown, isWhole: (value: object) => boolean, place: Place = []): Place[] {
  const hasParts = typeof value === 'object' && value !== null && !isWhole(value);
  const inside = hasParts ? Object.entries(value).flatMap(([key, part]) => placesIn(part, isWhole, [...place, key])) : [];
  return place.length === 0 ? inside : [place, ...inside];
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

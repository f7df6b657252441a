/** How far a search for a least-time path has come. */
export interface SearchProgress {
  /** `search` for ways, `refine` them, `certify` the best. */
  readonly phase: 'search' | 'refine' | 'certify';
  /** The least time of a way so far; `Infinity` while there is none. */
  readonly time: number;
  /** The time that no way falls below, as far as that is known; 0 at first. */
  readonly lowerBound: number;
}

/** Work in small pieces: whoever runs it may do something else after each. */
export type Steps<T> = Generator<SearchProgress, T, void>;

/** The result of work that is done at once. */
export function finished<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

export const searching: SearchProgress = { phase: 'search', time: Infinity, lowerBound: 0 };

/** What is made of each of some things, one after another. */
export function* each<T, R>(things: readonly T[], make: (thing: T) => Steps<R>): Steps<R[]> {
  const made: R[] = [];
  for (const thing of things) made.push(yield* make(thing));
  return made;
}

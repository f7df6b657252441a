/** The known minima of an objective. */
export interface Minima {
  /** The least value. */
  readonly least: number;
  /** Values of other local minima, listed in the literature or verified as first-order points. */
  readonly local?: readonly number[];
}

/** Whether a value is within a relative 1e-8 of the least or a local minimum, absolute where that is 0. */
export function isSolved({ least, local = [] }: Minima, value: number): boolean {
  return [least, ...local].some(minimum => Math.abs(value - minimum) <= 1e-8 * (minimum === 0 ? 1 : Math.abs(minimum)));
}

import type { Box } from '../bounds/box.js';

/** A scalar objective over flat vectors, as methods see it. Every call counts as one evaluation. */
export interface Problem {
  readonly size: number;
  /** The objective at `x`; NaN where it is not finite. */
  value(x: Float64Array): number;
  /** The same, and the gradient into `gradient`; NaN where either is not finite. */
  valueAndGrad(x: Float64Array, gradient: Float64Array): number;
  /** Writes the Hessian at `x` times `v` into `out`; absent where the objective has none. */
  readonly hvp?: (x: Float64Array, v: Float64Array, out: Float64Array) => void;
  /** Bounds of the unknowns. A point outside is moved inside, in place, before it is evaluated. */
  readonly box?: Box | undefined;
}

/** A point with everything of first order that is known there. Methods move it in place. */
export interface Point {
  x: Float64Array;
  gradient: Float64Array;
  value: number;
}

/**
 * How an attempt to move ended: `moved`; `nonfinite`, it met a point without a finite value and has
 * no way back; `precision`, every lower point is closer than the spacing of floating-point numbers;
 * `stuck`, no lower point was found although rounding does not explain it.
 */
export type Advance = 'moved' | 'nonfinite' | 'precision' | 'stuck';

/**
 * An optimiser, as a value: the configuration of a search that {@link minimize} can start any
 * number of times. `start` allocates what the run needs; `point` is evaluated already.
 */
export interface Method {
  readonly name: string;
  /** Brings bounds to flat vectors; absent where the method takes none. */
  readonly readBounds?: (bounds: unknown, x0: unknown) => Box;
  start(problem: Problem, point: Point): MethodRun;
}

/** One search under way. The loop calls `measure`, then `advance`, once an iteration. */
export interface MethodRun {
  /**
   * The Newton decrement g' B^-1 g at the point, B being the method's model of the Hessian: twice
   * the decrease that is left if the model holds. NaN while the model knows too little to say,
   * Infinity where it knows that the objective curves downwards.
   */
  measure(point: Point): number;
  /** Moves `point` by one iteration, or leaves it as it is and says why. */
  advance(point: Point): Advance;
  /** Forgets the model of the Hessian, so that it is learned afresh; false if there is none. */
  restart(): boolean;
}

export function createPoint(size: number): Point {
  return { x: new Float64Array(size), gradient: new Float64Array(size), value: NaN };
}

/** Exchanges the contents of two points without copying. */
export function swapPoints(a: Point, b: Point): void {
  const { x, gradient, value } = a;
  a.x = b.x;
  a.gradient = b.gradient;
  a.value = b.value;
  b.x = x;
  b.gradient = gradient;
  b.value = value;
}

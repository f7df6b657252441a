/** The derivative of a state, written to `rate`; no number in it where the state makes no sense. */
export type Rate = (state: Float64Array, rate: Float64Array) => void;

/** The first row of a stage is 1/5, and so on; the last row is the step itself, so that its stage begins the next one. */
const stages = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];

/** What the fifth-order step has more than the fourth-order one beside it. */
const errors = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];

/** A step of an autonomous differential equation, and how far it is to be trusted. */
export interface Step {
  readonly state: Float64Array;
  /** The rate at `state`, the first stage of the next step. */
  readonly rate: Float64Array;
  /** The root mean square of the estimated error, 1 where it is as large as the tolerance allows; infinite for no number. */
  readonly error: number;
}

/**
 * One step of the Runge-Kutta method of order 5 with an error estimate of order 4.
 *
 * @param rate at `state`
 * @param scales the error that is allowed in each component
 *
 * Source: J. R. Dormand and P. J. Prince, "A family of embedded Runge-Kutta formulae", J. Comp. Appl. Math. 6 (1980), 19-26.
 */
export function dormandPrinceStep(f: Rate, state: Float64Array, rate: Float64Array, step: number, scales: Float64Array): Step {
  const rates = [rate];
  let next = state;
  for (const row of stages) {
    next = state.map((value, i) => value + step * combine(row, rates, i));
    const slope = new Float64Array(state.length);
    f(next, slope);
    rates.push(slope);
  }
  let squares = 0;
  for (let i = 0; i < state.length; i++) squares += ((step * combine(errors, rates, i)) / scales[i]!) ** 2;
  const error = Math.sqrt(squares / state.length);
  return { state: next, rate: rates[rates.length - 1]!, error: Number.isFinite(error) ? error : Infinity };
}

/** The factor for the size of the step after one of this error; the fifth power of a step is what its error grows with. */
export function stepFactor(error: number): number {
  return error === Infinity ? 0.25 : Math.min(5, Math.max(0.2, 0.9 * error ** -0.2));
}

function combine(weights: readonly number[], rates: readonly Float64Array[], component: number): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]! * rates[i]![component]!;
  return total;
}

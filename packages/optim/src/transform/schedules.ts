import { add, cos, div, floor, less, minimum, mul, pow, select, sub } from '@fermat/autodiff';
import type { TensorLike } from '@fermat/autodiff';
import { checkFinite, checkKeys, checkPositive } from '../checks.js';
import { invalidOption } from '../errors.js';
import type { Schedule } from './gradientTransformation.js';
import { scalar } from './leaves.js';

/** Always the same number. */
export function constantSchedule(value: number): Schedule {
  checkFinite({ value });
  return () => value;
}

export interface LinearScheduleOptions {
  readonly from: number;
  readonly to: number;
  /** Updates from one to the other; `to` ever after. */
  readonly steps: number;
}

/** Goes straight from one number to another, and stays there. */
export function linearSchedule(options: LinearScheduleOptions): Schedule {
  checkKeys('linearSchedule', options, ['from', 'to', 'steps']);
  const { from, to, steps } = options;
  checkFinite({ from, to });
  const progress = share(steps);
  return count => scalar(n => add(from, mul(to - from, progress(n))), count);
}

export interface ExponentialDecayOptions {
  readonly initial: number;
  /** The factor applied every `steps` updates. */
  readonly rate: number;
  readonly steps: number;
  /** Apply it in jumps rather than continuously; false by default. */
  readonly staircase?: boolean;
}

/** initial rate^(count / steps) */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule {
  checkKeys('exponentialDecay', options, ['initial', 'rate', 'steps', 'staircase']);
  const { initial, rate, steps, staircase = false } = options;
  checkFinite({ initial, rate });
  checkPositive('steps', steps);
  return count =>
    scalar(n => {
      const periods = div(n, steps);
      return mul(initial, pow(rate, staircase ? floor(periods) : periods));
    }, count);
}

export interface CosineDecayOptions {
  readonly initial: number;
  readonly steps: number;
  /** The number it ends at; 0 by default. */
  readonly final?: number;
}

/**
 * Half a cosine from one number to another.
 *
 * Source: I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts" (ICLR 2017), eq. 5.
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  checkKeys('cosineDecay', options, ['initial', 'steps', 'final']);
  const { initial, steps, final = 0 } = options;
  checkFinite({ initial, final });
  const progress = share(steps);
  return count => scalar(n => add(final, mul((initial - final) / 2, add(1, cos(mul(Math.PI, progress(n)))))), count);
}

export interface WarmupOptions {
  /** Updates until `next` takes over, which counts from there. */
  readonly steps: number;
  /** Where the straight line to the first value of `next` begins; 0 by default. */
  readonly from?: number;
  readonly next: Schedule;
}

/** A straight line up to another schedule's beginning, then that schedule. */
export function warmup(options: WarmupOptions): Schedule {
  checkKeys('warmup', options, ['steps', 'from', 'next']);
  const { steps, from = 0, next } = options;
  checkFinite({ from });
  if (typeof next !== 'function') throw invalidOption('next', next, 'a schedule');
  const progress = share(steps);
  return count => {
    const rest = next(scalar(n => sub(n, minimum(n, steps)), count));
    return scalar((n, after) => select(less(n, steps), add(from, mul(progress(n), sub(after, from))), after), count, rest);
  };
}

export interface PiecewiseConstantOptions {
  readonly initial: number;
  /** Counts at which the number changes, and what it is from there on. */
  readonly changes: readonly { readonly at: number; readonly value: number }[];
}

/** Constant between given counts. */
export function piecewiseConstant(options: PiecewiseConstantOptions): Schedule {
  checkKeys('piecewiseConstant', options, ['initial', 'changes']);
  const { initial, changes } = options;
  if (!Array.isArray(changes)) throw invalidOption('changes', changes, 'a list of { at, value }');
  checkFinite({ initial });
  changes.forEach(change => checkFinite({ at: change?.at, value: change?.value }));
  const ordered = [...changes].sort((a, b) => a.at - b.at);
  return count => scalar(n => ordered.reduce<TensorLike>((value, change) => select(less(n, change.at), value, change.value), initial), count);
}

export interface OneCycleOptions {
  /** The largest number, reached after `rise` of the steps. */
  readonly peak: number;
  readonly steps: number;
  /** Share of the steps spent rising; 0.3 by default. */
  readonly rise?: number;
  /** The start is peak / startDivisor; 25 by default. */
  readonly startDivisor?: number;
  /** The end is the start / finalDivisor; 1e4 by default. */
  readonly finalDivisor?: number;
}

/**
 * Up and down again along half cosines.
 *
 * Source: L. N. Smith and N. Topin, "Super-convergence" (2018).
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  checkKeys('oneCycle', options, ['peak', 'steps', 'rise', 'startDivisor', 'finalDivisor']);
  const { peak, steps, rise = 0.3, startDivisor = 25, finalDivisor = 1e4 } = options;
  checkFinite({ peak, startDivisor, finalDivisor });
  checkPositive('steps', steps);
  if (!(rise > 0 && rise < 1)) throw invalidOption('rise', rise, 'above 0 and below 1');
  const start = peak / startDivisor;
  const top = rise * steps;
  const up = cosineDecay({ initial: start, final: peak, steps: top });
  const down = cosineDecay({ initial: peak, final: start / finalDivisor, steps: steps - top });
  return count => {
    const falling = down(scalar(n => sub(n, minimum(n, top)), count));
    return scalar((n, before, after) => select(less(n, top), before, after), count, up(count), falling);
  };
}

/** count / steps, at most 1. */
function share(steps: number): (count: TensorLike) => TensorLike {
  checkPositive('steps', steps);
  return count => minimum(div(count, steps), 1);
}

import { Tensor, add, mul, neg } from '@fermat/autodiff';
import { invalidOption } from '../errors.js';
import { checkScalars } from './checkScalars.js';
import { mapLeaves, scalar } from './leaves.js';
import { stateless, type GradientTransformation, type NoState, type Scalar, type Schedule } from './gradientTransformation.js';

/** Multiplies the updates by a number. */
export function scale(factor: Scalar): GradientTransformation<NoState> {
  checkScalars({ factor });
  return stateless(grads => mapLeaves(grad => mul(grad, factor), grads));
}

/** How often an optimiser was called. */
export type CountState = { readonly count: Scalar };

/** Multiplies the updates by a number that depends on how many there were before. */
export function scaleBySchedule(schedule: Schedule): GradientTransformation<CountState> {
  if (typeof schedule !== 'function') throw invalidOption('schedule', schedule, 'a function of the count of updates');
  return {
    init: () => ({ count: 0 }),
    update(grads, { count }) {
      const factor = schedule(count);
      return [mapLeaves(grad => mul(grad, factor), grads), { count: increment(count) }];
    },
  };
}

/** The last link of an optimiser: multiplies by minus the learning rate, fixed or scheduled. */
export function scaleByLearningRate(learningRate: Scalar | Schedule): GradientTransformation {
  if (typeof learningRate === 'function') return scaleBySchedule(count => scalar(x => neg(x), learningRate(count)));
  if (!(learningRate instanceof Tensor || Number.isFinite(learningRate))) {
    throw invalidOption('learningRate', learningRate, 'a finite number, a Tensor or a schedule');
  }
  return scale(scalar(x => neg(x), learningRate));
}

export function increment(count: Scalar): Scalar {
  return scalar(x => add(x, 1), count);
}

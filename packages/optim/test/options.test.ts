import { add, square, sub, type Tensor } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import {
  adadelta, adagrad, adam, adamw, amsgrad, augmentedLagrangian, basinHopping, bfgs, cmaEs, conjugateGradient, constantSchedule, constraint, cosineDecay, descend,
  differentialEvolution, exponentialDecay, hagerZhang, lbfgs, lbfgsDirection, leastSquares, linearConstraint, linearSchedule, lion, minimize, momentum,
  moreThuente, multiStart, nadam, newtonTrustRegion, oneCycle, piecewiseConstant, rmsprop, scaleByAdam, scaleByAmsgrad, scaleByRms, sgd, sqp, trustRegion,
  warmup,
} from '../src/index.js';
import { codeOf } from './codeOf.js';

const bowl = ([x, y]: [Tensor, Tensor]): Tensor => add(square(sub(x, 1)), square(y));
const residuals = ([x, y]: [Tensor, Tensor]): Tensor[] => [sub(x, 1), y];

describe.each<readonly [string, (options: never) => unknown]>(
  [
    augmentedLagrangian, bfgs, conjugateGradient, hagerZhang, lbfgs, moreThuente, newtonTrustRegion, sqp, trustRegion,
    adadelta, adagrad, adam, adamw, amsgrad, lion, momentum, nadam, rmsprop, scaleByAdam, scaleByAmsgrad, scaleByRms, sgd,
    cosineDecay, exponentialDecay, linearSchedule, oneCycle, piecewiseConstant, warmup,
    basinHopping, cmaEs, differentialEvolution, multiStart,
  ].map(make => [make.name, make]),
)('%s', (name, make) => {
  test.each([null, 5, 'x', [], true])('takes an object of options, or nothing: %j', options => {
    expect(codeOf(() => make(options as never))).toBe('INVALID_OPTION');
  });

  test('refuses an option that it does not have, and names those that it has', () => {
    expect(codeOf(() => make({ typo: 1 } as never))).toBe('INVALID_OPTION');
    expect(() => make({ typo: 1 } as never)).toThrow(new RegExp(`typo of ${name}.*the options are \\w+`));
  });
});

test.each([null, NaN, 'x', {}, [], () => 1, hagerZhang])('a search that is none is refused: %j', search => {
  for (const make of [lbfgs, bfgs, conjugateGradient]) expect(codeOf(() => make({ search } as never))).toBe('INVALID_OPTION');
  expect(codeOf(() => descend(lbfgsDirection(), search as never))).toBe('INVALID_OPTION');
  expect(codeOf(() => descend(search as never, hagerZhang()))).toBe('INVALID_OPTION');
});

test.each([NaN, -1, 'x'])('limits of a search that make no sense are refused: %j', value => {
  for (const make of [hagerZhang, moreThuente]) for (const key of ['delta', 'sigma', 'maxEvaluations']) expect(codeOf(() => make({ [key]: value }))).toBe('INVALID_OPTION');
  for (const key of ['eta', 'maxEvaluations']) expect(codeOf(() => trustRegion({ [key]: value }))).toBe('INVALID_OPTION');
});

test.each([undefined, null, NaN, 'x', {}])('a learning rate, or a number of a schedule, that is none is refused: %j', value => {
  for (const make of [adagrad, adam, adamw, amsgrad, lion, nadam, rmsprop, sgd]) expect(codeOf(() => make({ learningRate: value as never }))).toBe('INVALID_OPTION');
  const schedules: readonly (() => unknown)[] = [
    () => constantSchedule(value as never),
    () => linearSchedule({ from: value as never, to: 1, steps: 5 }),
    () => exponentialDecay({ initial: 1, rate: value as never, steps: 5 }),
    () => cosineDecay({ initial: value as never, steps: 5 }),
    () => warmup({ steps: 5, next: value as never }),
    () => piecewiseConstant({ initial: 1, changes: value as never }),
    () => piecewiseConstant({ initial: 1, changes: [{ at: 1, value: value as never }] }),
    () => oneCycle({ peak: value as never, steps: 5 }),
  ];
  for (const make of schedules) expect(codeOf(make)).toBe('INVALID_OPTION');
});

test.each([null, 5, 'x', []])('options that are no object are refused: %j', options => {
  expect(codeOf(() => minimize(bowl, [3, 2], options as never))).toBe('INVALID_OPTION');
  expect(codeOf(() => leastSquares(residuals, [3, 2], options as never))).toBe('INVALID_OPTION');
});

test.each([5, 'x', {}, []])('a watcher or a loss that is none is refused: %j', value => {
  expect(codeOf(() => minimize(bowl, [3, 2], { onIteration: value as never }))).toBe('INVALID_OPTION');
  expect(codeOf(() => leastSquares(residuals, [3, 2], { loss: value as never }))).toBe('INVALID_OPTION');
});

test.each([null, undefined, 5, 'x', NaN])('limits and matrices of a constraint that are none are refused: %j', value => {
  expect(codeOf(() => minimize(bowl, [3, 2], { constraints: constraint(bowl, value as never) }))).toBe('INVALID_CONSTRAINT');
  expect(codeOf(() => linearConstraint(value as never, { equals: 1 }))).toBe('INVALID_CONSTRAINT');
});

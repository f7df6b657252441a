import { add, square, sub, type Tensor } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import {
  adadelta, adagrad, adam, adamw, advance, amsgrad, augmentedLagrangian, basinHopping, bfgs, cmaEs, conjugateGradient, conjugateGradientDirection, constantSchedule,
  constraint, cosineDecay, descend, differentialEvolution, exponentialDecay, findRoot, fixedPoint, globalIterate, globalMinimize, hagerZhang, iterate, lbfgs,
  lbfgsDirection, leastSquares, linearConstraint, linearSchedule, lion, minimize, momentum, moreThuente, multiStart, nadam, newtonTrustRegion, oneCycle,
  piecewiseConstant, portfolio, rmsprop, scaleByAdam, scaleByAmsgrad, scaleByRms, sgd, sqp, trustRegion, warmup,
} from '../src/index.js';
import { sampleSlice } from '../src/landscape/index.js';
import { multiStartInWorkers, serveObjective, startsInBox } from '../src/workers/index.js';
import { codeOf } from './codeOf.js';

const bowl = ([x, y]: [Tensor, Tensor]): Tensor => add(square(sub(x, 1)), square(y));
const residuals = ([x, y]: [Tensor, Tensor]): Tensor[] => [sub(x, 1), y];

describe.each<readonly [string, (options: never) => unknown]>([
  ...[
    augmentedLagrangian, bfgs, conjugateGradient, conjugateGradientDirection, hagerZhang, lbfgs, lbfgsDirection, moreThuente, newtonTrustRegion, sqp, trustRegion,
    adadelta, adagrad, adam, adamw, amsgrad, lion, momentum, nadam, rmsprop, scaleByAdam, scaleByAmsgrad, scaleByRms, sgd,
    cosineDecay, exponentialDecay, linearSchedule, oneCycle, piecewiseConstant, warmup,
    basinHopping, cmaEs, differentialEvolution, multiStart, multiStartInWorkers,
  ].map((make): [string, (options: never) => unknown] => [make.name, make]),
  ['advance', options => advance(iterate(bowl, [3, 2]), options)],
  ['minimize', options => minimize(bowl, [3, 2], options)],
  ['iterate', options => iterate(bowl, [3, 2], options).next()],
  ['leastSquares', options => leastSquares(residuals, [3, 2], options)],
  ['findRoot', options => findRoot(residuals, [3, 2], options)],
  ['fixedPoint', options => fixedPoint(residuals, [3, 2], options)],
  ['globalMinimize', options => globalMinimize(bowl, [3, 2], options)],
  ['globalIterate', options => globalIterate(bowl, [3, 2], options).next()],
  ['sampleSlice', options => sampleSlice(bowl, [3, 2], options)],
  ['startsInBox', options => startsInBox([3, 2], options)],
  ['serveObjective', options => serveObjective(bowl, options)],
])('%s', (name, make) => {
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

test.each([5, 'x', {}, []])('a watcher or a loss that is none is refused: %j', value => {
  expect(codeOf(() => minimize(bowl, [3, 2], { onIteration: value as never }))).toBe('INVALID_OPTION');
  expect(codeOf(() => leastSquares(residuals, [3, 2], { loss: value as never }))).toBe('INVALID_OPTION');
});

test.each([null, undefined, 5, 'x', NaN])('limits and matrices of a constraint that are none are refused: %j', value => {
  expect(codeOf(() => minimize(bowl, [3, 2], { constraints: constraint(bowl, value as never) }))).toBe('INVALID_CONSTRAINT');
  expect(codeOf(() => linearConstraint(value as never, { equals: 1 }))).toBe('INVALID_CONSTRAINT');
});

test.each([null, true, '1', [1], {}])('numbers of limits and matrices that are none are refused, not converted: %j', value => {
  for (const side of ['equals', 'lower', 'upper']) expect(codeOf(() => minimize(bowl, [3, 2], { constraints: constraint(bowl, { [side]: [value] }) }))).toBe('INVALID_CONSTRAINT');
  expect(codeOf(() => linearConstraint([[1, value as never]], { equals: 1 }))).toBe('INVALID_CONSTRAINT');
  expect(codeOf(() => oneCycle({ peak: 1, steps: value as never }))).toBe('INVALID_OPTION');
});

test.each([5, 'x', {}, new AbortController()])('a signal that is none is refused: %j', signal => {
  expect(codeOf(() => minimize(bowl, [3, 2], { signal: signal as never }))).toBe('INVALID_OPTION');
  expect(codeOf(() => leastSquares(residuals, [3, 2], { signal: signal as never }))).toBe('INVALID_OPTION');
  expect(codeOf(() => globalMinimize(bowl, [3, 2], { bounds: [-5, 5], signal: signal as never }))).toBe('INVALID_OPTION');
});

test.each([-0.1, 1, 2, NaN])('the decay of an average is at least 0 and below 1: %d', decay => {
  for (const make of [lion, adam]) for (const key of ['beta1', 'beta2']) expect(codeOf(() => make({ learningRate: 1, [key]: decay }))).toBe('INVALID_OPTION');
  for (const make of [rmsprop, adadelta]) expect(codeOf(() => make({ learningRate: 1, decay }))).toBe('INVALID_OPTION');
});

test('a portfolio of no methods is refused', () => {
  expect(codeOf(() => portfolio())).toBe('INVALID_OPTION');
});

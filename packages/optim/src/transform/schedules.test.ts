import { jit, type Tensor } from '@fermat/autodiff';
import { describe, expect, test } from 'vitest';
import {
  constantSchedule,
  cosineDecay,
  exponentialDecay,
  linearSchedule,
  oneCycle,
  OptimError,
  piecewiseConstant,
  warmup,
  type Schedule,
} from '../index.js';

const at = (schedule: Schedule, ...counts: readonly number[]): unknown[] => counts.map(count => schedule(count));
const close = (x: number): number => expect.closeTo(x, 14) as number;

test('constant', () => expect(at(constantSchedule(3), 0, 100)).toEqual([3, 3]));

test('linear', () => {
  expect(at(linearSchedule({ from: 1, to: 3, steps: 4 }), 0, 1, 2, 4, 9)).toEqual([1, 1.5, 2, 3, 3]);
});

test('exponential', () => {
  expect(at(exponentialDecay({ initial: 8, rate: 0.5, steps: 2 }), 0, 1, 2, 4)).toEqual([8, close(8 * Math.SQRT1_2), 4, 2]);
  expect(at(exponentialDecay({ initial: 8, rate: 0.5, steps: 2, staircase: true }), 0, 1, 2, 3)).toEqual([8, 8, 4, 4]);
});

test('cosine', () => {
  expect(at(cosineDecay({ initial: 2, steps: 4, final: 1 }), 0, 1, 2, 4, 8)).toEqual([2, close(1.5 + Math.SQRT1_2 / 2), close(1.5), 1, 1]);
});

test('warm-up reaches the next schedule at its beginning', () => {
  const schedule = warmup({ steps: 4, next: linearSchedule({ from: 2, to: 0, steps: 4 }) });
  expect(at(schedule, 0, 1, 2, 3, 4, 5, 8)).toEqual([0, 0.5, 1, 1.5, 2, 1.5, 0]);
});

test('piecewise constant, in whatever order the changes are given', () => {
  const schedule = piecewiseConstant({ initial: 1, changes: [{ at: 5, value: 0.01 }, { at: 2, value: 0.1 }] });
  expect(at(schedule, 0, 1, 2, 4, 5, 9)).toEqual([1, 1, 0.1, 0.1, 0.01, 0.01]);
});

test('one cycle rises to its peak and falls below its start', () => {
  const schedule = oneCycle({ peak: 1, steps: 100, rise: 0.25 });
  expect(at(schedule, 0, 25, 100)).toEqual([close(0.04), close(1), close(4e-6)]);
  const values = at(schedule, ...Array.from({ length: 101 }, (_, i) => i)) as number[];
  expect(values.indexOf(Math.max(...values))).toBe(25);
});

describe('every schedule', () => {
  test.each([
    ['linear', linearSchedule({ from: 1, to: 3, steps: 4 })],
    ['exponential', exponentialDecay({ initial: 1, rate: 0.9, steps: 3 })],
    ['cosine', cosineDecay({ initial: 1, steps: 10 })],
    ['warm-up', warmup({ steps: 3, next: cosineDecay({ initial: 1, steps: 10 }) })],
    ['piecewise', piecewiseConstant({ initial: 1, changes: [{ at: 2, value: 0.5 }] })],
    ['one cycle', oneCycle({ peak: 1, steps: 10 })],
  ])('is the same compiled: %s', (_, schedule) => {
    const compiled = jit((count: Tensor) => schedule(count));
    for (let count = 0; count < 15; count++) {
      expect((compiled(count) as Tensor).item()).toBeCloseTo(schedule(count) as number, 14);
    }
  });

  test('refuses a length that is not positive', () => {
    expect(() => cosineDecay({ initial: 1, steps: 0 })).toThrow(OptimError);
    expect(() => oneCycle({ peak: 1, steps: 10, rise: 1 })).toThrow(OptimError);
  });
});

import { describe, expect, test } from 'vitest';
import { arrayObjective, scalarObjective } from '../peers/fermat.js';
import { tapedObjective } from '../peers/scalarTape.js';
import type { Instance, ValueAndGradient } from './problem.js';
import { problems } from './problems.js';

const smallCounts: Record<string, readonly number[]> = { P1: [3], P2: [2, 10], P3: [2, 8], P4: [1, 6], P5: [5], P6: [1, 40] };

const cases = problems.flatMap(problem =>
  smallCounts[problem.id]!.map(count => ({ title: `${problem.title}, ${count} ${problem.unit}`, problem, instance: problem.instance(count) })),
);

function measure(evaluate: ValueAndGradient, { start }: Instance): { value: number; gradient: Float64Array } {
  const gradient = new Float64Array(start.length).fill(NaN);
  return { value: evaluate(start.slice(), gradient), gradient };
}

function expectSame(evaluate: ValueAndGradient, instance: Instance): void {
  const expected = measure(instance.byHand, instance);
  const found = measure(evaluate, instance);
  const scale = Math.max(...expected.gradient.map(Math.abs));
  const difference = found.gradient.map((slope, i) => Math.abs(slope - expected.gradient[i]!) / scale);
  expect(Math.abs(found.value / expected.value - 1)).toBeLessThan(1e-12);
  expect(Math.max(...difference)).toBeLessThan(1e-12);
}

describe.each(cases)('$title', ({ instance }) => {
  test('the gradient by hand is what central differences give', () => {
    const { gradient } = measure(instance.byHand, instance);
    const scale = Math.max(...gradient.map(Math.abs));
    const ignored = new Float64Array(gradient.length);
    const step = 1e-5;
    const differences = instance.start.map((center, i) => {
      const value = (at: number): number => instance.byHand(instance.start.with(i, at), ignored);
      return (value(center + step) - value(center - step)) / (2 * step);
    });
    expect(Math.max(...differences.map((slope, i) => Math.abs(slope - gradient[i]!) / scale))).toBeLessThan(1e-7);
  });

  test('a second evaluation gives the same gradient', () => {
    const { gradient } = measure(instance.byHand, instance);
    const again = gradient.slice();
    instance.byHand(instance.start, again);
    expect(again).toEqual(gradient);
  });

  test('Fermat agrees in array form', () => {
    const { size, valueAndGrad } = arrayObjective(instance);
    expect(size).toBe(instance.start.length);
    expectSame(valueAndGrad, instance);
  });
});

describe.each(cases.filter(({ instance }) => instance.scalars))('$title, in scalar loops', ({ problem, instance }) => {
  test('Fermat agrees', () => expectSame(scalarObjective(problem, instance).valueAndGrad, instance));
  test('the tape agrees', () => expectSame(tapedObjective(problem, instance), instance));
});

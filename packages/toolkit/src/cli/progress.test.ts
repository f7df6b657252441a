import { expect, test } from 'vitest';
import { createProgress } from './progress.js';

const record = (iteration: number): Parameters<ReturnType<typeof createProgress>['show']>[0] => ({
  iteration,
  x: [1],
  value: 81.9,
  gradientNorm: 0.25,
  evaluations: iteration + 1,
});

test('where there is no terminal, milestones are lines', () => {
  let text = '';
  const progress = createProgress({ write: (part) => (text += part) }, 's');
  for (let iteration = 0; iteration <= 12; iteration++) progress.show(record(iteration));
  progress.done();
  expect(text.split('\n').map((line) => line.split(':')[0])).toEqual(['iteration 0', 'iteration 1', 'iteration 2', 'iteration 5', 'iteration 10', '']);
  expect(text).toContain('iteration 1: 81.900000 s, gradient norm 2.50e-1\n');
});

test('on a terminal one line is repainted, and removed at the end', () => {
  const parts: string[] = [];
  const progress = createProgress({ isTTY: true, write: (part) => parts.push(part) }, 's');
  progress.show(record(0));
  progress.done();
  expect(parts).toHaveLength(2);
  expect(parts[0]).toBe('\r\u001B[2Kiteration 0: 81.900000 s, gradient norm 2.50e-1');
  expect(parts[1]).toBe('\r\u001B[2K');
});

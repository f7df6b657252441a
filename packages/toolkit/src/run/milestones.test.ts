import { expect, test } from 'vitest';
import { isMilestone, milestones } from './milestones.js';

test.each([
  [0, [0]],
  [1, [0, 1]],
  [7, [0, 1, 2, 5, 7]],
  [20, [0, 1, 2, 5, 10, 20]],
  [137, [0, 1, 2, 5, 10, 20, 50, 100, 137]],
])('of %i iterations', (last, expected) => {
  expect(milestones(last)).toEqual(expected);
});

test('isMilestone agrees with milestones', () => {
  const last = 3000;
  const all = Array.from({ length: last }, (_, iteration) => iteration).filter(isMilestone);
  expect(all).toEqual(milestones(last).slice(0, -1));
});

import { expect, test } from 'vitest';
import { nameHint, nearestNames } from './nearest.js';

const terrains = ['grass', 'mud', 'sand', 'water', 'Snow'];

test('a slip finds its name, nearest first', () => {
  expect(nearestNames('gras', terrains)).toEqual(['grass']);
  expect(nearestNames('snad', terrains)).toEqual(['sand', 'Snow']);
  expect(nearestNames('SNOW', terrains)).toEqual(['Snow']);
});

test('what is far from everything finds nothing, and what there is gets listed', () => {
  expect(nearestNames('volcano', terrains)).toEqual([]);
  expect(nameHint('volcano', terrains)).toBe("use 'grass', 'mud', 'sand', 'water' or 'Snow'");
  expect(nameHint('volcano', [])).toBe('none is known here');
});

test('a name of any length is answered at once', () => {
  expect(nearestNames('x'.repeat(1_000_000), terrains)).toEqual([]);
});

import { expect, test } from 'vitest';
import { clip } from './clip.js';
import type { Box } from './clip.js';
import type { Mark, Spot } from './mark.js';

const box: Box = [0, 0, 10, 10];
const line = (...points: readonly Spot[]): Mark => ({ kind: 'polyline', points, stroke: 'black', clipped: true });

test('a line that leaves and returns becomes two', () => {
  expect(clip([line([5, 5], [15, 5], [15, 8], [5, 8])], box)).toEqual([line([5, 5], [10, 5]), line([10, 8], [5, 8])]);
});

test('a polygon is cut along the edge', () => {
  const square: Mark = { kind: 'polygon', points: [[-5, 2], [5, 2], [5, 4], [-5, 4]], clipped: true };
  const [cut] = clip([square], box);
  const xs = cut?.kind === 'polygon' ? cut.points.map(([x]) => x) : [];
  expect([Math.min(...xs), Math.max(...xs)]).toEqual([0, 5]);
});

test('coordinates of any size are cut down to the page; what is not finite or outside is left out', () => {
  const [cut] = clip([line([5, 5], [1e200, 1e200])], box);
  expect(cut).toEqual(line([5, 5], [10, 10]));
  expect(clip([line([5, 5], [Number.NaN, 1]), line([0, 0], [Infinity, 1]), line([20, 20], [30, 30])], box)).toEqual([]);
  expect(clip([{ kind: 'circle', center: [11, 5], radius: 3, clipped: true }], box)).toEqual([]);
});

test('marks that do not ask for it are left alone', () => {
  const marks: readonly Mark[] = [{ kind: 'circle', center: [11, 5], radius: 3 }];
  expect(clip(marks, box)).toEqual(marks);
});

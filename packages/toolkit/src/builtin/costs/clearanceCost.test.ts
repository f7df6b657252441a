import type { Point } from '@fermat/paths';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { distanceToAreas } from '../../map/distanceToAreas.js';
import { createToolkit } from '../../plugins/createToolkit.js';
import { definePlugin } from '../../plugins/definePlugin.js';
import { solveScenario } from '../../run/solveScenario.js';
import { parseScenario } from '../../scenario/parseScenario.js';
import { paths } from '../paths.js';

const toolkit = createToolkit({ plugins: [paths()] });
const post: readonly Point[] = [[45, 45], [55, 45], [55, 55], [45, 55]];
const yard = (costs: readonly object[], parts: object = {}) =>
  parseScenario(
    {
      version: 1,
      name: 'yard',
      medium: { type: 'regions', background: 2, bounds: [0, 0, 100, 100], regions: [{ name: 'post', polygon: post, speed: 0 }, { name: 'pond', polygon: [[10, 80], [20, 80], [20, 90]], speed: 1 }], from: [5, 50], to: [95, 50] },
      costs,
      ...parts,
    },
    toolkit,
  );
const nearest = (path: readonly Point[]): number => {
  const distance = distanceToAreas([{ name: 'post', rings: [post], speed: 0 }], 100);
  return Math.min(...path.slice(1).flatMap(([x = 0, y = 0], i) => {
    const [px = 0, py = 0] = path[i] ?? [];
    return Array.from({ length: 101 }, (_, k) => distance(px + ((x - px) * k) / 100, py + ((y - py) * k) / 100));
  }));
};

describe('clearance on a map', () => {
  test('keeps away, the farther the heavier, and tells time and cost apart', async () => {
    const [bare, light, heavy] = await Promise.all(
      [[], [{ type: 'clearance', within: 15, weight: 0.5 }], [{ type: 'clearance', within: 15, weight: 10 }]].map((costs) => solveScenario(yard(costs), { toolkit })),
    );
    expect(nearest(bare!.path)).toBeLessThan(1e-9);
    expect(nearest(light!.path)).toBeGreaterThan(2);
    expect(nearest(heavy!.path)).toBeGreaterThan(nearest(light!.path) + 2);
    expect(nearest(heavy!.path)).toBeLessThan(15.5);
    expect(light).toMatchObject({ converged: true, snell: null, certificate: null });
    expect(light!.value).toBeGreaterThan(light!.time);
    expect(bare!.value).toBe(bare!.time);
    expect(light!.time).toBeGreaterThan(bare!.time);
    expect(heavy!.time).toBeGreaterThan(light!.time);
    expect(light!.legs.reduce((sum, { time }) => sum + time, 0)).toBeCloseTo(light!.time, 9);
  });

  test('keeps away from areas by their names, passable ones too', async () => {
    const { path } = await solveScenario(yard([{ type: 'clearance', from: ['pond'], within: 5, weight: 5 }]), { toolkit });
    expect(nearest(path)).toBeLessThan(1);
  });

  test.each<[string, object, RegExp]>([
    ['an area that is not there', { from: ['pots'], within: 1, weight: 1 }, /costs\[0\] cannot be used: from names "pots", and no area of the map is called so: did you mean 'pond' or 'post'/],
    ['nothing within', { within: 0, weight: 1 }, /costs\[0\].within is 0: give a number above 0/],
    ['no weight', { within: 1 }, /costs\[0\].weight is missing/],
  ])('refuses %s', (_, given, message) => {
    expect(() => yard([{ type: 'clearance', ...given }])).toThrow(message);
  });

  test('is refused where there is no map, and costs of vertices on maps', () => {
    const ready = toolkit.scenarios.get('three-terrains');
    expect(() => parseScenario({ ...ready, costs: [{ type: 'clearance', within: 1, weight: 1 }] }, toolkit)).toThrow(/costs\[0\] is a cost of maps, and this medium is none/);
    const leash = definePlugin({ name: 'leash', costs: { leash: { summary: 'none', schema: z.strictObject({}), create: () => () => 0 } } });
    const bay = toolkit.scenarios.get('across-the-bay');
    expect(() => parseScenario({ ...bay, costs: [{ type: 'leash' }] }, createToolkit({ plugins: [paths(), leash] }))).toThrow(/costs\[0\] is a cost of the vertices of a path, and this medium is a map/);
  });
});

describe('the distance to areas', () => {
  const ring = { name: 'ring', speed: 0, rings: [[[0, 0], [10, 0], [10, 10], [0, 10]], [[3, 3], [7, 3], [7, 7], [3, 7]]] };
  test.each([
    [1, 1, 0],
    [5, 5, 2],
    [5, 4, 1],
    [13, 14, 5],
    [-2, 5, 2],
    [90, 5, Infinity],
  ])('from (%f, %f) is %f', (x, y, distance) => {
    expect(distanceToAreas([ring], 20)(x, y)).toBeCloseTo(distance, 12);
  });

  test('without any is infinite', () => expect(distanceToAreas([], 1)(0, 0)).toBe(Infinity));
});

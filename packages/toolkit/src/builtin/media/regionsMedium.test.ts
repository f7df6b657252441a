import { describe, expect, test } from 'vitest';
import { drawScenario } from '../../picture/drawScenario.js';
import { toSvg } from '../../picture/toSvg.js';
import { createToolkit } from '../../plugins/createToolkit.js';
import { createProblem } from '../../run/iterateScenario.js';
import { isSearch } from '../../run/searchProblem.js';
import { solveScenario } from '../../run/solveScenario.js';
import { parseScenario } from '../../scenario/parseScenario.js';
import { paths } from '../paths.js';

const toolkit = createToolkit({ plugins: [paths()] });
const ready = toolkit.scenarios.get('across-the-bay');
const changed = (medium: object, parts: object = {}) => parseScenario({ ...ready, ...parts, medium: { ...ready.medium, ...medium } }, toolkit);

describe('a scenario of regions', () => {
  test('is searched, checked by Snell and proven', async () => {
    const scenario = parseScenario(ready, toolkit);
    expect(parseScenario(scenario, toolkit)).toEqual(scenario);
    expect(isSearch(createProblem(scenario, toolkit))).toBe(true);
    const result = await solveScenario(scenario, { toolkit });
    expect(result).toMatchObject({ converged: true, reason: 'searched', iterations: [], x: [] });
    expect(result.snell?.ok).toBe(true);
    expect(result.certificate?.gap).toBeLessThan(1e-4);
    expect(result.time).toBeLessThan(result.straight.time);
    const times = [result, ...result.alternatives].map(({ time }) => time);
    expect(times.length).toBeGreaterThan(1);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    for (const { path, snell } of result.alternatives) expect([path[0], path.at(-1), snell?.ok]).toEqual([[8, 8], [112, 76], true]);
    expect(result.legs.reduce((sum, { time }) => sum + time, 0)).toBeCloseTo(result.time, 9);
  });

  test('is drawn with its areas, its path and no descent', async () => {
    const scenario = changed({ regions: [{ name: 'ring', polygon: [[[40, 20], [80, 20], [80, 70], [40, 70]], [[50, 30], [70, 30], [70, 60], [50, 60]]], speed: 0.7 }] });
    const drawing = drawScenario(await solveScenario(scenario, { toolkit }), { toolkit });
    const named = Object.fromEntries(drawing.groups.map(({ name, marks }) => [name, marks]));
    expect(named['terrain']!.filter(({ kind }) => kind === 'polygon')).toHaveLength(2);
    expect(named['iterates']).toEqual([]);
    const svg = toSvg(drawing);
    expect(svg).toContain('ring, 0.7');
    expect(svg).toContain('x (m)');
    expect(svg).not.toContain('NaN');
    expect(svg).not.toContain('by iteration');
  });

  test('says that the goal cannot be reached', async () => {
    const wall = { name: 'wall', polygon: [[60, 0], [62, 0], [62, 90], [60, 90]], speed: 0 };
    const result = await solveScenario(changed({ regions: [wall] }), { toolkit });
    expect(result).toMatchObject({ converged: false, reason: 'unreachable', path: [], snell: null });
    expect(toSvg(drawScenario(result, { toolkit }))).toContain('No path joins start and goal');
  });

  test.each<[string, object, object, RegExp]>([
    ['a start inside an obstacle', { from: [92, 66] }, {}, /medium cannot be used: from is \[92, 66\], outside the map or where nothing passes/],
    ['a polygon that crosses itself', { regions: [{ polygon: [[0, 0], [9, 9], [9, 0], [0, 9]], speed: 1 }] }, {}, /regions\[0\].polygon is no polygon: its sides 0 and 2 cross/],
    ['a negative speed', { background: -1 }, {}, /medium.background is -1: give a number of at least 0/],
    ['a method', {}, { method: { type: 'lbfgs' } }, /method has no use/],
    ['unknowns to begin with', {}, { start: [1] }, /start has no use/],
  ])('refuses %s', (_, medium, parts, message) => {
    expect(() => changed(medium, parts)).toThrow(message);
  });

  test('refuses layers without a method', () => {
    const { method, ...without } = toolkit.scenarios.get('three-terrains');
    expect(method).toBeDefined();
    expect(() => parseScenario(without, toolkit)).toThrow('method is missing: give an object that names the optimiser');
  });
});

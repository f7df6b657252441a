import { createProblem, createToolkit, parseScenario, paths, solveScenario, type LayerInput } from '@fermat/toolkit';
import type { Object3D } from 'three';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LandscapeSurface } from './landscapeSurface.js';
import { areaOf, instancesOf, segmentsOf, trianglesOf } from './testing.js';
import { vizThree } from './vizThree.js';

const toolkit = createToolkit({ plugins: [paths(), vizThree()] });
let input: LayerInput;

async function solve(change: object, name = 'three-terrains'): Promise<LayerInput> {
  const scenario = parseScenario({ ...toolkit.scenarios.get(name), ...change }, toolkit);
  return { result: await solveScenario(scenario, { toolkit }), problem: createProblem(scenario, toolkit) };
}

const create = (name: string, from = input): Object3D => toolkit.layers.get(name).create(from) as Object3D;

beforeAll(async () => {
  input = await solve({});
});

describe('vizThree', () => {
  it('offers each renderer to the toolkit', () => {
    const offered = toolkit.layers.list().filter(({ plugin }) => plugin === 'viz-three');
    expect(offered.map(({ name, value }) => [name, value.target])).toEqual(
      ['terrainLayers', 'terrainRegions', 'pathLine', 'pathHistory', 'alternativePaths', 'landscapeSurface', 'descentTrail'].map((name) => [name, 'three']),
    );
  });

  it('draws the path that was found', () => {
    const ends = segmentsOf(create('pathLine')).map(({ to }) => [to[0], -to[2]!]);
    input.result.path.slice(1).forEach(([x, depth], i) => {
      expect(ends[i]![0]).toBeCloseTo(x!, 4);
      expect(ends[i]![1]).toBeCloseTo(depth!, 4);
    });
  });

  it('draws every iteration, on the map and on the landscape', () => {
    const { iterations } = input.result;
    expect(segmentsOf(create('pathHistory'))).toHaveLength(3 * iterations.length);
    expect(instancesOf(create('descentTrail'))).toHaveLength(iterations.length + 1);
  });

  it('draws the terrains behind the whole path', () => {
    const slabs = instancesOf(create('terrainLayers'));
    expect(slabs.map(({ size }) => size[2])).toEqual([10, 10, 10]);
    expect(slabs[0]!.size[0]).toBeGreaterThan(20);
  });

  it('draws a landscape whose lowest place is the optimum', () => {
    const surface = create('landscapeSurface') as LandscapeSurface;
    const [x1, x2] = input.result.optimum!.x as [number, number];
    const lowest = surface.heightAt(x1, x2)!;
    for (const [dx, dy] of [[2, 0], [-2, 0], [0, 2], [0, -2]] as const) {
      expect(surface.heightAt(x1 + dx, x2 + dy)).toBeGreaterThan(lowest);
    }
  });

  it('draws a map, the way over it and the other ways, where terrains are no layers', async () => {
    const bay = await solve({}, 'across-the-bay');
    const tops = trianglesOf(create('terrainRegions', bay)).filter(({ normal }) => normal[1]! > 0.5);
    expect(tops.reduce((sum, { corners }) => sum + areaOf(corners), 0)).toBeCloseTo(120 * 90, 2);
    expect(new Set(tops.map(({ color }) => color)).size).toBe(6);
    expect(segmentsOf(create('pathLine', bay))).toHaveLength(bay.result.path.length - 1);
    expect(segmentsOf(create('alternativePaths', bay))).toHaveLength(bay.result.alternatives.reduce((sum, { path }) => sum + path.length - 1, 0));
    expect(instancesOf(create('terrainLayers', bay))).toEqual([]);
    expect(trianglesOf(create('terrainRegions'))).toEqual([]);
  });

  it('refuses a landscape of other than two unknowns', async () => {
    const layers = [1, 2].map((speed) => ({ thickness: 1, speed }));
    const two = await solve({ medium: { type: 'layered', layers, offset: 1 }, start: [0.2], method: { type: 'gradientDescent', learningRate: 0.1 } });
    expect(() => create('landscapeSurface', two)).toThrow(expect.objectContaining({ code: 'not-two-unknowns' }));
  });
});

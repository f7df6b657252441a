import { describe, expect, it } from 'vitest';
import { TerrainLayers } from './terrainLayers.js';
import { instancesOf, segmentsOf, watchDisposal } from './testing.js';

const layers = [
  { thickness: 10, speed: 0.7 },
  { thickness: 5, speed: 0.3 },
  { thickness: 20, speed: 0.5 },
];

describe('TerrainLayers', () => {
  it('lays the slabs edge to edge, tops at height 0', () => {
    const slabs = instancesOf(new TerrainLayers({ slabHeight: 2 }).update({ layers, extent: [-4, 24] }));
    expect(slabs.map(({ position }) => position)).toEqual([[10, -1, -5], [10, -1, -12.5], [10, -1, -25]]);
    expect(slabs.map(({ size }) => size)).toEqual([[28, 2, 10], [28, 2, 5], [28, 2, 20]]);
  });

  it('draws a line along each interface', () => {
    const lines = segmentsOf(new TerrainLayers().update({ layers, extent: [0, 20] }));
    expect(lines.map(({ from, to }) => [from, to])).toEqual([
      [[0, 0, -10], [20, 0, -10]],
      [[0, 0, -15], [20, 0, -15]],
    ]);
  });

  it('colours by speed, between the slowest and the fastest, or between given speeds', () => {
    const colors = ['#000000', '#ffffff'];
    const own = new TerrainLayers({ colors }).update({ layers, extent: [0, 1] });
    expect(instancesOf(own).map(({ color }) => color)).toEqual(['ffffff', '000000', '808080']);
    const given = new TerrainLayers({ colors, speeds: [0, 1] }).update({ layers, extent: [0, 1] });
    expect(instancesOf(given).map(({ color }) => color)).toEqual(['b3b3b3', '4d4d4d', '808080']);
  });

  it('takes layers of one speed, and none at all', () => {
    const terrains = new TerrainLayers({ colors: ['#123456', '#ffffff'] });
    terrains.update({ layers: [layers[0]!, layers[0]!], extent: [0, 1] });
    expect(instancesOf(terrains).map(({ color }) => color)).toEqual(['123456', '123456']);
    expect(instancesOf(terrains.update({ layers: [], extent: [0, 1] }))).toEqual([]);
  });

  it.each([
    ['bad-layer', { layers: [{ thickness: NaN, speed: 1 }], extent: [0, 1] }],
    ['bad-layer', { layers: [{ thickness: 1, speed: -1 }], extent: [0, 1] }],
    ['empty-range', { layers, extent: [1, 0] }],
  ] as const)('refuses with %s: %o', (code, data) => {
    expect(() => new TerrainLayers().update(data)).toThrow(expect.objectContaining({ code }));
  });

  it('frees what it owns', () => {
    const terrains = new TerrainLayers().update({ layers, extent: [0, 1] });
    const { owned, disposed } = watchDisposal(terrains);
    terrains.dispose();
    expect(owned).toBe(5);
    expect(disposed).toHaveBeenCalledTimes(owned);
  });
});

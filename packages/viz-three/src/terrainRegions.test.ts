import { regions } from '@fermat/paths';
import type { Arrangement, Region } from '@fermat/paths';
import { describe, expect, it } from 'vitest';
import { TerrainRegions } from './terrainRegions.js';
import { areaOf, segmentsOf, trianglesOf, watchDisposal } from './testing.js';

const box = (x: number, y: number, width: number, height: number): number[][] => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]];
const map = (...list: Region[]): Arrangement => regions({ regions: list, background: 1, bounds: [0, 0, 20, 10] }).arrangement;
const wall = { polygon: box(4, 2, 2, 3), speed: 0 };
const road = { polygon: [box(10, 2, 8, 6), box(12, 4, 4, 2)], speed: 3 };
const colors = ['#000000', '#ffffff'];

/** The ground as seen from above: the area of each colour at each height. */
function tops(terrains: TerrainRegions): Record<string, number> {
  const areas: Record<string, number> = {};
  for (const { corners, normal, color } of trianglesOf(terrains)) {
    if (normal[1]! < 0.5) continue;
    const key = `${color} at ${corners[0]![1]}`;
    areas[key] = (areas[key] ?? 0) + areaOf(corners);
  }
  return areas;
}

describe('TerrainRegions', () => {
  it('covers the bounds, holes included, and raises what nothing passes', () => {
    const areas = tops(new TerrainRegions({ colors, obstacleColor: '#112233', obstacleHeight: 2 }).update(map(wall, road)));
    expect(Object.keys(areas).sort()).toEqual(['000000 at 0', '112233 at 2', 'ffffff at 0']);
    expect(areas['112233 at 2']).toBeCloseTo(6, 4);
    expect(areas['ffffff at 0']).toBeCloseTo(40, 4);
    expect(areas['000000 at 0']).toBeCloseTo(200 - 46, 4);
  });

  it('stands walls around the map and around obstacles, seen from outside', () => {
    const walls = trianglesOf(new TerrainRegions({ slabHeight: 3, obstacleHeight: 2 }).update(map(wall, road))).filter(({ normal }) => Math.abs(normal[1]!) < 0.5);
    expect(walls).toHaveLength(16);
    for (const { corners, normal: [nx, , nz] } of walls) {
      const isObstacle = corners.every(([, y]) => y! >= 0);
      const [middleX, middleZ] = isObstacle ? [5, -3.5] : [10, -5];
      const [x, z] = [0, 2].map((axis) => corners.reduce((sum, corner) => sum + corner[axis]!, 0) / 3) as [number, number];
      expect((x - middleX) * nx! + (z - middleZ) * nz!).toBeGreaterThan(0.9);
      expect(new Set(corners.map(([, y]) => y))).toEqual(new Set(isObstacle ? [0, 2] : [-3, 0]));
    }
  });

  it('draws a line along each border between speeds, and none where equal ones meet', () => {
    expect(segmentsOf(new TerrainRegions().update(map(wall, road)))).toHaveLength(4 + 8);
    expect(segmentsOf(new TerrainRegions().update(map({ ...wall, speed: 1 })))).toEqual([]);
  });

  it('colours by speed between given ones, and takes a map of one speed', () => {
    expect(Object.keys(tops(new TerrainRegions({ colors, speeds: [0, 2] }).update(map())))).toEqual(['808080 at 0']);
    expect(Object.keys(tops(new TerrainRegions({ colors }).update(map())))).toEqual(['000000 at 0']);
  });

  it('shows another map, larger or smaller', () => {
    const terrains = new TerrainRegions();
    const many = Array.from({ length: 30 }, (_, i) => ({ polygon: box(1 + 0.6 * i, 1 + (i % 3), 0.3, 5), speed: 2 + (i % 4) }));
    const fresh = (arrangement: Arrangement): unknown => trianglesOf(new TerrainRegions().update(arrangement));
    for (const arrangement of [map(wall), map(...many), map(road)]) expect(trianglesOf(terrains.update(arrangement))).toEqual(fresh(arrangement));
  });

  it('frees what it owns', () => {
    const terrains = new TerrainRegions().update(map(wall));
    const { owned, disposed } = watchDisposal(terrains);
    terrains.dispose();
    expect(owned).toBe(4);
    expect(disposed).toHaveBeenCalledTimes(owned);
  });
});

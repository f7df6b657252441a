import type { Vector } from '../geometry/vector.js';
import { CellWalk } from './cellWalk.js';
import { interpolate } from './raster.js';
import type { Raster } from './raster.js';

/** The points of a path on the map, and those where it crosses a line of the grid, with their heights. */
export function drape(raster: Raster, path: readonly Vector[]): [number, number, number][] {
  const onGround = (x: number, y: number): [number, number, number] => [x, y, interpolate(raster, [x, y])];
  const points = path.slice(0, 1).map((first) => onGround(first[0]!, first[1]!));
  const walk = new CellWalk(raster);
  path.slice(1).forEach((to, i) => {
    const from = path[i]!;
    walk.begin(from, to);
    while (walk.next()) {
      const at = (axis: 0 | 1): number => (walk.end === 1 ? to[axis]! : from[axis]! + walk.end * (to[axis]! - from[axis]!));
      points.push(onGround(at(0), at(1)));
    }
  });
  return points;
}

import { measureDepth, rounding, surroundingsByCell } from './surroundings.js';
import type { Box, Depth, SoftMap, Surroundings } from './surroundings.js';

/**
 * The slowness of a soft map at a place, with its derivative, of the few sides that matter there: far from the boundary of a cover
 * its preference is 0 or 1 but for rounding, and elsewhere it depends on the nearest side.
 */
export function softSlowness(map: SoftMap, surroundings: (box: Box) => Surroundings): (x: number, y: number, gradient: Float64Array) => number {
  const { scale } = map;
  const inCell = surroundingsByCell(map, surroundings, rounding);
  const depth: Depth = { value: 0, x: 0, y: 0 };
  const place = { x: 0, y: 0, halfWidth: 0, halfHeight: 0 };
  return (x, y, gradient) => {
    [place.x, place.y] = [x, y];
    const { covers, slowness: below } = inCell(place) ?? surroundings(place);
    let [slowness, slopeX, slopeY] = [below, 0, 0];
    for (const cover of covers) {
      measureDepth(cover, x, y, depth);
      const decay = Math.exp(-Math.abs(depth.value) / scale);
      const [more, less] = [1 / (1 + decay), decay / (1 + decay)];
      const [preference, rest] = depth.value > 0 ? [more, less] : [less, more];
      const step = cover.slowness - slowness;
      const growth = (step * preference * rest) / scale;
      slowness += preference * step;
      slopeX = rest * slopeX + growth * depth.x;
      slopeY = rest * slopeY + growth * depth.y;
    }
    gradient[0] = slopeX;
    gradient[1] = slopeY;
    return slowness;
  };
}

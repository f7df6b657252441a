import type { Bounds } from '../geometry/bounds.js';
import { measureDepth, radiusOf, surroundingsByCell } from './surroundings.js';
import type { Box, Depth, SoftMap, Surroundings } from './surroundings.js';

/** What the slowness is lowered by for rounding, relatively. */
const allowance = 1e-12;

/** What matters to small boxes is looked up for cells that are larger by this part of themselves on all sides. */
const beyond = 0.5;

/**
 * A number that the slowness of a soft map does not fall below in a box inside its bounds.
 *
 * The distance from a boundary changes by no more than the way does, so that in the box the preference for a cover lies between two
 * numbers. What lies under a cover only adds to the slowness, and the preference does so evenly: it is least at one of the two.
 */
export function leastSoftSlowness(map: SoftMap, surroundings: (box: Box) => Surroundings): (box: Bounds) => number {
  const { scale } = map;
  const inCell = surroundingsByCell(map, surroundings, beyond);
  const depth: Depth = { value: 0, x: 0, y: 0 };
  return ([left, low, right, high]) => {
    const box = { x: (left! + right!) / 2, y: (low! + high!) / 2, halfWidth: (right! - left!) / 2, halfHeight: (high! - low!) / 2 };
    const radius = radiusOf(box);
    const { slowness, covers } = inCell(box) ?? surroundings(box);
    let least = slowness;
    for (const cover of covers) {
      measureDepth(cover, box.x, box.y, depth);
      const value = depth.value + (cover.slowness > least ? -radius : radius);
      least += (cover.slowness - least) / (1 + Math.exp(-value / scale));
    }
    return least * (1 - allowance);
  };
}

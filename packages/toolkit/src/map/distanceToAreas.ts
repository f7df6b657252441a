import { extent } from 'd3-array';
import type { Point } from '@fermat/paths';
import type { Area } from '../run/searchProblem.js';
import { isInsideRing } from './insideRing.js';

/**
 * How far a place is from the nearest of some areas: 0 within one, `Infinity` where all are as far as `within`. Areas whose
 * boxes are that far are not looked at.
 */
export function distanceToAreas(areas: readonly Area[], within: number): (x: number, y: number) => number {
  const parts = areas.map(({ rings }) => ({ rings, box: boxOf(rings[0] ?? []) }));
  return (x, y) => {
    let nearest = within;
    for (const { rings, box } of parts) {
      if (distanceToBox(x, y, box) < nearest) nearest = Math.min(nearest, distanceToRings([x, y], rings));
    }
    return nearest < within ? nearest : Infinity;
  };
}

function distanceToRings(place: Point, rings: readonly (readonly Point[])[]): number {
  // Within the outer ring and no hole: an odd number of rings around it.
  if (rings.filter((ring) => isInsideRing(place, ring)).length % 2 === 1) return 0;
  return Math.min(...rings.map((ring) => ring.reduce((least, corner, i) => Math.min(least, distanceToSide(place, corner, ring[(i + 1) % ring.length] ?? corner)), Infinity)));
}

function distanceToSide([x = 0, y = 0]: Point, [ax = 0, ay = 0]: Point, [bx = 0, by = 0]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

type Box = readonly [xmin: number, ymin: number, xmax: number, ymax: number];

function boxOf(ring: readonly Point[]): Box {
  const [xmin = 0, xmax = 0] = extent(ring, ([x]) => x);
  const [ymin = 0, ymax = 0] = extent(ring, ([, y]) => y);
  return [xmin, ymin, xmax, ymax];
}

/** At most the distance, and negative inside. */
function distanceToBox(x: number, y: number, [xmin, ymin, xmax, ymax]: Box): number {
  return Math.max(xmin - x, x - xmax, ymin - y, y - ymax);
}

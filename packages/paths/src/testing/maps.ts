import fc from 'fast-check';
import type { Region } from '../regions/readRegions.js';

export function rectangle(xmin: number, ymin: number, xmax: number, ymax: number): [number, number][] {
  return [[xmin, ymin], [xmax, ymin], [xmax, ymax], [xmin, ymax]];
}

export function regularPolygon(corners: number, radius: number, [x, y]: readonly [number, number] = [0, 0]): [number, number][] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

const part = fc.double({ min: 0, max: 1, noNaN: true });

/** Star-shaped polygons of 3 to 7 corners that overlap in a box of 10 by 10, some of them impassable, some of equal speed. */
export const anyRegions: fc.Arbitrary<Region[]> = fc.array(
  fc.record({
    polygon: fc.tuple(part, part, part, fc.array(part, { minLength: 3, maxLength: 7 })).map(([x, y, size, turns]) =>
      turns.map((turn, i): [number, number] => {
        const angle = (2 * Math.PI * (i + 0.8 * turn)) / turns.length;
        const radius = (0.5 + 3 * size) * (0.4 + 0.6 * turn);
        return [10 * x + radius * Math.cos(angle), 10 * y + radius * Math.sin(angle)];
      }),
    ),
    speed: fc.constantFrom(0, 0.05, 0.4, 1, 1, 2, 7),
  }),
  { maxLength: 12 },
);

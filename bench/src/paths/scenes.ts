import type { RegionsOptions } from '@fermat/paths';
import { box, disc, type Corners } from './corners.js';
import { randomMap } from './randomMap.js';
import { randomNumbers } from './randomNumbers.js';
import { voronoiCells } from './voronoiCells.js';

/** A map, two places on it, and what closes the way that was found between them. */
export interface Scene {
  readonly name: string;
  readonly map: RegionsOptions;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

const squares = Array.from({ length: 64 }, (_, i) => ({ x: i % 8, y: Math.floor(i / 8) })).filter(({ x, y }) => (x + y) % 2 === 0);

/** Strips of land as rays from a point, of which some are very thin. */
const wedges = Array.from({ length: 24 }, (_, i): { polygon: Corners; speed: number } => {
  const at = (angle: number): Corners[number] => [30 * Math.cos(angle), 30 * Math.sin(angle)];
  const width = i % 3 === 0 ? 1e-6 : 0.2;
  return { polygon: [[0, 0], at(i / 4), at(i / 4 + width)], speed: 0.5 + (i % 5) };
});

const random = randomNumbers(1009);

/** The sites of a Voronoi map: some are rows of three so close together that the middle one's cell is a sliver. */
const sites: Corners = Array.from({ length: 30 }).flatMap((_, i) => {
  const [x, y, width] = [10 * random(), 10 * random(), i % 5 === 0 ? 1e-5 : 1e-2];
  return (i % 3 === 0 ? [-width, 0, width] : [0]).map((shift) => [x + shift, y + shift / 2] as const);
});

const bounds = box(0, 0, 10, 10);

/** What a search over polygons has to cope with, one by one. */
export const standard: readonly Scene[] = [
  { name: 'slabs', map: { regions: [{ polygon: box(0, 10, 40, 20), speed: 0.3 }, { polygon: box(0, 20, 40, 30), speed: 0.45 }], background: 0.7, bounds: [0, 0, 40, 30] }, from: [10, 0], to: [30, 30] },
  { name: 'a fast disc', map: { regions: [{ polygon: disc(64, 3), speed: 3 }], background: 1, bounds: [-8, -8, 8, 8] }, from: [-6, -4], to: [6, 1] },
  { name: 'a slow disc', map: { regions: [{ polygon: disc(64, 3), speed: 0.2 }], background: 1, bounds: [-8, -8, 8, 8] }, from: [-6, -0.5], to: [6, 0.4] },
  { name: 'an L', map: { regions: [{ polygon: [[0, 0], [6, 0], [6, 2], [2, 2], [2, 6], [0, 6]], speed: 0.3 }], background: 1, bounds: [-4, -4, 10, 10] }, from: [-2, -1], to: [7, 8] },
  { name: 'a thin road', map: { regions: [{ polygon: box(-20, 4, 20, 4.1), speed: 10 }], background: 1, bounds: [-20, -10, 20, 10] }, from: [-15, 0], to: [15, 1] },
  { name: 'obstacles', map: { regions: [box(-3, -4, -2, 4), box(1, -6, 2, 2), box(4, -1, 5, 6)].map((polygon) => ({ polygon, speed: 0 })), background: 1, bounds: [-8, -8, 8, 8] }, from: [-7, 0], to: [7, 0.5] },
  { name: 'a checkerboard', map: { regions: squares.map(({ x, y }) => ({ polygon: box(x, y, x + 1, y + 1), speed: 2 })), background: 1, bounds: [0, 0, 8, 8] }, from: [0.3, 0.6], to: [7.6, 7.1] },
  { name: 'a checkerboard, 1000 : 1', map: { regions: squares.map(({ x, y }) => ({ polygon: box(x, y, x + 1, y + 1), speed: 1000 })), background: 1, bounds: [0, 0, 8, 8] }, from: [0.3, 1.6], to: [7.6, 6.1] },
  { name: 'wedges and slivers', map: { regions: wedges, background: 1, bounds: [-10, -10, 10, 10] }, from: [-9, -7], to: [8, 9] },
  { name: 'a Voronoi map with slivers', map: { regions: voronoiCells(sites, bounds).map((polygon, i) => ({ polygon, speed: 0.4 + (i % 7) / 2 })), background: 1, bounds: [0, 0, 10, 10] }, from: [0.4, 0.7], to: [9.5, 9.1] },
];

export const ofSize = (polygons: number, count: number): Scene[] =>
  Array.from({ length: count }, (_, i) => ({ name: `${polygons} polygons, map ${i + 1}`, map: randomMap(polygons, 7919 * (i + 1)), from: [1, 1], to: [99, 99] }));

import Flatbush from 'flatbush';
import { orient2d } from 'robust-predicates';
import { checkedOptions } from '../arguments.js';
import { invalidGridSpeed, invalidPolygon, invalidRegions } from '../errors.js';
import { cornersOf, diagonalOf } from '../geometry/bounds.js';
import type { Bounds } from '../geometry/bounds.js';
import type { Point } from '../geometry/vector.js';
import { isSpeed } from '../medium/localCost.js';
import type { ArrangementInput } from './arrangement.js';
import { clipRing, readRings } from './sides.js';
import type { ClippedRing, Polygon, SideSource } from './sides.js';

/** A piece of the map with one speed. */
export interface Region {
  readonly polygon: Polygon;
  /** 0 where nothing passes. */
  readonly speed: number;
  /** What it is called in legs and reports; by default `region` and its number, from 1. */
  readonly name?: string;
}

export interface RegionsOptions {
  /** A painter's list: a later region covers an earlier one. */
  readonly regions: readonly Region[];
  /** The speed where no region is; 0 where nothing passes. */
  readonly background: number;
  /** The map: `[xmin, ymin, xmax, ymax]`. What lies outside is left out, and no path goes there. */
  readonly bounds: Bounds;
}

/** Points closer than this part of the map's diagonal are one. */
const snapping = 1e-12;

/** Checks a map of polygons and takes it apart into closed curves. */
export function readRegions(options: RegionsOptions): ArrangementInput {
  const { regions, background, bounds } = checkedOptions('regions', options);
  const corners = cornersOf(bounds, 2);
  if (!Array.isArray(regions)) throw invalidRegions(regions);
  checkSpeed('background', background);
  const rings: ClippedRing[] = [];
  const sources: SideSource[] = [];
  regions.forEach((given: unknown, region) => {
    const { polygon, speed } = (given ?? {}) as Region;
    const where = `regions[${region}].polygon`;
    checkSpeed(`regions[${region}].speed`, speed);
    readRings(where, polygon).forEach((polygonRings, part) => {
      polygonRings.forEach((ring, index) => {
        checkRing(where, ring);
        const clipped = clipRing(ring, sources.length, bounds);
        ring.forEach((_, side) => sources.push({ region, part, ring: index, index: side }));
        rings.push({ region, part, ring: index, ...clipped });
      });
    });
  });
  const largest = Math.max(...bounds.map(Math.abs));
  const snap = Math.max(snapping * diagonalOf(corners), 4 * Number.EPSILON * largest);
  return { rings, sources, speeds: regions.map(({ speed }) => speed), background, bounds, snap };
}

function checkSpeed(where: string, speed: number): void {
  if (speed !== 0 && !isSpeed(speed)) throw invalidGridSpeed(where, speed);
}

/** Throws unless a ring encloses something and meets itself at corners at most. */
function checkRing(where: string, ring: readonly Point[]): void {
  const [first, second] = [ring[0]!, ring[1]!];
  if (ring.every((corner) => orientation(first, second, corner) === 0)) throw invalidPolygon(where, 'all of its corners lie on one line');
  const index = new Flatbush(ring.length);
  const sides = ring.map((from, i) => [from, ring[(i + 1) % ring.length]!] as const);
  const boxes = sides.map(([a, b]) => [Math.min(a[0]!, b[0]!), Math.min(a[1]!, b[1]!), Math.max(a[0]!, b[0]!), Math.max(a[1]!, b[1]!)] as const);
  for (const box of boxes) index.add(...box);
  index.finish();
  sides.forEach(([a, b], i) => {
    for (const j of index.search(...boxes[i]!)) {
      if (j > i && cross(a, b, ...sides[j]!)) throw invalidPolygon(where, `its sides ${i} and ${j} cross or run along each other`);
    }
  });
}

function orientation(a: Point, b: Point, c: Point): number {
  return orient2d(a[0]!, a[1]!, b[0]!, b[1]!, c[0]!, c[1]!);
}

/** Whether two sides share more than an end of theirs, or an end of one in the inside of the other. */
function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  const [cSide, dSide, aSide, bSide] = [orientation(a, b, c), orientation(a, b, d), orientation(c, d, a), orientation(c, d, b)];
  if (cSide === 0 && dSide === 0) return overlap(a, b, c, d);
  return cSide * dSide < 0 && aSide * bSide < 0;
}

/** Whether two sides on one line have a stretch in common. */
function overlap(a: Point, b: Point, c: Point, d: Point): boolean {
  const axis = Math.abs(b[0]! - a[0]!) > Math.abs(b[1]! - a[1]!) ? 0 : 1;
  const low = Math.max(Math.min(a[axis]!, b[axis]!), Math.min(c[axis]!, d[axis]!));
  const high = Math.min(Math.max(a[axis]!, b[axis]!), Math.max(c[axis]!, d[axis]!));
  return low < high;
}

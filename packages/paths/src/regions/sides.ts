import { invalidPolygon } from '../errors.js';
import type { Bounds } from '../geometry/bounds.js';
import { isSamePoint } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';

/** The corners of a polygon in order, clockwise or not, with or without the first one again at the end. */
export type Ring = readonly Vector[];

/** A ring; or rings, the outer one first and the holes after it; or several such lists, which may lie apart. */
export type Polygon = Ring | readonly Ring[] | readonly (readonly Ring[])[];

/** Where a side of the arrangement comes from: side `index` of a ring goes from its corner `index` to the next. */
export interface SideSource {
  readonly region: number;
  /** Which of the polygons of the region, 0 unless there are several. */
  readonly part: number;
  /** 0 is the outer ring, the others are holes. */
  readonly ring: number;
  readonly index: number;
}

/** A closed curve, clipped to the bounds, as straight pieces that know the sides they are part of. */
export interface ClippedRing {
  readonly region: number;
  readonly part: number;
  readonly ring: number;
  /** The corners in order, the last one joined to the first. */
  readonly corners: readonly Point[];
  /** The side that goes from each corner to the next; -1 where the bounds cut the polygon off. */
  readonly sides: readonly number[];
}

/** Reads the rings of a region's polygon and checks each; throws a `PathsError` for one that encloses nothing or crosses itself. */
export function readRings(where: string, polygon: Polygon): Point[][][] {
  if (!isList(polygon) || polygon.length === 0) throw invalidPolygon(where, 'it has no corners');
  const parts = isPoint(polygon[0]) ? [[polygon as Ring]] : isPoint((polygon[0] as Ring | null)?.[0]) ? [polygon as Ring[]] : (polygon as Ring[][]);
  return parts.map((rings, part) => {
    if (!isList(rings) || rings.length === 0) throw invalidPolygon(where, `its part ${part} has no ring`);
    return rings.map((ring, index) => readRing(parts.length > 1 ? `${where}[${part}][${index}]` : rings.length > 1 ? `${where}[${index}]` : where, ring));
  });
}

function readRing(where: string, ring: Ring): Point[] {
  if (!isList(ring)) throw invalidPolygon(where, 'a ring is an array of corners [x, y]');
  const corners = ring.map((corner, i): Point => {
    if (!isPoint(corner) || corner.length !== 2 || !Number.isFinite(corner[0]) || !Number.isFinite(corner[1])) {
      throw invalidPolygon(where, `its corner ${i} is no pair of finite coordinates`);
    }
    return [corner[0]!, corner[1]!];
  });
  const kept = differentCorners(corners).map((i) => corners[i]!);
  if (kept.length < 3) throw invalidPolygon(where, `it has ${kept.length} different corners, and at least 3 enclose something`);
  return kept;
}

/** Which corners of a ring count: none that repeats the one before, nor the first again at the end. */
export function differentCorners(corners: readonly Vector[]): number[] {
  const kept = [...corners.keys()].filter((i) => i === 0 || !isSamePoint(corners[i]!, corners[i - 1]!));
  while (kept.length > 1 && isSamePoint(corners[kept[kept.length - 1]!]!, corners[0]!)) kept.pop();
  return kept;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isPoint(value: unknown): value is Vector {
  return (Array.isArray(value) || ArrayBuffer.isView(value)) && typeof (value as unknown as Vector)[0] === 'number';
}

/**
 * Cuts a closed curve off at a box. How often it winds around each point inside the box stays as it was: what lies outside
 * is moved to the nearest place of the box's border, one side of the box after the other.
 *
 * Source: I. E. Sutherland and G. W. Hodgman, Reentrant polygon clipping, CACM 17 (1974) 32-42.
 */
export function clipRing(corners: readonly Point[], firstSide: number, bounds: Bounds): Pick<ClippedRing, 'corners' | 'sides'> {
  let curve = corners.map((corner, i) => ({ corner, side: firstSide + i }));
  for (const { axis, limit, sign } of borders(bounds)) {
    const next: typeof curve = [];
    const depth = (point: Point): number => sign * (point[axis]! - limit);
    curve.forEach(({ corner, side }, i) => {
      const following = curve[(i + 1) % curve.length]!.corner;
      const [here, there] = [depth(corner), depth(following)];
      if (here >= 0) next.push({ corner, side: there < 0 && here === 0 ? -1 : side });
      if (here * there < 0) {
        const part = here / (here - there);
        const other = corner[1 - axis]! + part * (following[1 - axis]! - corner[1 - axis]!);
        next.push({ corner: axis === 0 ? [limit, other] : [other, limit], side: here > 0 ? -1 : side });
      }
    });
    curve = next;
  }
  return { corners: curve.map(({ corner }) => corner), sides: curve.map(({ side }) => side) };
}

function borders([xmin, ymin, xmax, ymax]: Bounds): { axis: 0 | 1; limit: number; sign: 1 | -1 }[] {
  return [
    { axis: 0, limit: xmin!, sign: 1 },
    { axis: 0, limit: xmax!, sign: -1 },
    { axis: 1, limit: ymin!, sign: 1 },
    { axis: 1, limit: ymax!, sign: -1 },
  ];
}

import Flatbush from 'flatbush';
import type { Bounds } from '../geometry/bounds.js';

/** A polygon of a soft map: its sides, and the slowness inside. */
export interface Cover {
  /** Four numbers for each: its ends. */
  readonly sides: Float64Array;
  readonly slowness: number;
}

export interface SoftMap {
  /** A later cover covers an earlier one. */
  readonly covers: readonly Cover[];
  /** The slowness where no cover is. */
  readonly background: number;
  readonly bounds: Bounds;
  /** At a distance d inside its boundary a cover is preferred by the logistic function of `d / scale`. */
  readonly scale: number;
}

/** A rectangle by its middle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/** What matters to the places of a box. */
export interface Surroundings {
  /** The slowness under the covers whose boundaries are near. */
  readonly slowness: number;
  readonly covers: readonly NearCover[];
}

export interface NearCover {
  readonly slowness: number;
  /** Those of its sides of which one is the nearest. */
  readonly sides: Float64Array;
  /** Those that a ray to the right meets from some places only; and whether those that it meets from all of them are odd. */
  readonly rightSides: Float64Array;
  readonly isOdd: boolean;
}

export function surroundingsIn({ covers, background, scale }: SoftMap): (box: Box) => Surroundings {
  const all = [background, ...covers.map(({ slowness }) => slowness)];
  const [least, most] = [Math.min, Math.max].map((extreme) => all.reduce((a, b) => extreme(a, b))) as [number, number];
  /** Beyond it what is not preferred adds less than a rounding error. */
  const reach = scale * (54 * Math.LN2 + Math.log(most / least));
  const index = indexOf(covers);
  const depth: Depth = { value: 0, x: 0, y: 0 };
  return (box) => {
    const [far, up] = [box.halfWidth + reach, box.halfHeight + reach];
    let slowness = background;
    let found: NearCover[] = [];
    for (const i of index?.search(box.x - far, box.y - up, box.x + far, box.y + up).sort((a, b) => a - b) ?? []) {
      const cover = nearCover(covers[i]!, box);
      measureDepth(cover, box.x, box.y, depth);
      if (Math.abs(depth.value) <= reach + radiusOf(box)) found.push(cover);
      else if (depth.value > 0) [slowness, found] = [cover.slowness, []];
    }
    return { slowness, covers: found };
  };
}

function indexOf(covers: readonly Cover[]): Flatbush | null {
  if (covers.length === 0) return null;
  const index = new Flatbush(covers.length);
  for (const { sides } of covers) {
    const [xs, ys] = [0, 1].map((axis) => sides.filter((_, i) => i % 2 === axis)) as [Float64Array, Float64Array];
    const [left, low] = [xs, ys].map((values) => values.reduce((a, b) => Math.min(a, b))) as [number, number];
    const [right, high] = [xs, ys].map((values) => values.reduce((a, b) => Math.max(a, b))) as [number, number];
    index.add(left, low, right, high);
  }
  index.finish();
  return index;
}

/** Cells are taken to be larger by this part: a place on their edge may be rounded into either. */
export const rounding = 1e-9;

/** Cells along each axis of the map, in each of which the same sides matter. */
const cellsAlong = 64;

/**
 * What matters in a box, found once for the cell that its middle lies in: the cell is taken to be larger by this part of itself on all
 * sides. `null` where the box is not inside of that.
 */
export function surroundingsByCell({ bounds }: SoftMap, surroundings: (box: Box) => Surroundings, beyond: number): (box: Box) => Surroundings | null {
  const [xmin, ymin, xmax, ymax] = bounds as [number, number, number, number];
  const [width, height] = [(xmax - xmin) / cellsAlong, (ymax - ymin) / cellsAlong];
  const cells = new Array<Surroundings | undefined>(cellsAlong * cellsAlong);
  return ({ x, y, halfWidth, halfHeight }) => {
    const [column, row] = [Math.floor((x - xmin) / width), Math.floor((y - ymin) / height)];
    if (halfWidth > (beyond - rounding) * width || halfHeight > (beyond - rounding) * height) return null;
    if (!(column >= 0 && column < cellsAlong && row >= 0 && row < cellsAlong)) return null;
    return (cells[row * cellsAlong + column] ??= surroundings({
      x: xmin + (column + 0.5) * width,
      y: ymin + (row + 0.5) * height,
      halfWidth: (0.5 + beyond) * width,
      halfHeight: (0.5 + beyond) * height,
    }));
  };
}

export const radiusOf = ({ halfWidth, halfHeight }: Box): number => Math.hypot(halfWidth, halfHeight);

/**
 * What of a cover matters in a box. A distance grows by no more than the way does: a side that is nearest to some place of the box
 * is not much farther from its middle than the one that is nearest there.
 */
function nearCover({ sides, slowness }: Cover, box: Box): NearCover {
  const [left, right] = [box.x - box.halfWidth, box.x + box.halfWidth];
  const [low, high] = [box.y - box.halfHeight, box.y + box.halfHeight];
  const distances = Float64Array.from({ length: sides.length / 4 }, (_, side) => Math.sqrt(squaredDistance(sides, 4 * side, box.x, box.y)));
  const furthest = distances.reduce((a, b) => Math.min(a, b)) + 2 * radiusOf(box);
  const [nearest, rightSides]: [number[], number[]] = [[], []];
  let isOdd = false;
  distances.forEach((distance, side) => {
    const ends = sides.subarray(4 * side, 4 * side + 4);
    if (distance <= furthest) nearest.push(...ends);
    const [x0, y0, x1, y1] = ends as unknown as [number, number, number, number];
    if (Math.min(y0, y1) > high || Math.max(y0, y1) <= low || Math.max(x0, x1) < left) return;
    if (Math.min(x0, x1) > right && Math.min(y0, y1) <= low && Math.max(y0, y1) > high) isOdd = !isOdd;
    else rightSides.push(...ends);
  });
  return { slowness, sides: Float64Array.from(nearest), rightSides: Float64Array.from(rightSides), isOdd };
}

/** The distance from the boundary of a cover, positive inside, and its derivative: 0 on the boundary, where the distance has none. */
export interface Depth {
  value: number;
  x: number;
  y: number;
}

export function measureDepth({ sides, rightSides, isOdd }: NearCover, x: number, y: number, depth: Depth): void {
  let [square, nearest] = [Infinity, 0];
  for (let i = 0; i < sides.length; i += 4) {
    const other = squaredDistance(sides, i, x, y);
    if (other < square) [square, nearest] = [other, i];
  }
  let isInside = isOdd;
  for (let i = 0; i < rightSides.length; i += 4) if (isMetFrom(rightSides, i, x, y)) isInside = !isInside;
  const distance = Math.sqrt(square);
  const sign = isInside ? 1 : -1;
  const factor = distance > 0 ? sign / distance : 0;
  const part = partNearest(sides, nearest, x, y);
  depth.value = sign * distance;
  depth.x = factor * (x - sides[nearest]! - part * (sides[nearest + 2]! - sides[nearest]!));
  depth.y = factor * (y - sides[nearest + 1]! - part * (sides[nearest + 3]! - sides[nearest + 1]!));
}

function squaredDistance(sides: Float64Array, i: number, x: number, y: number): number {
  const part = partNearest(sides, i, x, y);
  const awayX = x - sides[i]! - part * (sides[i + 2]! - sides[i]!);
  const awayY = y - sides[i + 1]! - part * (sides[i + 3]! - sides[i + 1]!);
  return awayX * awayX + awayY * awayY;
}

/** After which part of a side its place nearest to another comes. */
function partNearest(sides: Float64Array, i: number, x: number, y: number): number {
  const dx = sides[i + 2]! - sides[i]!;
  const dy = sides[i + 3]! - sides[i + 1]!;
  return Math.min(Math.max(((x - sides[i]!) * dx + (y - sides[i + 1]!) * dy) / (dx * dx + dy * dy), 0), 1);
}

/** Whether a ray to the right of a place meets a side: it meets the boundary an odd number of times from the inside. */
function isMetFrom(sides: Float64Array, i: number, x: number, y: number): boolean {
  if (sides[i + 1]! > y === sides[i + 3]! > y) return false;
  const dx = sides[i + 2]! - sides[i]!;
  const dy = sides[i + 3]! - sides[i + 1]!;
  return (x - sides[i]!) * dy - (y - sides[i + 1]!) * dx > 0 !== dy > 0;
}

import type { Vector } from '../geometry/vector.js';
import { placeOf } from './raster.js';
import type { Raster } from './raster.js';

/** The arrival times so far, and which of them are final. */
export interface Front {
  readonly times: Float64Array;
  readonly isFinal: Uint8Array;
}

/** What is known along one axis: the square of `rate * (T - value)` is a part of the squared slowness. */
interface Known {
  readonly rate: number;
  readonly value: number;
  /** The time that the front takes from the final neighbour, if it comes straight from there. */
  readonly straight: number;
  /** The time of that neighbour: nothing arrives before it. */
  readonly after: number;
}

/** A source nearer than this many spacings is not divided out. */
const nearest = 3;

/**
 * The time at a point of the grid at which a front arrives from its final neighbours, by differences against the wind:
 * of second order where two final points lie behind one another, in the order of their times; else of first order.
 *
 * Around a source the times are not smooth, which would spoil the order everywhere. What is differenced is therefore the
 * time divided by the distance from the source, which is smooth: T' = (T / r)' r + (T / r) r'.
 *
 * Source: J. A. Sethian, Level Set Methods and Fast Marching Methods, 2nd ed., Cambridge 1999, sections 8.3 and 10.6; the
 * factor: S. Fomel, S. Luo, H. Zhao, "Fast sweeping method for the factored eikonal equation", J. Comp. Phys. 228 (2009), 6440-6455.
 */
export function upwindTime(raster: Raster, front: Front, index: number, slowness: number, order: 1 | 2, source: Vector | null): number {
  const factor = source === null ? null : factorAt(raster, index, source);
  const x = knownAlong(raster, front, index, 0, slowness, order, factor);
  const y = knownAlong(raster, front, index, 1, slowness, order, factor);
  if (x === null || y === null) return fromOne(x ?? y!, slowness);
  return fromBoth(x, y, slowness) ?? Math.min(fromOne(x, slowness), fromOne(y, slowness));
}

/** The distance from a source, as far as it is needed to divide it out. */
interface Factor {
  readonly source: Vector;
  readonly offset: readonly [number, number];
  readonly distance: number;
}

function factorAt(raster: Raster, index: number, source: Vector): Factor | null {
  const [x, y] = placeOf(raster, index);
  const offset = [x - source[0]!, y - source[1]!] as const;
  const distance = Math.hypot(...offset);
  return distance < nearest * Math.max(...raster.spacing) ? null : { source, offset, distance };
}

function knownAlong(raster: Raster, front: Front, index: number, axis: 0 | 1, slowness: number, order: 1 | 2, factor: Factor | null): Known | null {
  const { times, isFinal } = front;
  const { columns } = raster;
  const spacing = raster.spacing[axis];
  const [step, count] = axis === 0 ? [1, columns] : [columns, raster.rows];
  const place = axis === 0 ? index % columns : Math.floor(index / columns);
  const canUse = (side: number, far: number): boolean =>
    place + far * side >= 0 && place + far * side < count && isFinal[index + far * side * step] === 1;
  const sides = [-1, 1].filter((side) => canUse(side, 1));
  if (sides.length === 0) return null;
  const side = sides.length === 2 && times[index + step]! < times[index - step]! ? 1 : sides[0]!;
  const near = index + side * step;
  const behind = near + side * step;
  const after = times[near]!;
  const scaled = (other: number): number => (factor === null ? 1 : factor.distance / distanceFrom(raster, other, factor.source)) * times[other]!;
  const drift = factor === null ? 0 : (-side * factor.offset[axis]) / factor.distance ** 2;
  const isSecond = order === 2 && canUse(side, 2) && times[behind]! <= after;
  const rate = (isSecond ? 1.5 : 1) / spacing + drift;
  const value = (isSecond ? 2 * scaled(near) - scaled(behind) / 2 : scaled(near)) / (spacing * rate);
  return { rate, value, straight: after + slowness * spacing, after };
}

function distanceFrom(raster: Raster, index: number, source: Vector): number {
  const [x, y] = placeOf(raster, index);
  return Math.hypot(x - source[0]!, y - source[1]!);
}

function fromOne({ rate, value, after, straight }: Known, slowness: number): number {
  const time = value + slowness / rate;
  return time >= after ? time : straight;
}

/** The larger root of `rx^2 (T - x)^2 + ry^2 (T - y)^2 = slowness^2`; `null` when the front does not come from both sides. */
function fromBoth(x: Known, y: Known, slowness: number): number | null {
  const [a, b] = [x.rate * x.rate, y.rate * y.rate];
  const apart = x.value - y.value;
  const discriminant = (a + b) * slowness * slowness - a * b * apart * apart;
  if (discriminant < 0) return null;
  const time = (a * x.value + b * y.value + Math.sqrt(discriminant)) / (a + b);
  return time >= Math.max(x.after, y.after, x.value, y.value) ? time : null;
}

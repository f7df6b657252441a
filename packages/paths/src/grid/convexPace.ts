import { invalidCost } from '../errors.js';
import type { SlopeCost } from './slopeCost.js';

/** The steepest slope that is looked at: beyond it, a metre of height costs what it costs there. */
const steepest = 100;

/** How many slopes are looked at to each side. */
const samples = 1000;

/** A pace whose cost is convex in the direction, and from where on it is that of zigzags. */
export interface ConvexPace extends SlopeCost {
  /** Steeper than this uphill, zigzags are faster than the straight line. */
  readonly uphillLimit: number;
  /** Steeper than this downhill, a negative slope. */
  readonly downhillLimit: number;
}

/**
 * The convex envelope of a cost by slope. Where a slope is so steep that height is gained (or lost) sooner on a gentler one, a
 * path of infinitesimal zigzags wins, and no least-time path exists. The envelope gives it the time that these zigzags take:
 * that of the height alone, at the slope of the least time for each metre of height.
 *
 * With `r P(h / r)` the cost of a displacement of the horizontal length r and the height h, the envelope is convex if P is and
 * `P - slope P'` is not negative, as r is convex in the displacement and h linear.
 *
 * @throws PathsError `INVALID_COST` where the pace is not positive, or not convex between the limits.
 */
export function convexPace({ pace, kinks }: SlopeCost, maxSlope: number): ConvexPace {
  checkPace(pace, maxSlope);
  const uphillLimit = limitOf(pace, kinks, 1, maxSlope);
  const downhillLimit = limitOf(pace, kinks, -1, maxSlope);
  const [up, down] = [pace(uphillLimit) / uphillLimit, pace(downhillLimit) / downhillLimit];
  const envelope = (slope: number): number => (slope > uphillLimit ? up * slope : slope < downhillLimit ? down * slope : pace(slope));
  checkConvex(envelope, Math.max(downhillLimit, -steepest), Math.min(uphillLimit, steepest));
  const inside = kinks.filter((slope) => slope > downhillLimit && slope < uphillLimit);
  return { pace: envelope, kinks: [downhillLimit, ...inside, uphillLimit], uphillLimit, downhillLimit };
}

/** The slope to one side at which a metre of height takes least time; infinite where that is ever less on steeper ones. */
function limitOf(pace: SlopeCost['pace'], kinks: readonly number[], side: 1 | -1, maxSlope: number): number {
  const perHeight = (size: number): number => pace(side * size) / size;
  const most = Math.min(maxSlope, steepest);
  const sizes = [...slopesUpTo(most).slice(1), ...kinks.map((slope) => side * slope).filter((size) => size > 0 && size < most)];
  const best = sizes.reduce((a, b) => (perHeight(b) < perHeight(a) ? b : a));
  if (best === most) return maxSlope === Infinity || maxSlope > steepest ? side * Infinity : side * maxSlope;
  const sorted = sizes.sort((a, b) => a - b);
  const place = sorted.indexOf(best);
  const refined = minimum(perHeight, sorted[place - 1] ?? best / 2, sorted[place + 1]!);
  return side * (perHeight(refined) < perHeight(best) ? refined : best);
}

/** Slopes from 0 to a limit, closer together where slopes are common. */
function slopesUpTo(most: number): number[] {
  const [scale, end] = [0.05, Math.asinh(most / 0.05)];
  return Array.from({ length: samples + 1 }, (_, i) => (i === samples ? most : scale * Math.sinh((i / samples) * end)));
}

/** The minimum of a function with one, by golden sections. */
function minimum(f: (x: number) => number, low: number, high: number): number {
  const part = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let [x, y] = [b - part * (b - a), a + part * (b - a)];
  while (b - a > 1e-12 * b) {
    if (f(x) < f(y)) [b, y, x] = [y, x, y - part * (y - a)];
    else [a, x, y] = [x, y, x + part * (b - x)];
    if (!(x > a && y < b && x < y)) break;
  }
  return (a + b) / 2;
}

function checkPace(pace: SlopeCost['pace'], maxSlope: number): void {
  for (const size of slopesUpTo(Math.min(maxSlope, steepest))) {
    for (const slope of [size, -size]) {
      if (!(pace(slope) > 0 && pace(slope) < Infinity)) throw invalidCost(`the pace at the slope ${slope} is ${pace(slope)}`, 'a positive, finite number at every slope');
    }
  }
}

function checkConvex(pace: SlopeCost['pace'], low: number, high: number): void {
  const slopes = [...slopesUpTo(-low).map((size) => -size).reverse(), ...slopesUpTo(high).slice(1)];
  for (let i = 1; i + 1 < slopes.length; i++) {
    const [a, b, c] = slopes.slice(i - 1, i + 2) as [number, number, number];
    const chord = pace(a) + ((b - a) / (c - a)) * (pace(c) - pace(a));
    const outward = b > 0 ? c : a;
    const isGauge = b === 0 || pace(outward) / Math.abs(outward) <= (pace(b) / Math.abs(b)) * (1 + 1e-9);
    if (pace(b) <= chord * (1 + 1e-9) && isGauge) continue;
    throw invalidCost(`the pace is not convex at the slope ${b}`, 'one that is, so that no mixture of two slopes is faster than the slope between them');
  }
}

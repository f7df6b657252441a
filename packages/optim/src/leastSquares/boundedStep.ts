import { minimizeInBox } from '../bounds/boxQuadratic.js';
import { addScaled, dot } from '../vector.js';
import { gaussNewtonModel, stepWithin } from './gaussNewtonModel.js';

/** |r + J p|^2 / 2 over low <= p <= high, which holds zero. */
export interface BoundedModel {
  readonly columns: readonly Float64Array[];
  readonly residuals: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

const ROUGH = 0.01;

/**
 * Brings `step`, the minimiser of the model within the radius, between the bounds: what leaves them is
 * put on them, and the other unknowns are solved for again, until all stay inside. Where that does not
 * lower the model, conjugate gradients in the box do.
 */
export function boundedStep({ columns, residuals, low, high }: BoundedModel, radius: number, step: Float64Array): void {
  const n = columns.length;
  const fixed = new Set<number>();
  for (;;) {
    const before = fixed.size;
    for (let j = 0; j < n; j++) {
      if (step[j]! >= low[j]! && step[j]! <= high[j]!) continue;
      step[j] = step[j]! < low[j]! ? low[j]! : high[j]!;
      fixed.add(j);
    }
    if (fixed.size === before) break;
    const shifted = residuals.slice();
    for (const j of fixed) addScaled(shifted, step[j]!, columns[j]!);
    const others = [...columns.keys()].filter(j => !fixed.has(j));
    const rest = new Float64Array(others.length);
    if (others.length > 0) stepWithin(gaussNewtonModel(others.map(j => columns[j]!.slice()), shifted), radius, rest);
    others.forEach((j, k) => (step[j] = rest[k]!));
  }
  const image = (v: Float64Array): Float64Array => {
    const out = new Float64Array(residuals.length);
    columns.forEach((column, j) => addScaled(out, v[j]!, column));
    return out;
  };
  const moved = image(step);
  if (fixed.size === 0 || dot(residuals, moved) + dot(moved, moved) / 2 < 0) return;
  const within = (room: Float64Array): Float64Array => room.map(r => Math.sign(r) * Math.min(Math.abs(r), radius));
  const gradient = Float64Array.from(columns, column => dot(column, residuals));
  const product = (v: Float64Array, out: Float64Array): void => {
    const change = image(v);
    columns.forEach((column, j) => (out[j] = dot(column, change)));
  };
  minimizeInBox({ gradient, low: within(low), high: within(high), product }, step, ROUGH);
}

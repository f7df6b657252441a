import { addScaled, norm, scale, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { Motion } from './curve.js';
import type { SpeedField } from './field.js';
import type { SettledCurve } from './refineCurves.js';

/** Into how many legs of about equal length a polyline is cut. */
const fewestLegs = 512;

/** A polyline as a curve that is travelled at the speeds of the field, constant along each of many legs. */
export function travelled(field: SpeedField, path: readonly Point[]): SettledCurve {
  const lengths = path.slice(1).map((to, i) => norm(subtract(to, path[i]!)));
  const whole = lengths.reduce((a, b) => a + b, 0);
  const points = path.slice(1).flatMap((to, i) => {
    const count = Math.ceil((fewestLegs * lengths[i]!) / whole);
    return Array.from({ length: count }, (_, k) => addScaled(path[i]!, (k + 1) / count, subtract(to, path[i]!)));
  });
  const legs = points.map((to, i) => ({ from: points[i - 1] ?? path[0]!, to }));
  const times = legs.map(({ from, to }) => field.segmentTime(from, to));
  let gone = 0;
  const ends = times.map((one) => (gone += one));
  const time = ends.at(-1)!;
  const course = (u: number): Motion => {
    const i = Math.min(legs.length - 1, ends.findIndex((end) => end >= u * time));
    const { from, to } = legs[i]!;
    const part = (u * time - (ends[i]! - times[i]!)) / times[i]!;
    return { position: addScaled(from, part, subtract(to, from)), velocity: scale(subtract(to, from), time / times[i]!) };
  };
  return { course, time, change: 0, isSettled: false };
}

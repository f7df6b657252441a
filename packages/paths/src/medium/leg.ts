import { norm, normalized, scale, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { Leg } from './medium.js';

/** The time that a leg takes. */
export function legTime({ from, to, cost, arc }: Leg): number {
  return cost.time(arc === undefined ? subtract(to, from) : scale(arc.departure, arc.length));
}

export function legLength({ from, to, arc }: Leg): number {
  return arc?.length ?? norm(subtract(to, from));
}

/** The unit vector along which a leg leaves its start. */
export function departureOf({ from, to, arc }: Leg): Point {
  return arc?.departure ?? normalized(subtract(to, from));
}

/** The unit vector along which a leg arrives at its end. */
export function arrivalOf({ from, to, arc }: Leg): Point {
  return arc?.arrival ?? normalized(subtract(to, from));
}

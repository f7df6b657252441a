import { dot, norm, scale, subtract, tangential } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { arrivalOf, departureOf } from '../medium/leg.js';
import { impassable } from '../medium/localCost.js';
import type { LocalCost } from '../medium/localCost.js';
import type { Leg } from '../medium/medium.js';
import { aroundCorner } from './aroundCorner.js';

/**
 * What a path does where two of its legs meet:
 * - `refraction`: it passes an interface;
 * - `critical`: it starts or stops following an interface, or grazes it;
 * - `reflection`: it turns back at an interface that another angle, or this one in part, would pass;
 * - `total reflection`: it arrives at an angle at which no ray passes, and turns back or, against Snell's law, passes;
 * - `corner`: it passes a point where interfaces meet or end;
 * - `bend`: it changes direction where there is no interface;
 * - `blocked`: it comes from, or goes on to, where nothing passes.
 */
export type CrossingKind = 'refraction' | 'critical' | 'reflection' | 'total reflection' | 'corner' | 'bend' | 'blocked';

/** Snell's law at one point of a path. */
export interface SnellCrossing {
  readonly point: Point;
  /** The name of the interface or the corner; `null` at a bend. */
  readonly interface: string | null;
  readonly kind: CrossingKind;
  /** The angle of the arriving leg from the interface's normal, 0 to pi / 2; 0 at a bend and at a corner. */
  readonly angleInRad: number;
  /** The angle of the leaving leg from the interface's normal, 0 to pi / 2; at a bend and at a corner the angle it turns by, up to pi. */
  readonly angleOutRad: number;
  /**
   * What the slowness along the interface loses at the crossing, relative to the larger of the two slownesses:
   * `(sin(in) / v1 - sin(out) / v2) / max(1 / v1, 1 / v2)` where both pieces are isotropic. Moving the crossing against
   * the path's direction along the interface saves time when it is positive, moving it on when it is negative. At a corner
   * it is what going around it on either side would save, 0 when nothing; where nothing passes it is infinite.
   */
  readonly residual: number;
  readonly ok: boolean;
  /** The crossing in words, and what is wrong with it. */
  readonly message: string;
}

/** What is measured of a crossing, before it is judged. */
export type CrossingFacts = Omit<SnellCrossing, 'ok' | 'message'>;

/** A direction closer to an interface than this, in radians, runs along it. */
const grazing = 1e-12;

/** Measures every point where one leg of a path meets the next. */
export function measureCrossings(legs: readonly Leg[]): CrossingFacts[] {
  return legs.slice(1).map((leaving, i) => measureCrossing(legs[i]!, leaving));
}

export function largestResidual(crossings: readonly CrossingFacts[]): number {
  return crossings.reduce((largest, { residual }) => Math.max(largest, Math.abs(residual)), 0);
}

function measureCrossing(arriving: Leg, leaving: Leg): CrossingFacts {
  const directionIn = arrivalOf(arriving);
  const directionOut = departureOf(leaving);
  const momentumIn = arriving.cost.momentum(directionIn);
  const momentumOut = leaving.cost.momentum(directionOut);
  const slowness = Math.max(norm(momentumIn), norm(momentumOut));
  const point = leaving.from;
  const turn = Math.atan2(norm(tangential(directionOut, directionIn)), dot(directionIn, directionOut));

  if (arriving.cost === impassable || leaving.cost === impassable) {
    return { point, interface: leaving.entry?.name ?? null, kind: 'blocked', angleInRad: 0, angleOutRad: turn, residual: Infinity };
  }
  if (leaving.entry === null) {
    const residual = norm(subtract(momentumIn, momentumOut)) / slowness;
    return { point, interface: null, kind: 'bend', angleInRad: 0, angleOutRad: turn, residual };
  }
  if ('sectors' in leaving.entry) {
    const residual = aroundCorner(leaving.entry, momentumIn, momentumOut).gain / slowness;
    return { point, interface: leaving.entry.name, kind: 'corner', angleInRad: 0, angleOutRad: turn, residual };
  }

  const { name, normal, before, beyond } = leaving.entry;
  const acrossIn = dot(directionIn, normal);
  const acrossOut = dot(directionOut, normal);
  const alongIn = tangential(momentumIn, normal);
  const alongOut = tangential(momentumOut, normal);
  const lost = subtract(alongIn, alongOut);
  const forward = dot(lost, norm(alongIn) > 0 ? alongIn : alongOut) < 0 ? -1 : 1;
  const passes = acrossIn * acrossOut > 0;
  const otherSide = passes ? leaving.cost : acrossIn > 0 ? beyond : before;
  const isTotal = exceeds(alongIn, otherSide);
  const isCritical = Math.abs(acrossIn) <= grazing || Math.abs(acrossOut) <= grazing;
  return {
    point,
    interface: name,
    kind: isCritical ? 'critical' : isTotal ? 'total reflection' : passes ? 'refraction' : 'reflection',
    angleInRad: angleFrom(normal, directionIn),
    angleOutRad: angleFrom(normal, directionOut),
    residual: (forward * norm(lost)) / slowness,
  };
}

function angleFrom(normal: Point, direction: Point): number {
  return Math.atan2(norm(tangential(direction, normal)), Math.abs(dot(direction, normal)));
}

/** Whether a side has no ray of so large a slowness along the interface: its largest is the time of a unit step along it. */
function exceeds(along: Point, side: LocalCost | null): boolean {
  const size = norm(along);
  return side !== null && size > 0 && size > side.time(scale(along, 1 / size)) * (1 + grazing);
}

import { norm } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { Corner, Sector } from '../medium/medium.js';

/** Directions closer than this, in radians, are one. */
const sameDirection = 1e-9;

/**
 * What a path that passes a corner could save to first order by going around it, per distance and relative to the larger
 * slowness of its two legs; 0 when the corner is the best place.
 *
 * On its way around, the path would cross the interfaces that end at the corner, each at some distance from it. No choice of
 * distances saves time exactly when a function exists that is linear in each sector, grows no faster than the slowness in
 * any direction, and as fast as the path's time along both legs. The largest such slope along one interface after the
 * other, from the arriving leg on, decides it: a sector turns a slope `a` into `s cos(acos(a / s) - angle)`, at most `s`.
 *
 * Source: the dual of the local problem; for two sectors it is Snell's law as in J. S. B. Mitchell and C. H. Papadimitriou, The
 * weighted region problem, JACM 38 (1991) 18-73, section 3.
 */
export function cornerResidual({ sectors }: Corner, momentumIn: Point, momentumOut: Point): number {
  const arriving = { slowness: norm(momentumIn), angle: Math.atan2(-momentumIn[1]!, -momentumIn[0]!) };
  const leaving = { slowness: norm(momentumOut), angle: Math.atan2(momentumOut[1]!, momentumOut[0]!) };
  const mirrored = sectors.map((sector, i): Sector => ({ ...sectors[(i + 1) % sectors.length]!, slowness: sector.slowness })).reverse();
  const left = lossAround(sectors.map(withAngle(1)), arriving, leaving);
  const right = lossAround(mirrored.map(withAngle(-1)), mirror(arriving), mirror(leaving));
  return Math.max(left, right) / Math.max(arriving.slowness, leaving.slowness);
}

interface Way {
  readonly slowness: number;
  readonly angle: number;
}

type AngledSector = Sector & { readonly angle: number };

function mirror({ slowness, angle }: Way): Way {
  return { slowness, angle: -angle };
}

function withAngle(orientation: 1 | -1): (sector: Sector) => AngledSector {
  return (sector) => ({ ...sector, angle: orientation * Math.atan2(sector.direction[1]!, sector.direction[0]!) });
}

/** The loss of a path that could go around counter-clockwise, from where it arrives to where it leaves. */
function lossAround(sectors: readonly AngledSector[], arriving: Way, leaving: Way): number {
  const whole = turn(arriving.angle, leaving.angle);
  const ahead = sectors.map((sector) => ({ sector, angle: turn(arriving.angle, sector.angle) }));
  const between = ahead.filter(({ angle }) => angle > sameDirection && angle < whole - sameDirection).sort((a, b) => a.angle - b.angle);
  let slowness = sectorAt(sectors, arriving.angle).slowness;
  let slope = -arriving.slowness;
  let last = 0;
  let loss = 0;
  for (const { sector, angle } of between) {
    if (slowness === Infinity) return loss;
    const reached = turnedSlope(slope, slowness, angle - last);
    loss = Math.max(loss, -sector.slownessAlong - reached);
    slope = Math.max(Math.min(reached, sector.slownessAlong), -sector.slownessAlong);
    slowness = sector.slowness;
    last = angle;
  }
  if (slowness === Infinity) return loss;
  return Math.max(loss, leaving.slowness - turnedSlope(slope, slowness, whole - last));
}

/** The angle from one direction to another counter-clockwise, 0 to 2 pi. */
function turn(from: number, to: number): number {
  const angle = (to - from) % (2 * Math.PI);
  return angle < 0 ? angle + 2 * Math.PI : angle;
}

/** The sector that begins at a direction or holds it. */
function sectorAt(sectors: readonly AngledSector[], angle: number): AngledSector {
  return sectors.reduce((best, sector) => (turn(sector.angle, angle + sameDirection) < turn(best.angle, angle + sameDirection) ? sector : best));
}

/** The largest slope along the far side of a sector of a function whose slope along its near side is given. */
function turnedSlope(slope: number, slowness: number, angle: number): number {
  const rest = Math.acos(Math.max(-1, Math.min(1, slope / slowness))) - angle;
  return rest <= 0 ? slowness : slowness * Math.cos(rest);
}

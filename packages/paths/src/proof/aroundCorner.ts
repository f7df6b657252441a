import { norm } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { Corner, Sector } from '../medium/medium.js';

/** Directions closer than this, in radians, are one. */
const sameDirection = 1e-9;

/** The best way around a corner, to first order, for a path that passes it. */
export interface WayAround {
  /** The time it saves for each unit of distance from the corner; 0 when the corner is the best place. */
  readonly gain: number;
  /**
   * Where it meets interfaces that end at the corner: which of the corner's sectors begins there, and at which distance,
   * relative to that of the other places; 0 for the corner itself. In the order of the path.
   */
  readonly places: readonly { readonly ray: number; readonly distance: number }[];
}

/**
 * What a path that passes a corner could save by going around it, to first order.
 *
 * On its way around, the path would cross the interfaces that end at the corner, each at some distance from it. No choice of
 * distances saves time exactly when a function exists that is linear in each sector, grows no faster than the slowness in
 * any direction, and as fast as the path's time along both legs. The largest such slope along one interface after the
 * other, from the arriving leg on, decides it: a sector turns a slope `a` into `s cos(acos(a / s) - angle)`, at most `s`.
 *
 * Source: the dual of the local problem; for two sectors it is Snell's law as in J. S. B. Mitchell and C. H. Papadimitriou, The
 * weighted region problem, JACM 38 (1991) 18-73, section 3.
 */
export function aroundCorner({ sectors }: Corner, momentumIn: Point, momentumOut: Point): WayAround {
  const arriving = { slowness: norm(momentumIn), angle: Math.atan2(-momentumIn[1]!, -momentumIn[0]!) };
  const leaving = { slowness: norm(momentumOut), angle: Math.atan2(momentumOut[1]!, momentumOut[0]!) };
  const rays = sectors.map((sector, ray) => ({ ...sector, ray, angle: Math.atan2(sector.direction[1]!, sector.direction[0]!) }));
  const mirrored = rays.map((_, i) => ({ ...rays[(i + 1) % rays.length]!, slowness: rays[i]!.slowness })).map((ray) => ({ ...ray, angle: -ray.angle }));
  const left = counterClockwise(rays, arriving, leaving);
  const right = counterClockwise(mirrored, mirror(arriving), mirror(leaving));
  return left.gain >= right.gain ? left : right;
}

interface Leg {
  readonly slowness: number;
  readonly angle: number;
}

interface Ray extends Sector {
  readonly ray: number;
  readonly angle: number;
}

function mirror({ slowness, angle }: Leg): Leg {
  return { slowness, angle: -angle };
}

/** A sector that the way has crossed: from a ray with a slope to the ray where it is measured how far the slope could turn. */
interface Crossing {
  /** The ray that it ends at; -1 for a leg inside a sector. */
  readonly ray: number;
  readonly angle: number;
  readonly slowness: number;
  readonly slopeBefore: number;
}

/** The best way around from the arriving leg to the leaving one on the side where the angle grows. */
function counterClockwise(rays: readonly Ray[], arriving: Leg, leaving: Leg): WayAround {
  const whole = turn(arriving.angle, leaving.angle);
  const ahead = rays.map((ray) => ({ ...ray, turned: turn(arriving.angle + sameDirection, ray.angle) + sameDirection }));
  const between = ahead.filter(({ turned }) => turned < whole - sameDirection).sort((a, b) => a.turned - b.turned);
  const rayAt = (angle: number): number => rays.find((ray) => Math.abs(Math.sin((ray.angle - angle) / 2)) <= sameDirection)?.ray ?? -1;
  const start = rayAt(arriving.angle);
  const crossings: Crossing[] = [];
  let { slowness } = sectorAt(rays, arriving.angle);
  let slope = -arriving.slowness;
  let last = 0;
  let best: WayAround = { gain: 0, places: [] };
  for (const next of between.filter(({ ray }) => ray !== start)) {
    if (slowness === Infinity) return best;
    crossings.push({ ray: next.ray, angle: next.turned - last, slowness, slopeBefore: slope });
    const reached = turnedSlope(slope, slowness, next.turned - last);
    const gain = -next.slownessAlong - reached;
    if (gain > best.gain) best = { gain, places: [...placesOf(crossings, start), { ray: next.ray, distance: 0 }] };
    slope = Math.max(Math.min(reached, next.slownessAlong), -next.slownessAlong);
    ({ slowness } = next);
    last = next.turned;
  }
  if (slowness === Infinity) return best;
  crossings.push({ ray: rayAt(leaving.angle), angle: whole - last, slowness, slopeBefore: slope });
  const gain = leaving.slowness - turnedSlope(slope, slowness, whole - last);
  return gain > best.gain ? { gain, places: placesOf(crossings, start) } : best;
}

/** The angle from one direction to another counter-clockwise, 0 to 2 pi. */
function turn(from: number, to: number): number {
  const angle = (to - from) % (2 * Math.PI);
  return angle < 0 ? angle + 2 * Math.PI : angle;
}

/** The sector that begins at a direction or holds it. */
function sectorAt(rays: readonly Ray[], angle: number): Ray {
  return rays.reduce((best, ray) => (turn(ray.angle, angle + sameDirection) < turn(best.angle, angle + sameDirection) ? ray : best));
}

/** The largest slope along the far side of a sector of a function whose slope along its near side is given. */
function turnedSlope(slope: number, slowness: number, angle: number): number {
  const rest = angleOf(slope, slowness) - angle;
  return rest <= 0 ? slowness : slowness * Math.cos(rest);
}

function angleOf(slope: number, slowness: number): number {
  return Math.acos(Math.max(-1, Math.min(1, slope / slowness)));
}

/** Where the path that attains the slopes meets the rays, from the last one, at distance 1, back to the first. */
function placesOf(crossings: readonly Crossing[], start: number): { ray: number; distance: number }[] {
  const places: { ray: number; distance: number }[] = [];
  let distance = 1;
  for (let k = crossings.length - 1; k >= 0; k--) {
    const { ray, angle, slowness, slopeBefore } = crossings[k]!;
    if (ray >= 0) places.push({ ray, distance });
    const inclination = angleOf(slopeBefore, slowness);
    const rest = inclination - angle;
    const from = k > 0 ? crossings[k - 1]!.ray : start;
    // By the law of sines in the triangle between the rays; straight from the corner where the sector is wide enough.
    distance *= rest <= 0 ? 0 : Math.sin(rest) / Math.sin(inclination);
    if (distance === 0) return [{ ray: from, distance: 0 }, ...places.reverse()];
    if (k === 0 && from >= 0 && inclination < Math.PI - sameDirection) places.push({ ray: from, distance });
  }
  return places.reverse();
}

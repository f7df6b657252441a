import type { Point } from '../geometry/vector.js';

/** Where a vehicle is, and which way it faces. */
export interface Pose {
  readonly position: Point;
  /** Counter-clockwise from the x axis. */
  readonly headingRad: number;
}

/** A stretch of a drive along which the wheel is kept still: a straight line, or an arc of a circle. */
export interface Motion {
  readonly from: Pose;
  /** The turn for each unit of length: positive to the left, 0 straight ahead. */
  readonly curvature: number;
  readonly length: number;
}

/** The pose after some length of a motion. */
export function poseAlong(motion: Motion, length: number): Pose {
  return { position: positionAlong(motion, length), headingRad: motion.from.headingRad + motion.curvature * length };
}

/** The place after some length of a motion. */
export function positionAlong({ from, curvature }: Motion, length: number): Point {
  const halfTurn = (curvature * length) / 2;
  // The chord of an arc points half way between the headings at its ends.
  const chord = halfTurn === 0 ? length : (length * Math.sin(halfTurn)) / halfTurn;
  const direction = from.headingRad + halfTurn;
  return [from.position[0]! + chord * Math.cos(direction), from.position[1]! + chord * Math.sin(direction)];
}

export function endOf(motion: Motion): Pose {
  return poseAlong(motion, motion.length);
}

export function lengthOf(motions: readonly Motion[]): number {
  return motions.reduce((sum, { length }) => sum + length, 0);
}

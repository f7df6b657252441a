import type { RasterMedium } from '../grid/rasterMedium.js';
import type { Point } from '../geometry/vector.js';
import { drivesToPlace, drivesToPose, shortestDrive } from './dubins.js';
import { lengthOf, poseAlong, positionAlong } from './pose.js';
import type { Motion, Pose } from './pose.js';

/** A vehicle, and the ground that it drives on. */
export interface Vehicle {
  readonly turnRadius: number;
  readonly ground: RasterMedium;
}

/** Where a drive begins or ends, facing any way unless there is a heading. */
export interface Stop {
  readonly position: Point;
  readonly headingRad?: number | undefined;
}

/** Arcs are travelled in chords that turn by no more than this: while a drive is looked for, and when it is found. */
export const coarseTurn = 0.35;
export const fineTurn = 0.05;

/** An arc up to this angle is the shortest way between its ends. */
const widestArc = Math.PI / 2;

/** The time of some motions; each chord stands for the length of its arc. `Infinity` where the vehicle does not get through. */
export function driveTime({ ground }: Vehicle, motions: readonly Motion[], turn: number): number {
  let time = 0;
  for (const motion of motions) {
    if (time === Infinity) break;
    const count = chordsIn(motion, turn);
    const stretch = stretchOf(motion, count);
    for (let [from, i] = [motion.from.position, 1]; i <= count; i++) {
      const to = positionAlong(motion, (i / count) * motion.length);
      time += stretch * ground.segmentTime(from, to);
      from = to;
    }
  }
  return time;
}

/** A straight line between two places of an arc, and how many times as long the arc is. */
export interface Chord {
  readonly from: Point;
  readonly to: Point;
  readonly stretch: number;
}

export function chordsOf(motion: Motion, turn: number): Chord[] {
  const count = chordsIn(motion, turn);
  const stretch = stretchOf(motion, count);
  const places = Array.from({ length: count + 1 }, (_, i) => (i === 0 ? motion.from.position : positionAlong(motion, (i / count) * motion.length)));
  return places.slice(1).map((to, i) => ({ from: places[i]!, to, stretch }));
}

/** How many chords a motion is travelled in. */
const chordsIn = ({ curvature, length }: Motion, turn: number): number => Math.max(1, Math.ceil((Math.abs(curvature) * length) / turn - 1e-9));

/** How many times as long as its chords a motion is. */
function stretchOf({ curvature, length }: Motion, count: number): number {
  const half = (Math.abs(curvature) * length) / count / 2;
  return half === 0 ? 1 : half / Math.sin(half);
}

/** The ways to drive from a pose to a stop as if the ground were open, the shortest first. */
export function drivesTo(from: Pose, { position, headingRad }: Stop, turnRadius: number): Motion[][] {
  const drives = headingRad === undefined ? drivesToPlace(from, position, turnRadius) : drivesToPose(from, { position, headingRad }, turnRadius);
  return drives.sort((a, b) => lengthOf(a) - lengthOf(b));
}

/** The shortest drive from each pose to the next. */
export function drivePast(poses: readonly Pose[], turnRadius: number): Motion[] {
  return poses.slice(1).flatMap((to, i) => shortestDrive(poses[i]!, to, turnRadius));
}

/** Poses along a drive, both ends included: where motions end, and within arcs, so that the shortest way from each to the next is the drive itself. */
export function posesOf(from: Pose, motions: readonly Motion[]): Pose[] {
  return [from, ...motions.flatMap((motion) => {
    const count = Math.max(1, Math.ceil((Math.abs(motion.curvature) * motion.length) / widestArc));
    return Array.from({ length: count }, (_, i) => poseAlong(motion, ((i + 1) / count) * motion.length));
  })];
}

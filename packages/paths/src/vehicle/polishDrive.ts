import type { Steps } from '../search/steps.js';
import { shortestDrive } from './dubins.js';
import type { Pose } from './pose.js';
import { driveTime } from './vehicle.js';
import type { Vehicle } from './vehicle.js';
import { changed, distanceBetween } from './waypoint.js';
import type { Drive, Waypoint } from './waypoint.js';

/** Sweeps that gain less than this part of the time end it. */
const settled = 1e-8;

const mostSweeps = 60;

/** How far waypoints move at first, relative to the distance between them, or turn; and when their steps cease to matter. */
const [first, last] = [0.03, 1e-7];

/** One thing that may change of one waypoint, and by how much it is tried next. */
interface Coordinate {
  readonly index: number;
  readonly across: number;
  readonly turnRad: number;
  step: number;
}

/**
 * The locally fastest drive near a given one, which is not blocked: one coordinate after another goes to the least of the parabola
 * through three times. Nothing is differentiated, as the fastest drives lie where the time jumps: a waypoint on the sharpest turn
 * can move to one side only.
 */
export function* polishDrive(vehicle: Vehicle, given: Drive, turn: number): Steps<Drive> {
  const waypoints = [...given.waypoints];
  const apart = distanceBetween(waypoints, vehicle.turnRadius);
  const timeBetween = (a: Pose, b: Pose): number => driveTime(vehicle, shortestDrive(a, b, vehicle.turnRadius), turn);
  const stages = waypoints.slice(1).map((to, i) => timeBetween(waypoints[i]!, to));
  const coordinates = waypoints.flatMap(({ moves, turns }, index): Coordinate[] => [
    ...(moves ? [{ index, across: apart, turnRad: 0, step: first }] : []),
    ...(turns ? [{ index, across: 0, turnRad: 1, step: first }] : []),
  ]);
  /** Changes a waypoint along a coordinate where that is faster. */
  const improve = (coordinate: Coordinate): void => {
    const { index, across, turnRad, step } = coordinate;
    const start = waypoints[index]!;
    const around = (pose: Waypoint): [number, number] => [
      index > 0 ? timeBetween(waypoints[index - 1]!, pose) : 0,
      index + 1 < waypoints.length ? timeBetween(pose, waypoints[index + 1]!) : 0,
    ];
    let least = (stages[index - 1] ?? 0) + (stages[index] ?? 0);
    const stay = least;
    let [moved, by] = [start, 0];
    const attempt = (size: number): number => {
      const pose = changed(start, start.headingRad, size * across, size * turnRad);
      const [before, after] = around(pose);
      if (before + after < least) {
        [least, moved, by] = [before + after, pose, size];
        if (index > 0) stages[index - 1] = before;
        if (index + 1 < waypoints.length) stages[index] = after;
      }
      return before + after;
    };
    const [ahead, behind] = [attempt(step), attempt(-step)];
    const bend = ahead + behind - 2 * stay;
    if (bend > 0 && bend < Infinity) attempt(Math.max(-4, Math.min(4, (behind - ahead) / (2 * bend))) * step);
    waypoints[index] = moved;
    coordinate.step = Math.max(by === 0 ? step / 4 : 2 * Math.min(Math.abs(by), 2 * step), last / 4);
  };
  let time = given.time;
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    for (const coordinate of coordinates) if (coordinate.step > last) improve(coordinate);
    const now = stages.reduce((a, b) => a + b, 0);
    const gain = time - now;
    time = now;
    if (!(gain > settled * time)) break;
    yield { phase: 'refine', time, lowerBound: 0 };
  }
  return { waypoints, time };
}

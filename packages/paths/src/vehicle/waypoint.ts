import { shortestDrive } from './dubins.js';
import { lengthOf, poseAlong } from './pose.js';
import type { Pose } from './pose.js';
import { drivePast, driveTime } from './vehicle.js';
import type { Vehicle } from './vehicle.js';

/** A pose on the way, and what of it may change. */
export interface Waypoint extends Pose {
  readonly moves: boolean;
  readonly turns: boolean;
}

/** A drive by the shortest way from each waypoint to the next: whatever they are, no turn is too sharp. */
export interface Drive {
  readonly waypoints: readonly Waypoint[];
  readonly time: number;
}

export function timedDrive(vehicle: Vehicle, waypoints: readonly Waypoint[], turn: number): Drive {
  return { waypoints, time: driveTime(vehicle, drivePast(waypoints, vehicle.turnRadius), turn) };
}

/** How far apart waypoints are, on average. */
export function distanceBetween(waypoints: readonly Waypoint[], turnRadius: number): number {
  return lengthOf(drivePast(waypoints, turnRadius)) / (waypoints.length - 1);
}

/** A waypoint moved to the left of a direction, and turned. */
export function changed(waypoint: Waypoint, directionRad: number, across: number, turnRad: number): Waypoint {
  const [x, y] = waypoint.position as [number, number];
  return { ...waypoint, position: [x - across * Math.sin(directionRad), y + across * Math.cos(directionRad)], headingRad: waypoint.headingRad + turnRad };
}

/** The waypoints with one more in the middle of each way between them. */
export function withMiddles(waypoints: readonly Waypoint[], turnRadius: number): Waypoint[] {
  return waypoints.flatMap((to, i) => {
    if (i === 0) return [to];
    const motions = shortestDrive(waypoints[i - 1]!, to, turnRadius);
    let rest = lengthOf(motions) / 2;
    for (const motion of motions) {
      if (rest <= motion.length) return [{ ...poseAlong(motion, rest), moves: true, turns: true }, to];
      rest -= motion.length;
    }
    return [to];
  });
}

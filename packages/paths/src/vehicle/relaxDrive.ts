import { cheapestChain } from '../search/cheapestChain.js';
import type { Steps } from '../search/steps.js';
import { shortestDrive } from './dubins.js';
import type { Pose } from './pose.js';
import { driveTime } from './vehicle.js';
import type { Vehicle } from './vehicle.js';
import { changed, distanceBetween } from './waypoint.js';
import type { Drive, Waypoint } from './waypoint.js';

/** Times that change by less than this part of themselves have settled. */
const settled = 1e-4;

/** How often waypoints move by one step, at most. */
const mostSweeps = 12;

/** How far waypoints move at first and in the end, relative to the distance between them. */
const [widest, narrowest] = [0.25, 0.03];

/**
 * A faster drive near a given one, which may be blocked. Each waypoint may move across the drive or turn a little; the best of all
 * combinations follows by dynamic programming, in ever smaller steps.
 */
export function* relaxDrive(vehicle: Vehicle, start: Drive, turn: number): Steps<Drive> {
  const apart = distanceBetween(start.waypoints, vehicle.turnRadius);
  const timeOf = (a: Pose, b: Pose): number => driveTime(vehicle, shortestDrive(a, b, vehicle.turnRadius), turn);
  let best = start;
  for (let [reach, sweeps] = [widest, 0]; reach >= narrowest; ) {
    const choices = best.waypoints.map((waypoint) => nearby(waypoint, reach * apart, 2 * reach));
    const { chosen, cost } = cheapestChain(choices, timeOf);
    const gain = best.time - cost;
    if (gain > 0) best = { waypoints: choices.map((all, i) => all[chosen[i]!]!), time: cost };
    if (!(gain > settled * cost) || ++sweeps === mostSweeps) [reach, sweeps] = [reach / 2, 0];
    yield { phase: 'refine', time: best.time, lowerBound: 0 };
  }
  return best;
}

/** A waypoint and those beside it, as it may move and turn. */
function nearby(waypoint: Waypoint, step: number, turnRad: number): Waypoint[] {
  const { headingRad, moves, turns } = waypoint;
  const beside = moves ? [step, -step].map((across) => changed(waypoint, headingRad, across, 0)) : [];
  const turned = turns ? [turnRad, -turnRad].map((turn) => changed(waypoint, headingRad, 0, turn)) : [];
  return [waypoint, ...beside, ...turned];
}

import type { Steps } from '../search/steps.js';
import { polishDrive } from './polishDrive.js';
import { relaxDrive } from './relaxDrive.js';
import { coarseTurn, fineTurn } from './vehicle.js';
import type { Vehicle } from './vehicle.js';
import { distanceBetween, timedDrive, withMiddles } from './waypoint.js';
import type { Drive, Waypoint } from './waypoint.js';

/** Times that change by less than this part of themselves have settled. */
const settled = 1e-6;

const fewestWaypoints = 9;
const enoughWaypoints = 32;
const mostWaypoints = 96;

/** A drive that has found its way near a given one, but has few waypoints; its time is `Infinity` if it is still blocked. */
export function* roughDrive(vehicle: Vehicle, given: readonly Waypoint[]): Steps<Drive> {
  let waypoints = given;
  while (waypoints.length < fewestWaypoints && distanceBetween(waypoints, vehicle.turnRadius) > 0) waypoints = withMiddles(waypoints, vehicle.turnRadius);
  const relaxed = yield* relaxDrive(vehicle, timedDrive(vehicle, waypoints, coarseTurn), coarseTurn);
  const exact = timedDrive(vehicle, relaxed.waypoints, fineTurn);
  if (exact.time < Infinity) return exact;
  const freed = yield* relaxDrive(vehicle, exact, fineTurn);
  if (freed.time < Infinity) return freed;
  // What the long chords of a coarse drive pass beside, the short ones of a fine one may meet.
  const start = timedDrive(vehicle, waypoints, fineTurn);
  return start.time < Infinity ? yield* relaxDrive(vehicle, start, fineTurn) : freed;
}

/** The locally fastest drive near a rough one: waypoints are put between its own until the time stops changing. */
export function* tautDrive(vehicle: Vehicle, rough: Drive): Steps<Drive> {
  let best = yield* polishDrive(vehicle, rough, fineTurn);
  for (let waypoints = best.waypoints; 2 * waypoints.length <= mostWaypoints; ) {
    const better = yield* polishDrive(vehicle, timedDrive(vehicle, withMiddles(waypoints, vehicle.turnRadius), fineTurn), fineTurn);
    const hasSettled = waypoints.length >= enoughWaypoints && !(best.time - better.time > settled * best.time);
    if (better.time < best.time) best = better;
    if (hasSettled || better.waypoints.length === waypoints.length) break;
    waypoints = better.waypoints;
  }
  return best;
}

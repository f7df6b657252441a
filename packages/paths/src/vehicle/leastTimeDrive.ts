import { costField } from '../cost/costField.js';
import type { Bounds } from '../geometry/bounds.js';
import type { Point, Vector } from '../geometry/vector.js';
import { candidatesOf, unreachable } from '../search/candidate.js';
import type { LeastTimePath, SolvableMedium, TimedPath } from '../search/candidate.js';
import { differentPaths } from '../search/differentPaths.js';
import type { Alternatives } from '../search/differentPaths.js';
import { distinctPaths } from '../search/distinctPaths.js';
import { each } from '../search/steps.js';
import type { Steps } from '../search/steps.js';
import { hasSlopes } from './agent.js';
import type { Agent } from './agent.js';
import { legsOf, polylineOf } from './describeDrive.js';
import { startDrives } from './starts.js';
import { roughDrive, tautDrive } from './tautDrive.js';
import { drivePast } from './vehicle.js';
import type { Stop, Vehicle } from './vehicle.js';
import type { Drive, Waypoint } from './waypoint.js';

/** How far around the ways of what turns on the spot the ground is looked at: turn radii, and parts of the ways' own extent. */
const [radiiAround, partAround] = [6, 0.5];

/** How many ways of what turns on the spot are followed. */
const mostWays = 3;

/** Steps of the ground along its longer side. */
const resolution = 64;

/** How many cells poses are searched over along that side, at most: the second number where the first finds no drive at all. */
const finenesses = [48, 144];

/** Drives that are slower than the best by at most this part, before they are taut, are made so. */
const contention = 0.1;

/** Drives that nowhere come apart by more than this part of the turn radius are one. */
const apart = 0.25;

/** A drive and its polyline. */
interface Found extends TimedPath, Drive {}

const byTime = (a: TimedPath, b: TimedPath): number => a.time - b.time;

/**
 * The fastest drive that is found for a vehicle with a turn radius, past some stops: the best of those near the drives on open
 * ground, near the ways of what turns on the spot, and near the one that a search over poses finds.
 */
export function* leastTimeDrive(medium: SolvableMedium, places: readonly Vector[], agent: Agent, turnRadius: number, wanted: Alternatives): Steps<LeastTimePath> {
  const positions = places.map((place): Point => Array.from(place));
  const ways = yield* waysPast(medium, positions);
  if (ways.length === 0) return unreachable('no path joins the ends.');
  const headings = [agent.fromHeadingRad, ...positions.slice(2).map(() => undefined), agent.toHeadingRad];
  const stops = positions.map((position, i): Stop => ({ position, headingRad: headings[i] }));
  const passable = hasSlopes(medium) ? medium.withoutZigzags() : medium;
  const grounds = groundsAround(medium, ways.flat(2), turnRadius).map((bounds) => costField({ terms: { time: passable }, bounds, resolution }));
  for (const cellsAlong of finenesses) {
    for (const ground of grounds) {
      const vehicle: Vehicle = { turnRadius, ground };
      const [best, ...others] = differentPaths(yield* drivesOn(vehicle, yield* startDrives(vehicle, stops, ways, cellsAlong)), wanted);
      if (best !== undefined) return describe(vehicle, medium, best, others);
    }
  }
  return unreachable(`no drive with turns of the radius ${turnRadius} was found between the ends.`);
}

/** The locally fastest drives near some others, the fastest first; none where all are blocked. */
function* drivesOn(vehicle: Vehicle, starts: readonly (readonly Waypoint[])[]): Steps<Found[]> {
  const near = apart * vehicle.turnRadius;
  const found = (drive: Drive): Found => ({ ...drive, path: polylineOf(vehicle, drive.waypoints) });
  const started = (yield* each(starts, (start) => roughDrive(vehicle, start))).map(found);
  const rough = distinctPaths(started.filter(({ time }) => time < Infinity).sort(byTime), near);
  const close = rough.filter(({ time }) => time <= rough[0]!.time * (1 + contention));
  const tauter = (yield* each(close, (drive) => tautDrive(vehicle, drive))).map(found);
  return distinctPaths([...tauter, ...rough.slice(close.length)].sort(byTime), near);
}

function describe(vehicle: Vehicle, medium: SolvableMedium, { path, time, waypoints }: Found, others: readonly Found[]): LeastTimePath {
  const legs = legsOf(vehicle, medium, drivePast(waypoints, vehicle.turnRadius));
  const reason = 'with a turn radius this is the fastest drive that was found; there is no proof that no other is faster, and Snell\'s law need not hold.';
  return {
    path,
    time,
    legs,
    crossings: legs.slice(1).flatMap(({ from, region }, i) => (region === legs[i]!.region ? [] : [from])),
    alternatives: others.map((other) => ({ path: other.path, time: other.time })),
    undecided: [],
    certificate: { snell: 0, time, lowerBound: null, gap: null, reason },
  };
}

/** The fastest ways of what turns on the spot past some places, each a polyline from every place to the next; none where two are not joined. */
function* waysPast(medium: SolvableMedium, places: readonly Point[]): Steps<(readonly Point[])[][]> {
  const stages: (readonly Point[])[][] = [];
  for (const [i, to] of places.slice(1).entries()) stages.push(firstOf(yield* candidatesOf(medium, places[i]!, to), mostWays).map(({ path }) => path));
  const count = stages.some((paths) => paths.length === 0) ? 0 : Math.max(...stages.map((paths) => paths.length));
  return Array.from({ length: count }, (_, k) => stages.map((paths) => paths[Math.min(k, paths.length - 1)]!));
}

function firstOf<T>(values: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const value of values) if (taken.push(value) === count) break;
  return taken;
}

/** Boxes of the medium around some points, and then all of it where that is more. */
function groundsAround({ bounds = [-Infinity, -Infinity, Infinity, Infinity] }: SolvableMedium, points: readonly Point[], turnRadius: number): Bounds[] {
  const [lows, highs] = [Math.min, Math.max].map((extreme) => [0, 1].map((axis) => points.reduce((far, point) => extreme(far, point[axis]!), points[0]![axis]!))) as [number[], number[]];
  const around = radiiAround * turnRadius + partAround * Math.max(highs[0]! - lows[0]!, highs[1]! - lows[1]!);
  const near = [...lows.map((low, axis) => Math.max(low - around, bounds[axis]!)), ...highs.map((high, axis) => Math.min(high + around, bounds[axis + 2]!))];
  const isAll = near.every((side, i) => side === bounds[i]);
  return isAll || !bounds.every(Number.isFinite) ? [near] : [near, bounds];
}

import { addScaled, norm, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { each, searching } from '../search/steps.js';
import type { Steps } from '../search/steps.js';
import type { Pose } from './pose.js';
import { searchPoses } from './searchPoses.js';
import type { Waypoint } from './waypoint.js';
import { coarseTurn, drivePast, driveTime, drivesTo, posesOf } from './vehicle.js';
import type { Stop, Vehicle } from './vehicle.js';

/** A drive from one stop to the next, both ends included. */
type Stage = readonly Pose[];

/** How many of the drives on open ground are tried. */
const mostOpen = 3;

/** A way has no more poses than about this. */
const mostAlong = 48;

/**
 * Drives along some stops to descend from: as on open ground, as a search over cells finds one, and near each of some ways of what turns on
 * the spot, which are polylines from stop to stop.
 */
export function* startDrives(vehicle: Vehicle, stops: readonly Stop[], ways: readonly (readonly Point[])[][], cellsAlong: number): Steps<Waypoint[][]> {
  const ranks = Array.from({ length: mostOpen }, (_, rank) => rank);
  const open = yield* each(ranks, (rank) =>
    stageByStage(stops, function* (from, to) {
      yield searching;
      return openDrives(vehicle, from, to)[rank] ?? null;
    }),
  );
  const found = yield* stageByStage(stops, (from, to) => searchPoses(vehicle, from, to, cellsAlong));
  const near = ways.map((way) => way.map((stage, i) => posesAlong(stage, stops[i]!, stops[i + 1]!, vehicle.turnRadius)));
  return [...open, found, ...near].flatMap((stages) => (stages === null ? [] : [waypointsOf(stages, stops)]));
}

/** A drive of stages that each begin as the one before ends; null where one of them is not found. */
function* stageByStage(stops: readonly Stop[], find: (from: Stop, to: Stop) => Steps<Stage | null>): Steps<Stage[] | null> {
  const stages: Stage[] = [];
  for (const to of stops.slice(1)) {
    const stage = yield* find(stages.at(-1)?.at(-1) ?? stops[0]!, to);
    if (stage === null) return null;
    stages.push(stage);
  }
  return stages;
}

function waypointsOf(stages: readonly Stage[], stops: readonly Stop[]): Waypoint[] {
  const stopAt = (pose: Pose, { position, headingRad }: Stop): Waypoint => ({ position, headingRad: headingRad ?? pose.headingRad, moves: false, turns: headingRad === undefined });
  return stages.flatMap((stage, i) => {
    const between = stage.slice(1, -1).map((pose): Waypoint => ({ ...pose, moves: true, turns: true }));
    const end = stopAt(stage.at(-1)!, stops[i + 1]!);
    return i === 0 ? [stopAt(stage[0]!, stops[0]!), ...between, end] : [...between, end];
  });
}

/** The drives between two stops on open ground that the vehicle gets through on this one, the fastest first. */
function openDrives(vehicle: Vehicle, from: Stop, to: Stop): Stage[] {
  const drives = openStages(from, to, vehicle.turnRadius).map((stage) => ({ stage, time: driveTime(vehicle, drivePast(stage, vehicle.turnRadius), coarseTurn) }));
  const passing = drives.filter(({ time }) => time < Infinity);
  return passing.sort((a, b) => a.time - b.time).map(({ stage }) => stage);
}

function openStages({ position, headingRad }: Stop, to: Stop, turnRadius: number): Stage[] {
  if (headingRad !== undefined) {
    const pose = { position, headingRad };
    return drivesTo(pose, to, turnRadius).map((motions) => posesOf(pose, motions));
  }
  if (to.headingRad !== undefined) return openStages(turnedBack(to), { position }, turnRadius).map((stage) => stage.map(turnedBack).reverse());
  const [dx, dy] = subtract(to.position, position) as [number, number];
  const ahead = Math.atan2(dy, dx);
  return [[{ position, headingRad: ahead }, { position: to.position, headingRad: ahead }]];
}

const turnedBack = ({ position, headingRad = 0 }: Stop): Pose => ({ position, headingRad: headingRad + Math.PI });

/** Poses along a polyline between two stops, about a turn radius apart, each facing the next place but one. */
function posesAlong(way: readonly Point[], from: Stop, to: Stop, turnRadius: number): Stage {
  const lengths = way.slice(1).map((point, i) => norm(subtract(point, way[i]!)));
  const whole = lengths.reduce((a, b) => a + b, 0);
  const count = Math.max(1, Math.min(mostAlong, Math.round(whole / turnRadius)));
  const placeAt = (length: number): Point => {
    let rest = length;
    for (let i = 0; i < lengths.length; i++) {
      if (rest <= lengths[i]! && lengths[i]! > 0) return addScaled(way[i]!, rest / lengths[i]!, subtract(way[i + 1]!, way[i]!));
      rest -= lengths[i]!;
    }
    return to.position;
  };
  const places = Array.from({ length: count + 1 }, (_, i) => (i === 0 ? from.position : i === count ? to.position : placeAt((i / count) * whole)));
  return places.map((position, i): Pose => {
    const [dx, dy] = subtract(places[Math.min(count, i + 1)]!, places[Math.max(0, i - 1)]!) as [number, number];
    return { position, headingRad: Math.atan2(dy, dx) };
  });
}

import { emptyRaster } from '../grid/raster.js';
import { gridTimes } from '../grid/gridTimes.js';
import { MinHeap } from '../grid/minHeap.js';
import { searching } from '../search/steps.js';
import type { Steps } from '../search/steps.js';
import { endOf } from './pose.js';
import type { Motion, Pose } from './pose.js';
import { coarseTurn, driveTime, drivesTo, posesOf } from './vehicle.js';
import type { Stop, Vehicle } from './vehicle.js';

/** Headings that are told apart. */
const headings = 36;

const turnStep = (2 * Math.PI) / headings;

/** Sharper turns than this are several motions. */
const sharpest = Math.PI / 2;

/** How many steps the estimate of the time to go takes along it. */
const estimated = 32;

/** After how many motions the way straight to the goal is tried, far from it. */
const trials = 6;

/** So many poses are one piece of work. */
const piece = 64;

/**
 * The poses of a fast drive between two stops, over cells that tell places and headings apart but keep the exact pose that a
 * motion led to; null where no motions lead to the goal. Motions are straight or arcs of one length; from poses on the way the shortest
 * drives to the goal are tried. It need not be the fastest drive: one to descend from. At most `cellsAlong` cells lie along the longer
 * side of the ground.
 *
 * Source: D. Dolgov, S. Thrun, M. Montemerlo and J. Diebel, "Path planning for autonomous vehicles in unknown semi-structured
 * environments", International Journal of Robotics Research 29 (2010), 485-501.
 */
export function* searchPoses(vehicle: Vehicle, from: Stop, to: Stop, cellsAlong: number): Steps<Pose[] | null> {
  const { turnRadius, ground } = vehicle;
  const [xmin, ymin, xmax, ymax] = ground.raster.bounds as [number, number, number, number];
  const extent = Math.max(xmax - xmin, ymax - ymin);
  const step = Math.max((1.5 * extent) / cellsAlong, turnRadius * turnStep);
  const size = step / 1.5;
  const [columns, rows] = [1 + Math.floor((xmax - xmin) / size), 1 + Math.floor((ymax - ymin) / size)];
  const cellOf = ({ position, headingRad }: Pose): number => {
    const column = Math.floor((position[0]! - xmin) / size);
    const row = Math.floor((position[1]! - ymin) / size);
    if (!(column >= 0 && column < columns && row >= 0 && row < rows)) return -1;
    return (row * columns + column) * headings + (((Math.round(headingRad / turnStep) % headings) + headings) % headings);
  };

  const toGo = yield* timeToGo(vehicle, to);
  const goal = columns * rows * headings;
  const times = new Float64Array(goal + 1).fill(Infinity);
  const estimates = new Float64Array(goal + 1).fill(Infinity);
  const poses: Pose[] = [];
  const parents = new Int32Array(goal + 1).fill(-1);
  const waiting = new MinHeap(estimates);
  let last: readonly Pose[] = [];
  const arrive = (cell: number, pose: Pose, time: number, parent: number): void => {
    if (!(time < times[cell]!)) return;
    [times[cell], parents[cell], poses[cell]] = [time, parent, pose];
    estimates[cell] = time + toGo(pose);
    waiting.push(cell);
  };

  const seeds = from.headingRad === undefined ? Array.from({ length: headings }, (_, i) => i * turnStep) : [from.headingRad];
  for (const headingRad of seeds) {
    const pose = { position: from.position, headingRad };
    if (cellOf(pose) >= 0) arrive(cellOf(pose), pose, 0, -1);
  }
  const isDone = new Uint8Array(goal);
  for (let tried = 0; waiting.size > 0; tried++) {
    if (tried % piece === piece - 1) yield searching;
    const cell = waiting.pop();
    if (estimates[cell]! >= times[goal]!) break;
    isDone[cell] = 1;
    const pose = poses[cell]!;
    const away = Math.hypot(to.position[0]! - pose.position[0]!, to.position[1]! - pose.position[1]!);
    if (tried % trials === 0 || away < 4 * (step + turnRadius)) {
      for (const motions of drivesTo(pose, to, turnRadius)) {
        const time = times[cell]! + driveTime(vehicle, motions, coarseTurn);
        if (time === Infinity) continue;
        if (time < times[goal]!) [times[goal], parents[goal], last] = [time, cell, posesOf(pose, motions).slice(1)];
        break;
      }
    }
    for (const motion of motionsFrom(pose, step, turnRadius)) {
      const next = endOf(motion);
      const place = cellOf(next);
      if (place < 0 || isDone[place] === 1) continue;
      arrive(place, next, times[cell]! + driveTime(vehicle, [motion], coarseTurn), cell);
    }
  }
  if (times[goal] === Infinity) return null;
  const found: Pose[] = [];
  for (let cell = parents[goal]!; cell >= 0; cell = parents[cell]!) found.push(poses[cell]!);
  return [...found.reverse(), ...last];
}

/** The motions of one length: ahead, and to either side by a heading, by two, or as sharply as that is possible. */
function motionsFrom(from: Pose, length: number, turnRadius: number): Motion[] {
  const most = Math.min(length / turnRadius, sharpest);
  const turns = [turnStep, 2 * turnStep].filter((turn) => turn < most).concat(most);
  return [0, ...turns.flatMap((turn) => [turn, -turn])].map((turn) => ({ from, curvature: turn / length, length }));
}

/** About the least time from a pose to the goal, if the vehicle could turn on the spot; 0 where the grid around it does not tell. */
function* timeToGo({ ground }: Vehicle, to: Stop): Steps<(pose: Pose) => number> {
  const raster = emptyRaster(ground.raster.bounds, estimated);
  const { times } = yield* gridTimes(raster, to.position, (a, b) => ground.segmentTime(b, a));
  return ({ position }) => {
    const [x, y] = [(position[0]! - raster.bounds[0]!) / raster.spacing[0], (position[1]! - raster.bounds[1]!) / raster.spacing[1]];
    let least = Infinity;
    for (const row of [Math.floor(y), Math.ceil(y)]) {
      for (const column of [Math.floor(x), Math.ceil(x)]) least = Math.min(least, times[row * raster.columns + column]!);
    }
    return least < Infinity ? least : 0;
  };
}

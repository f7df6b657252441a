import { isSamePoint, norm, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { legTime } from '../medium/leg.js';
import type { PiecewiseMedium } from '../medium/medium.js';
import type { PathLeg, SolvableMedium } from '../search/candidate.js';
import type { Motion, Pose } from './pose.js';
import { chordsOf, drivePast, fineTurn } from './vehicle.js';
import type { Chord, Vehicle } from './vehicle.js';

/** Chords shorter than this part of the turn radius have no direction but that of rounding errors. */
const shortest = 1e-9;

/** A drive past some waypoints as a polyline whose chords turn little. */
export function polylineOf({ turnRadius }: Vehicle, waypoints: readonly Pose[]): Point[] {
  const chords = drivePast(waypoints, turnRadius).flatMap((motion) => chordsOf(motion, fineTurn));
  const long = chords.filter(({ from, to }) => norm(subtract(to, from)) > shortest * turnRadius);
  const [start, end] = [waypoints[0]!.position, waypoints.at(-1)!.position];
  return [start, ...long.slice(1).map(({ from }) => from), end];
}

/** The stretches of a drive in one piece of the medium each, along which the wheel is kept still. */
export function legsOf({ ground }: Vehicle, medium: SolvableMedium, motions: readonly Motion[]): PathLeg[] {
  const piecewise = 'trace' in medium ? (medium as SolvableMedium & PiecewiseMedium) : null;
  const legs: PathLeg[] = [];
  for (const motion of motions) {
    for (const chord of chordsOf(motion, fineTurn)) {
      for (const leg of piecewise === null ? [wholeLeg(chord, ground.segmentTime(chord.from, chord.to))] : legsAlong(piecewise, chord)) {
        const { from, to, region, kind } = leg;
        const [time, length] = [leg.time * chord.stretch, norm(subtract(to, from)) * chord.stretch];
        const before = legs.at(-1);
        const goesOn = before !== undefined && before.region === region && before.kind === kind && before.curvature === motion.curvature;
        const whole = goesOn ? { from: before.from, time: before.time + time, speed: (before.time * before.speed + length) / (before.time + time) } : { from, time, speed: length / time };
        if (goesOn) legs.pop();
        legs.push({ ...whole, to, region, kind, curvature: motion.curvature });
      }
    }
  }
  return legs;
}

type Stretch = Pick<PathLeg, 'from' | 'to' | 'time' | 'region' | 'kind'>;

const wholeLeg = ({ from, to }: Chord, time: number): Stretch => ({ from, to, time, region: 'ground', kind: 'free' });

function legsAlong(medium: PiecewiseMedium, { from, to }: Chord): Stretch[] {
  if (isSamePoint(from, to)) return [];
  return medium.trace([from, to]).map((leg) => ({ from: leg.from, to: leg.to, time: legTime(leg), region: leg.name, kind: leg.kind ?? 'free' }));
}

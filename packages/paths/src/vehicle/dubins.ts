import { invalidHeading, invalidTurnRadius } from '../errors.js';
import { checkPoint } from '../geometry/path.js';
import { hypot } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { lengthOf, poseAlong } from './pose.js';
import type { Motion, Pose } from './pose.js';

/** The turns of a drive, in their order: left, straight, right. */
export type DubinsWord = 'LSL' | 'LSR' | 'RSL' | 'RSR' | 'LRL' | 'RLR';

export interface DubinsPath {
  readonly word: DubinsWord;
  readonly length: number;
  /** Its three stretches; those of no length are left out. */
  readonly motions: readonly Motion[];
}

/**
 * The shortest way of a vehicle that drives forwards and cannot turn more sharply than in a circle of a given radius, from one
 * pose to another on open ground, in closed form.
 *
 * @throws PathsError `INVALID_POINT`, `INVALID_HEADING`; `INVALID_TURN_RADIUS` unless it is positive and finite.
 *
 * @example
 * ```ts
 * import { dubinsPath } from '@fermat/paths';
 *
 * const turnBack = dubinsPath({ position: [0, 0], headingRad: 0 }, { position: [0, 4], headingRad: Math.PI }, 2);
 * console.log(turnBack.word, turnBack.length / Math.PI); // LSL 2: half a circle
 * ```
 *
 * Source: L. E. Dubins, "On curves of minimal length with a constraint on average curvature, and with prescribed initial and
 * terminal positions and tangents", American Journal of Mathematics 79 (1957), 497-516.
 */
export function dubinsPath(from: Pose, to: Pose, turnRadius: number): DubinsPath {
  if (!(turnRadius > 0 && turnRadius < Infinity)) throw invalidTurnRadius(turnRadius);
  for (const [name, pose] of Object.entries({ from, to })) {
    checkPoint(`${name}.position`, pose?.position, 2);
    if (!Number.isFinite(pose.headingRad)) throw invalidHeading(`${name}.headingRad`, pose.headingRad);
  }
  const stretches = shortestWord(from, to, turnRadius);
  const motions = drive(from, turnRadius, stretches);
  return { word: stretches.map(({ side }) => 'RSL'[side + 1]).join('') as DubinsWord, length: lengthOf(motions), motions };
}

/** The shortest drive between two poses as if the ground were open. */
export function shortestDrive(from: Pose, to: Pose, turnRadius: number): Motion[] {
  return drive(from, turnRadius, shortestWord(from, to, turnRadius));
}

/** The ways of at most three stretches between two poses, the locally shortest among them. */
export function drivesToPose(from: Pose, to: Pose, turnRadius: number): Motion[][] {
  return words(from, to, turnRadius).map((stretches) => drive(from, turnRadius, stretches));
}

/** The ways of at most two stretches from a pose to a place, at which any heading will do. */
export function drivesToPlace(from: Pose, to: Point, turnRadius: number): Motion[][] {
  const [x, y] = from.position as [number, number];
  if (hypot(to[0]! - x, to[1]! - y) <= rounding * Math.max(turnRadius, Math.abs(x), Math.abs(y))) return [[]];
  return circlesOf(from, turnRadius).flatMap((start) => {
    const { side } = start;
    const place: Circle = { side, center: to };
    const tangent = tangentOf(from, start, place, turnRadius);
    const straight: Stretch[][] = tangent === null ? [] : [[turnOf(side, from.headingRad, tangent.heading), { side: 0, amount: tangent.length }]];
    const bent = middlesOf(start, place, 2 * turnRadius, turnRadius).map((middle): Stretch[] => {
      const onto = headingAt(start, middle);
      return [turnOf(side, from.headingRad, onto), turnOf(opposite(side), onto, headingAt({ side: opposite(side), center: middle }, to))];
    });
    return [...straight, ...bent].map((stretches) => drive(from, turnRadius, stretches));
  });
}

function shortestWord(from: Pose, to: Pose, turnRadius: number): readonly Stretch[] {
  let [shortest, least]: [readonly Stretch[], number] = [[], Infinity];
  for (const word of words(from, to, turnRadius)) {
    const length = lengthOn(word[0], turnRadius) + lengthOn(word[1], turnRadius) + lengthOn(word[2], turnRadius);
    if (length < least) [shortest, least] = [word, length];
  }
  return shortest;
}

function words(from: Pose, to: Pose, turnRadius: number): Word[] {
  const [starts, ends] = [circlesOf(from, turnRadius), circlesOf(to, turnRadius)];
  return [...straightWords(from, to, starts, ends, turnRadius), ...turningWords(from, to, starts, ends, turnRadius)];
}

/** A turn, a straight line, and a turn. */
function straightWords(from: Pose, to: Pose, starts: readonly Circle[], ends: readonly Circle[], turnRadius: number): Word[] {
  const found: Word[] = [];
  for (const start of starts) {
    for (const end of ends) {
      const tangent = tangentOf(from, start, end, start.side === end.side ? 0 : 2 * turnRadius);
      if (tangent !== null) found.push([turnOf(start.side, from.headingRad, tangent.heading), { side: 0, amount: tangent.length }, turnOf(end.side, tangent.heading, to.headingRad)]);
    }
  }
  return found;
}

/** Three turns, the one in the middle to the other side. */
function turningWords(from: Pose, to: Pose, starts: readonly Circle[], ends: readonly Circle[], turnRadius: number): Word[] {
  return starts.flatMap((start, i) => {
    const [side, end] = [start.side, ends[i]!];
    return middlesOf(start, end, 2 * turnRadius, 2 * turnRadius).map((middle): Word => {
      const [onto, off] = [headingAt(start, middle), headingAt(end, middle)];
      return [turnOf(side, from.headingRad, onto), turnOf(opposite(side), onto, off), turnOf(side, off, to.headingRad)];
    });
  });
}

type Side = 1 | -1;

const sides: readonly Side[] = [1, -1];

const opposite = (side: Side): Side => (side === 1 ? -1 : 1);

/** A circle that is driven along with its centre to one side. */
interface Circle {
  readonly side: Side;
  readonly center: Point;
}

/** The circles to either side of a vehicle. */
function circlesOf({ position, headingRad }: Pose, turnRadius: number): Circle[] {
  const [x, y] = [turnRadius * Math.sin(headingRad), turnRadius * Math.cos(headingRad)];
  return sides.map((side) => ({ side, center: [position[0]! - side * x, position[1]! + side * y] }));
}

/** The heading on a circle at the point in the direction of another. */
const headingAt = ({ side, center }: Circle, towards: Point): number => Math.atan2(towards[1]! - center[1]!, towards[0]! - center[0]!) + (side * Math.PI) / 2;

/** Centres closer than this part of their coordinates, and of the distance to the vehicle, are one. */
const rounding = 1e-12;

/** The straight line that leaves one circle for another; across is how much further to the side it lies there. */
function tangentOf({ position, headingRad }: Pose, start: Circle, end: Circle, across: number): { heading: number; length: number } | null {
  const [x, y] = [start.center[0]!, start.center[1]!];
  const [dx, dy] = [end.center[0]! - x, end.center[1]! - y];
  const apart = hypot(dx, dy);
  if (apart < across) return null;
  const length = Math.sqrt((apart - across) * (apart + across));
  const size = Math.max(Math.abs(x), Math.abs(y), Math.abs(position[0]!), Math.abs(position[1]!), hypot(x - position[0]!, y - position[1]!));
  return apart <= rounding * size ? { heading: headingRad, length: 0 } : { heading: Math.atan2(dy, dx) + start.side * Math.atan2(across, length), length };
}

/** The places at given distances from two centres, one to each side of the line between them. */
function middlesOf(start: Circle, end: Circle, fromStart: number, fromEnd: number): Point[] {
  const [dx, dy] = [end.center[0]! - start.center[0]!, end.center[1]! - start.center[1]!];
  const apart = hypot(dx, dy);
  const cosine = (fromStart ** 2 + apart ** 2 - fromEnd ** 2) / (2 * fromStart * apart);
  if (!(Math.abs(cosine) <= 1)) return [];
  return sides.map((sign) => {
    const angle = Math.atan2(dy, dx) + sign * Math.acos(cosine);
    return [start.center[0]! + fromStart * Math.cos(angle), start.center[1]! + fromStart * Math.sin(angle)];
  });
}

/** A turn to one side by an angle, or so much straight ahead. */
interface Stretch {
  readonly side: Side | 0;
  readonly amount: number;
}

/** The three stretches of a way between two poses. */
type Word = readonly [Stretch, Stretch, Stretch];

const lengthOn = ({ side, amount }: Stretch, turnRadius: number): number => (side === 0 ? amount : amount * turnRadius);

/** An arc that is a whole turn but for rounding is none. */
const roundedTurn = 1e-11;

/** The turn to one side from a heading to another. */
function turnOf(side: Side, from: number, to: number): Stretch {
  const turns = (side * (to - from)) / (2 * Math.PI);
  const part = turns - Math.floor(turns);
  return { side, amount: 1 - part < roundedTurn ? 0 : 2 * Math.PI * part };
}

function drive(from: Pose, turnRadius: number, stretches: readonly Stretch[]): Motion[] {
  const motions: Motion[] = [];
  let pose = from;
  for (const stretch of stretches) {
    const length = lengthOn(stretch, turnRadius);
    if (length === 0) continue;
    const motion: Motion = { from: pose, curvature: stretch.side / turnRadius, length };
    motions.push(motion);
    pose = poseAlong(motion, length);
  }
  return motions;
}

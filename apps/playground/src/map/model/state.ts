import type { Point } from '@fermat/paths';

export type Spot = readonly [x: number, y: number];

/** A piece of ground. Lengths in metres, speeds in metres per second; 0 where nothing passes. */
export interface Terrain {
  readonly name: string;
  /** The outer ring and holes, before it is moved. */
  readonly rings: readonly (readonly Point[])[];
  /** How far it has been moved from there. */
  readonly moved: Spot;
  readonly speed: number;
}

/** What is to be solved. */
export interface Setup {
  /** A later one covers an earlier one. */
  readonly terrains: readonly Terrain[];
  /** The speed where none is. */
  readonly background: number;
  /** `[xmin, ymin, xmax, ymax]` */
  readonly bounds: readonly number[];
  readonly from: Spot;
  readonly to: Spot;
  readonly clearance: Clearance;
}

/** What it costs, besides the time, to come near what nothing passes. */
export interface Clearance {
  /** Seconds for each metre right beside it; 0 counts the time alone. */
  readonly weight: number;
  /** From how many metres on nothing is to be feared. */
  readonly within: number;
}

/** Everything the page shows follows from this one plain object, and the page's address holds all of it. */
export interface State {
  readonly setup: Setup;
  /** Which of the ways is looked at closely: the best one is 0. */
  readonly shown: number;
}

/** Where a terrain is now. */
export function placed({ rings, moved: [dx, dy] }: Terrain): readonly (readonly Point[])[] {
  return rings.map((ring) => ring.map(([x = 0, y = 0]) => [x + dx, y + dy]));
}

/** A terrain's rings with one corner somewhere else on the map. */
export function bent({ rings, moved: [dx, dy] }: Terrain, ring: number, corner: number, change: (at: Spot) => Spot): Terrain['rings'] {
  const changed = ([x = 0, y = 0]: Point): Spot => {
    const [toX, toY] = change([x + dx, y + dy]);
    return [tenths(toX - dx), tenths(toY - dy)];
  };
  return rings.map((corners, i) => (i === ring ? corners.map((at, k) => (k === corner ? changed(at) : at)) : corners));
}

/** The nearest point of the map. */
export function withinBounds([x, y]: Spot, [xmin = 0, ymin = 0, xmax = 0, ymax = 0]: readonly number[]): Spot {
  return [tenths(Math.min(Math.max(x, xmin), xmax)), tenths(Math.min(Math.max(y, ymin), ymax))];
}

/** To ten centimetres, as things are moved by hand. */
export function tenths(metres: number): number {
  return Math.round(metres * 10) / 10;
}

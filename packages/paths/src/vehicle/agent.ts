import { checkedOptions } from '../arguments.js';
import { invalidHeading, invalidMaxSlope, invalidTurnRadius, noSlopes, notPlanar } from '../errors.js';
import type { HeightGrid } from '../grid/heightGrid.js';
import type { SolvableMedium } from '../search/candidate.js';

/** Who travels a path. */
export interface Agent {
  /** The radius of the sharpest turn, in the unit of the map; 0, the default, for what turns on the spot. It only drives forwards. */
  readonly turnRadius?: number;
  /** Which way it faces where it starts, counter-clockwise from the x axis; any way if it is left out. Only with a turn radius. */
  readonly fromHeadingRad?: number;
  /** Which way it has to face in the end. */
  readonly toHeadingRad?: number;
  /** The steepest slope along its heading that it can take, on a `heightGrid`. */
  readonly maxSlope?: number;
}

/** An agent's medium: that of its own slopes. */
export function checkAgent(options: Agent, medium: SolvableMedium): SolvableMedium {
  const { turnRadius = 0, fromHeadingRad, toHeadingRad, maxSlope } = checkedOptions('leastTimePath as agent', options, ['turnRadius', 'fromHeadingRad', 'toHeadingRad', 'maxSlope']);
  if (!(turnRadius >= 0 && turnRadius < Infinity)) throw invalidTurnRadius(turnRadius);
  if (turnRadius > 0 && medium.dimension !== 2) throw notPlanar(medium.dimension);
  for (const [name, heading] of Object.entries({ fromHeadingRad, toHeadingRad })) {
    if (heading !== undefined && !Number.isFinite(heading)) throw invalidHeading(`agent.${name}`, heading);
  }
  if (maxSlope === undefined) return medium;
  if (!(maxSlope > 0)) throw invalidMaxSlope(maxSlope);
  if (!hasSlopes(medium)) throw noSlopes();
  return medium.withMaxSlope(maxSlope);
}

export function hasSlopes(medium: SolvableMedium): medium is HeightGrid {
  return 'withMaxSlope' in medium;
}

import type { MethodName } from './methods.js';

/** One strip of terrain. */
export interface Strip {
  readonly name: string;
  readonly thickness: number;
  readonly speed: number;
}

/** What is to be solved. Lengths in metres, speeds in metres per second. */
export interface Setup {
  readonly layers: readonly Strip[];
  /** How far the goal lies from the start along the borders. */
  readonly offset: number;
  /** How far the first path goes along the borders in each strip but the last. */
  readonly start: readonly [number, number];
  readonly method: MethodName;
  /** These two stay as they are while a method is chosen that has no use for them. */
  readonly learningRate: number;
  readonly momentum: number;
  readonly maxIterations: number;
}

/** What of it is shown, and how. */
export interface Display {
  /** The iteration whose path and numbers are shown; null follows the last one. */
  readonly shown: number | null;
  readonly terrain: 'map' | '3d';
  readonly curve: 'time' | 'excess';
  readonly check: 'shown' | 'optimum';
}

/** Everything the page shows follows from this one plain object, and the page's address holds all of it. */
export interface State {
  readonly setup: Setup;
  readonly display: Display;
}

export const initialDisplay: Display = { shown: null, terrain: 'map', curve: 'time', check: 'shown' };

/** The ranges of the sliders; numbers may also be typed in beyond them. */
export const ranges = {
  speed: { min: 0.1, max: 1, step: 0.01 },
  thickness: { min: 2, max: 20, step: 0.1 },
  offset: { min: 4, max: 40, step: 0.1 },
  learningRate: { min: 0.05, max: 8, step: 0.05 },
  momentum: { min: 0, max: 0.95, step: 0.01 },
  maxIterations: { min: 1, max: 300, step: 1 },
} as const;

/** No descent that is watched needs more; each of its paths is drawn. */
const MOST_ITERATIONS = 5000;

export function boundedIterations(count: number): number {
  return Math.min(count, MOST_ITERATIONS);
}

/** The part of the plane of the two unknowns that is looked at: somewhat more than from 0 to the offset. */
export function unknownRange(offset: number): [smallest: number, largest: number] {
  return [-0.2 * offset, 1.2 * offset];
}

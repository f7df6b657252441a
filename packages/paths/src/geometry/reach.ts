import type { Range } from '../numeric/functionRange.js';
import { dot, norm, subtract } from './vector.js';
import type { Point, Vector } from './vector.js';

/** Where paths up to some length between two points may come: into an ellipsoid of which these are the foci. */
export class Reach {
  readonly #line: Point;
  readonly #middle: Point;
  /** How far it reaches to each side of the line. */
  readonly across: number;

  constructor({ from, to }: { readonly from: Point; readonly to: Point }, length: number) {
    this.#line = subtract(to, from);
    this.#middle = from.map((value, axis) => (value + to[axis]!) / 2);
    this.across = Math.sqrt(Math.max(0, (length * (1 + rounding)) ** 2 - norm(this.#line) ** 2)) / 2;
  }

  /** The least and the largest product of its points with a unit vector. */
  along(unit: Vector): Range {
    const middle = dot(unit, this.#middle);
    const half = Math.hypot(this.across, dot(unit, this.#line) / 2);
    return [middle - half, middle + half];
  }
}

/** Lengths are taken to be larger by this part. */
const rounding = 1e-9;

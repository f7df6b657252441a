import type { Range } from '../numeric/functionRange.js';
import { cornersOf } from './bounds.js';
import type { Bounds } from './bounds.js';
import { Reach } from './reach.js';
import { norm, subtract } from './vector.js';
import type { Point } from './vector.js';

/**
 * What is seen from the side of the line between two points in space: a plane of places along the line and of depths, each of which
 * stands for all that lie across the line and that a path of some length may come to. No path is longer seen so than it is.
 */
export class SideView {
  /** Of the plane: from the first place along the line and the least depth to the last and the largest. */
  readonly bounds: Bounds;
  readonly #low: Point;
  readonly #high: Point;
  readonly #cos: number;
  readonly #sin: number;
  /** The borders of the parts that what lies across is cut in. */
  readonly #sides: readonly number[];

  constructor(bounds: Bounds, ends: { readonly from: Point; readonly to: Point }, length: number, parts: number) {
    const { low, high } = cornersOf(bounds, 3);
    const { from, to } = ends;
    const level = subtract(to, from).slice(0, 2);
    const size = norm(level);
    [this.#cos, this.#sin] = size > 0 ? [level[0]! / size, level[1]! / size] : [1, 0];
    [this.#low, this.#high] = [low, high];
    const reach = new Reach(ends, length);
    const middle = (-this.#sin * (from[0]! + to[0]!) + this.#cos * (from[1]! + to[1]!)) / 2;
    const [start, end] = reach.along([this.#cos, this.#sin, 0]);
    const [top, bottom] = reach.along([0, 0, 1]);
    this.bounds = [start, Math.max(low[2]!, top), end, Math.min(high[2]!, bottom)];
    this.#sides = Array.from({ length: parts + 1 }, (_, k) => middle + reach.across * ((2 * k) / parts - 1));
  }

  placeOf([x, y, z]: Point): Point {
    return [this.#cos * x! + this.#sin * y!, z!];
  }

  /** Boxes of x and y that cover all that is seen over a stretch of the line; none where that is outside of the bounds. */
  boxesOver(stretch: Range): readonly (readonly [Range, Range])[] {
    return this.#sides.slice(1).flatMap((far, k): [Range, Range][] => {
      const corners = stretch.flatMap((along) => [this.#sides[k]!, far].map((aside) => [this.#cos * along - this.#sin * aside, this.#sin * along + this.#cos * aside]));
      const [xs, ys] = [0, 1].map((axis): Range => {
        const values = corners.map((corner) => corner[axis]!);
        return [Math.max(this.#low[axis]!, Math.min(...values)), Math.min(this.#high[axis]!, Math.max(...values))];
      }) as [Range, Range];
      return xs[0] <= xs[1] && ys[0] <= ys[1] ? [[xs, ys]] : [];
    });
  }
}

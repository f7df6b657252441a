import type { Bounds } from '../../geometry/bounds.js';

/** Points of a box in which those within a given distance of an earlier one, or of a side of the box, are moved onto it. */
export class VertexStore {
  readonly xs: number[] = [];
  readonly ys: number[] = [];
  readonly #snap: number;
  readonly #bounds: Bounds;
  readonly #cells = new Map<string, number[]>();

  constructor(snap: number, bounds: Bounds) {
    this.#snap = snap;
    this.#bounds = bounds;
  }

  /** The index of the point, or of an earlier one within the distance. */
  add(givenX: number, givenY: number): number {
    const [xmin, ymin, xmax, ymax] = this.#bounds;
    const x = this.#snapped(givenX, xmin!, xmax!);
    const y = this.#snapped(givenY, ymin!, ymax!);
    const column = Math.floor((x - xmin!) / this.#snap);
    const row = Math.floor((y - ymin!) / this.#snap);
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const known of this.#cells.get(`${column + dx},${row + dy}`) ?? []) {
          if (Math.hypot(this.xs[known]! - x, this.ys[known]! - y) <= this.#snap) return known;
        }
      }
    }
    const index = this.xs.push(x) - 1;
    this.ys.push(y);
    const key = `${column},${row}`;
    const cell = this.#cells.get(key);
    if (cell === undefined) this.#cells.set(key, [index]);
    else cell.push(index);
    return index;
  }

  #snapped(value: number, low: number, high: number): number {
    if (value - low <= this.#snap) return low;
    return high - value <= this.#snap ? high : value;
  }
}

import type { Point } from '../geometry/vector.js';
import type { Ray, RayEnding } from './traceRay.js';

/** A ray in the making. */
export class RayRecorder {
  readonly #points: Point[] = [];
  readonly #momenta: Point[] = [];
  readonly #times: number[] = [];
  readonly #lengths: number[] = [];

  add(point: Point, momentum: Point, time: number, length: number): void {
    this.#points.push(point);
    this.#momenta.push(momentum);
    this.#times.push(time);
    this.#lengths.push(length);
  }

  /** How many steps the ray has gone. */
  get steps(): number {
    return this.#points.length - 1;
  }

  end(ending: RayEnding): Ray {
    return {
      points: this.#points,
      momenta: this.#momenta,
      times: Float64Array.from(this.#times),
      lengths: Float64Array.from(this.#lengths),
      ending,
    };
  }
}

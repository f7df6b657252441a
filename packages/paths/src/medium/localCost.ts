import { invalidSpeed } from '../errors.js';
import { norm, normalized, scale } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';

/** The cost of moving in one homogeneous piece of a medium: a norm of the displacement, not necessarily symmetric. */
export interface LocalCost {
  /** The time that a displacement takes; positively 1-homogeneous. */
  time(displacement: Vector): number;
  /**
   * The derivative of `time` by the displacement. It depends on the direction only; its part along an interface is what
   * Snell's law keeps. In an isotropic piece it is the direction divided by the speed.
   */
  momentum(displacement: Vector): Point;
}

/**
 * The cost where every direction has the same speed: time = length / speed.
 *
 * @throws PathsError `INVALID_SPEED` unless the speed is positive and finite.
 */
export function isotropic(speed: number): LocalCost {
  if (!isSpeed(speed)) throw invalidSpeed('speed', speed);
  return new IsotropicCost(speed);
}

/** Whether `speed` is positive and finite, and its slowness too. */
export function isSpeed(speed: number): boolean {
  return Number.isFinite(speed) && speed > 0 && 1 / speed < Infinity;
}

class IsotropicCost implements LocalCost {
  readonly speed: number;

  constructor(speed: number) {
    this.speed = speed;
  }

  time(displacement: Vector): number {
    return norm(displacement) / this.speed;
  }

  momentum(displacement: Vector): Point {
    return scale(normalized(displacement), 1 / this.speed);
  }
}

/** The cost where nothing passes. */
export const impassable: LocalCost = { time: () => Infinity, momentum: (displacement) => scale(displacement, 0) };

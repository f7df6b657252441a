import { concatenate, jit, slice, type Tensor } from '@fermat/autodiff';
import { applyUpdates } from '../transform/applyUpdates.js';
import type { GradientTransformation } from '../transform/gradientTransformation.js';
import { ravel, unravel } from '../transform/ravel.js';

/** Updates of x by a gradient transformation, for one search. */
export interface Updates {
  /** The next x. It is the same array each time. */
  next(gradient: Float64Array): Float64Array;
}

/** Maps gradient, x and the numbers of the state, in one vector, to the next x and state. */
type Step = (packed: Float64Array) => Tensor;

/**
 * A gradient transformation compiled for flat vectors. Everything goes through one vector, since
 * what a compiled call costs is, at a few unknowns, its handling of arguments.
 */
export class PackedUpdate {
  private readonly transform: GradientTransformation;
  /** By the number of unknowns. */
  private readonly steps = new Map<number, Step>();

  constructor(transform: GradientTransformation) {
    this.transform = transform;
  }

  start(x0: Float64Array): Updates {
    const size = x0.length;
    const state = this.transform.init(x0.slice());
    const numbers = ravel(state).data();
    const packed = new Float64Array(2 * size + numbers.length);
    packed.set(x0, size);
    packed.set(numbers, 2 * size);
    const x = packed.subarray(size, 2 * size);
    const step = this.steps.get(size) ?? this.compile(size, state);
    return {
      next(gradient) {
        packed.set(gradient);
        packed.set(step(packed).data(), size);
        return x;
      },
    };
  }

  private compile(size: number, state: ReturnType<GradientTransformation['init']>): Step {
    const step = jit((packed: Tensor) => {
      const gradient = slice(packed, [0, size]);
      const x = slice(packed, [size, 2 * size]);
      const [updates, next] = this.transform.update(gradient, unravel(packed, 2 * size, state), x);
      return concatenate([applyUpdates(x, updates), ravel(next)]);
    });
    this.steps.set(size, step);
    return step;
  }
}

import { foldIn, key, normal, uniform } from '@fermat/autodiff/random';
import type { Tensor } from '@fermat/autodiff';

const BLOCK = 512;

/** A stream of random numbers from a seed: the same on every machine. */
export class Random {
  private readonly root: Tensor;
  private readonly uniforms: () => number;
  private readonly normals: () => number;
  private blocks = 0;

  constructor(seed: number) {
    this.root = key(seed);
    this.uniforms = this.stream(uniform);
    this.normals = this.stream(normal);
  }

  /** Evenly distributed from `low` up to `high`. */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * this.uniforms();
  }

  /** Normally distributed, with mean 0 and variance 1. */
  normal(): number {
    return this.normals();
  }

  /** A whole number from 0 to n - 1. */
  below(n: number): number {
    return Math.floor(this.uniforms() * n);
  }

  /** A point of a box. */
  point(lower: Float64Array, upper: Float64Array): Float64Array {
    return lower.map((low, i) => this.uniform(low, upper[i]));
  }

  private stream(draw: (key: Tensor, size: number) => Tensor): () => number {
    let block = new Float64Array(0);
    let at = 0;
    return () => {
      if (at === block.length) {
        block = draw(foldIn(this.root, this.blocks++), BLOCK).data() as Float64Array<ArrayBuffer>;
        at = 0;
      }
      return block[at++]!;
    };
  }
}

import type { Affine } from './affine.js';
import type { Storage } from './program.js';
import type { Completion } from './recorder.js';

/** The elements of an array in memory, in row-major order from `base`. */
export interface Stored {
  readonly storage: Storage;
  readonly base: Affine;
  readonly ready?: Completion | undefined;
}

export type Destination = Pick<Stored, 'storage' | 'base'>;

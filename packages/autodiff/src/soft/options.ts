import { ConcretizationError, Tensor, type TensorLike } from '@fermat/autodiff';
import { invalidTemperature } from './errors.js';

export interface SoftOptions {
  /** How far, in the units of what is compared, a preference reaches: the soft op tends to the hard one as it goes to 0. */
  readonly temperature: number | Tensor;
  /** Give the value of the hard op, with the derivative of the soft one. */
  readonly straightThrough?: boolean;
}

export interface SoftReductionOptions extends SoftOptions {
  /** The axes reduced over; all of them by default. */
  readonly axis?: number | readonly number[];
  /** Keep reduced axes as axes of size 1. */
  readonly keepdims?: boolean;
}

export interface SoftAxisOptions extends SoftOptions {
  /** The axis along which elements are compared. */
  readonly axis?: number;
}

/** The names of the options that nearly every soft op has. */
export const SOFT_OPTIONS = ['temperature', 'straightThrough'] as const;

/** Refuses what is no temperature. A traced one is only known to be a single value. */
export function checkTemperature(op: string, temperature: unknown): TensorLike {
  if (typeof temperature === 'number') {
    if (!(temperature > 0) || !Number.isFinite(temperature)) throw invalidTemperature(op, temperature);
    return temperature;
  }
  if (temperature instanceof Tensor) {
    if (temperature.size !== 1) throw invalidTemperature(op, temperature);
    const known = knownNumbers(temperature)?.[0];
    if (known !== undefined && (!(known > 0) || !Number.isFinite(known))) throw invalidTemperature(op, known);
    return temperature;
  }
  throw invalidTemperature(op, temperature);
}

/** The numbers of a value, where they are known while the function is traced. */
export function knownNumbers(x: Tensor): ArrayLike<number> | undefined {
  try {
    return x.data();
  } catch (error) {
    if (error instanceof ConcretizationError) return undefined;
    throw error;
  }
}

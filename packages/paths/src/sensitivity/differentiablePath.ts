import { ConcretizationError, Tensor, tensor, untraced, zeros } from '@fermat/autodiff';
import type { TensorLike, Traced } from '@fermat/autodiff';
import { unknownNumbers } from '../errors.js';

/** A value, or nested arrays of values, of which any may be traced. */
export type Values = TensorLike | Traced;

/** A path of least time as a function of all that it depends on. */
export interface DifferentiablePath {
  /** Shape []. `Infinity` when no path joins the ends. */
  readonly time: Tensor;
  /** The ends of the path and, between them, where it meets interfaces and corners: one in each row. */
  readonly path: Tensor;
  /** Whether there are derivatives from all sides, and if not, why. */
  readonly differentiable: boolean;
  readonly reason: string | null;
}

/** What is found where no path joins the ends. */
export function noPath(dimension: number): DifferentiablePath {
  return { time: tensor(Infinity), path: zeros([0, dimension]), differentiable: false, reason: 'no path joins the ends.' };
}

/** Runs a search on the numbers that traced values have; where they have none yet, as within jit, that is an error, or what `unknown` gives. */
export function onNumbers<T>(search: () => T, unknown?: () => T): T {
  try {
    return untraced(search);
  } catch (error) {
    if (!(error instanceof ConcretizationError)) throw error;
    if (unknown === undefined) throw unknownNumbers(error);
    return unknown();
  }
}

/** The same nested arrays and objects with numbers in place of Tensors. */
export function numbersOf(values: unknown): unknown {
  if (values instanceof Tensor) return values.toArray();
  if (Array.isArray(values)) return values.map(numbersOf);
  const isObject = typeof values === 'object' && values !== null && !ArrayBuffer.isView(values);
  return isObject ? Object.fromEntries(Object.entries(values).map(([key, value]) => [key, numbersOf(value)])) : values;
}

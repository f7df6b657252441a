import { add, clip, cos, div, mul, pow, sub, type Tensor, type TensorLike } from '@fermat/autodiff';
import { checkedEntry } from '../entryOptions.js';
import { invalidAnnealing } from './errors.js';

/** A temperature by the number of the step; of a Tensor, as under `jit`, a Tensor. */
export interface Annealing {
  (step: number): number;
  (step: Tensor): Tensor;
}

export interface AnnealingOptions {
  /** The temperature at step 0. */
  readonly from: number;
  /** The temperature at the last step, and beyond. */
  readonly to: number;
  /** The number of steps in between. */
  readonly steps: number;
}

function annealing(name: string, options: AnnealingOptions, at: (fraction: Tensor) => Tensor): Annealing {
  const { from, to, steps } = checkedEntry(name, options, ['from', 'to', 'steps']);
  for (const [option, value] of Object.entries({ from, to })) {
    if (!(value > 0) || !Number.isFinite(value)) throw invalidAnnealing(name, option, value, 'a finite temperature above 0');
  }
  if (!(steps > 0) || !Number.isFinite(steps)) throw invalidAnnealing(name, 'steps', steps, 'a number above 0');
  const temperature = (step: number | Tensor): number | Tensor => {
    const result = at(clip(div(step, steps), 0, 1));
    return typeof step === 'number' ? result.item() : result;
  };
  return temperature as Annealing;
}

const between = (a: number, b: number, fraction: TensorLike): Tensor => add(mul(a, sub(1, fraction)), mul(b, fraction));

/**
 * A temperature that falls by the same factor at each step, from one to another. The usual choice: it spends as long on each
 * order of magnitude.
 *
 * @example
 * ```ts
 * import { geometricAnnealing } from '@fermat/autodiff/soft';
 *
 * const temperature = geometricAnnealing({ from: 1, to: 0.01, steps: 100 });
 * console.log(temperature(0), temperature(50), temperature(200)); // 1 0.1 0.01
 * ```
 */
export const geometricAnnealing = (options: AnnealingOptions): Annealing =>
  annealing('geometricAnnealing', options, fraction => mul(options.from, pow(options.to / options.from, fraction)));

/** A temperature that falls by the same amount at each step, from one to another. */
export const linearAnnealing = (options: AnnealingOptions): Annealing =>
  annealing('linearAnnealing', options, fraction => between(options.from, options.to, fraction));

/**
 * A temperature that falls along half a period of a cosine, from one to another: slowly at first and at the end.
 *
 * Source: I. Loshchilov, F. Hutter, SGDR: Stochastic gradient descent with warm restarts, ICLR 2017, equation 5.
 */
export const cosineAnnealing = (options: AnnealingOptions): Annealing =>
  annealing('cosineAnnealing', options, fraction => between(options.from, options.to, mul(0.5, sub(1, cos(mul(Math.PI, fraction))))));

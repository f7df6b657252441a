import { checkAtLeast, checkKeys, checkMade } from '../checks.js';

export interface AdvanceOptions {
  /** Evaluations that this call may spend; unlimited by default. */
  readonly maxEvaluations?: number;
  /** Milliseconds that this call may take; unlimited by default. */
  readonly maxTimeMs?: number;
}

/**
 * Takes as many iterations of a search under way (of `iterate` or `globalIterate`) as its share of a
 * frame has room for, and returns the last: at least one, then as long as another that costs what the
 * last one did still fits.
 *
 * @example
 * ```ts
 * import { advance, iterate } from '@fermat/optim';
 *
 * const bowl = {
 *   valueAndGrad(x: Float64Array, gradient: Float64Array) {
 *     gradient[0] = Math.sinh(x[0]!);
 *     return Math.cosh(x[0]!);
 *   },
 * };
 * const run = iterate(bowl, [3]);
 * let frame = advance(run, { maxEvaluations: 4 });
 * while (!frame.done) frame = advance(run, { maxEvaluations: 4 });
 * console.log(frame.value.x, frame.value.converged); // [0.000] true
 * ```
 */
export function advance<S extends { readonly evaluations: number }, R>(
  run: Generator<S, R, void>,
  options: AdvanceOptions = {},
): IteratorResult<S, R> {
  checkMade('the run', run, ['next'], 'iterate()');
  checkKeys('advance', options, ['maxEvaluations', 'maxTimeMs']);
  const { maxEvaluations = Infinity, maxTimeMs = Infinity } = options;
  checkAtLeast('maxEvaluations', maxEvaluations, 0);
  checkAtLeast('maxTimeMs', maxTimeMs, 0);
  const deadline = Date.now() + maxTimeMs;
  let step = run.next();
  if (step.done) return step;
  let last = step.value.evaluations;
  let left = maxEvaluations;
  for (let cost = 1; left >= cost && Date.now() < deadline; ) {
    step = run.next();
    if (step.done) return step;
    cost = Math.max(step.value.evaluations - last, 1);
    left -= cost;
    last = step.value.evaluations;
  }
  return step;
}

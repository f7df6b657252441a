import { jit, type BackendName, type UntracedArgs } from '@fermat/autodiff';
import { disagreement, sizesDisagree } from './errors.js';
import { numbersOf } from './leaves.js';

const BACKENDS: readonly BackendName[] = ['interpreter', 'js', 'wasm'];

/** Refuses numbers that differ in a bit (all NaN are one). */
export function checkSameBits(what: string, [a, xs]: readonly [string, Float64Array], [b, ys]: readonly [string, Float64Array]): void {
  if (xs.length !== ys.length) throw sizesDisagree(`${what}, ${b}`, ys.length, xs.length);
  xs.forEach((x, i) => {
    if (!Object.is(x, ys[i])) throw disagreement(what, `element ${i}`, [a, x], [b, ys[i]!]);
  });
}

/**
 * Checks that a function of trees gives the same bits on every backend.
 *
 * @throws AutodiffError 'check-failed', naming the element and the backends that disagree
 */
export function checkBackends<P extends readonly unknown[]>(f: (...args: P) => unknown, args: Readonly<UntracedArgs<P>>): void {
  const results = BACKENDS.map(backend => [backend, numbersOf((jit as CallableFunction)(f, { backend })(...args))] as const);
  const [first, ...others] = results as unknown as readonly [(typeof results)[0], ...typeof results];
  for (const other of others) checkSameBits('the value', first, other);
}

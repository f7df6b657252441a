import { currentScope, within } from './scope.js';

/** Whether a transform is tracing, so that ops make nodes of its graph instead of computing at once. */
export const isTracing = (): boolean => currentScope() !== null;

/**
 * Calls `body` outside of any trace, and gives back what it gives. Traced values that it uses are their numbers there, and
 * what it computes are constants: for programs that work on numbers inside of functions that are differentiated. What
 * they find can be given its derivative by `customRoot` or `customVjp`.
 *
 * @throws ConcretizationError where `body` uses a value that has no number, as under `jit` and `vmap`.
 *
 * @example
 * ```ts
 * import { grad, mul, square, untraced, type Tensor } from '@fermat/autodiff';
 *
 * const weighted = (x: Tensor) => mul(untraced(() => square(x)), x);
 * console.log(grad(weighted)(3)); // 9
 * ```
 */
export const untraced = <T>(body: () => T): T => within(null, body);

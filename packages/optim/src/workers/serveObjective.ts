import { flatObjective } from '@fermat/autodiff';
import type { FlatObjective, Traced, Tree } from '@fermat/autodiff';
import { minimize, type MinimizeResult } from '../minimize/minimize.js';
import { checkKeys } from '../checks.js';
import { readBounds } from '../bounds/bounds.js';
import { checkObjective, type TracedObjective, type VectorObjective } from '../minimize/objective.js';
import type { MinimizeOptions } from '../minimize/options.js';
import { listen, type Port } from './port.js';

/** A search asked for, and its outcome. */
export interface Job {
  readonly index: number;
  readonly start: unknown;
}
export interface JobDone {
  readonly index: number;
  readonly result: MinimizeResult<unknown>;
}

export interface ServeOptions extends Omit<MinimizeOptions<Float64Array>, 'bounds' | 'onIteration' | 'signal' | 'history'> {
  /** Bounds of the unknowns, as in `minimize`; the method has to take them. */
  readonly bounds?: unknown;
}

/**
 * Makes a worker minimise an objective from each start that {@link multiStartInWorkers} sends it. The
 * objective is compiled once. Call it in the module of the worker, in Node with `parentPort`.
 *
 * @param port where starts come from; in browsers the worker itself, which is the default
 */
export function serveObjective<P extends Traced>(
  f: TracedObjective<P> | VectorObjective,
  given: ServeOptions = {},
  port: Port = globalThis as unknown as Port,
): void {
  checkObjective(f);
  checkKeys('serveObjective', given, ['method', 'bounds', 'constraints', 'tolerance', 'maxIterations', 'maxEvaluations', 'maxTimeMs']);
  const { bounds, ...options } = given;
  let compiled: FlatObjective<unknown> | undefined;
  const solve = (start: unknown): MinimizeResult<unknown> => {
    const box = bounds === undefined ? undefined : readBounds(bounds, start);
    const settings = { ...options, ...(box && { bounds: [box.lower, box.upper] as const }) };
    if (typeof f !== 'function') return minimize(f, start as Float64Array, settings);
    const objective = (compiled ??= flatObjective(f as never, start as Tree) as unknown as FlatObjective<unknown>);
    const result = minimize(objective, objective.flatten(start), settings);
    return { ...result, history: [], x: objective.unflatten(result.x) };
  };
  listen(port, ({ index, start }: Job) => {
    const { error, ...result } = solve(start);
    // An error may hold what cannot be sent; its message goes.
    port.postMessage({ index, result: error === undefined ? result : { ...result, error: error instanceof Error ? error.message : 'not an Error' } } satisfies JobDone);
  });
}

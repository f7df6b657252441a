import { OptimError } from '../src/index.js';

/** The code of the error that a call throws; undefined if it throws none. */
export function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return error instanceof OptimError ? error.code : String(error);
  }
  return undefined;
}

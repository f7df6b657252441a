/**
 * Where in the user's code a node was made. Nothing is kept of it, until something fails: then the function is traced again
 * while the stack of every node is kept, and the message points at the line.
 */
import { AutodiffError } from './errors.js';
import type { Tensor } from './graph/tensor.js';

let stacks: WeakMap<Tensor, string> | null = null;

/** An error, and the node at which it was thrown. */
let failure: { readonly error: unknown; readonly node: Tensor } | null = null;

/** The error that a transform met at a node, to be thrown on. What it met inside of it, at nodes of its own making, does not count. */
export function blaming(node: Tensor, error: unknown): unknown {
  failure = { error, node };
  return error;
}

/** The error that a backend met at a node; within a sub-graph the node of that is to blame. */
export const blamingInnermost = (node: Tensor, error: unknown): unknown => (failure?.error === error ? error : blaming(node, error));

/** Whether a function is traced for the sake of stacks. */
export const isLocating = (): boolean => stacks !== null;

export const keepStack = (node: Tensor): void => {
  stacks?.set(node, new Error().stack ?? '');
};

/** File, line and column at the end of a frame, as every engine prints them. */
const FRAME = /([^\s(@]+:\d+:\d+)\)?$/;

/** The first frame of a stack that is not in the files of this package. */
function userFrame(stack: string): string | undefined {
  const frames = (text: string): string[] => text.split('\n').flatMap(line => FRAME.exec(line)?.[1] ?? []);
  const folder = /^.*\//.exec(frames(new Error().stack ?? '')[0] ?? '')?.[0];
  return folder === undefined ? undefined : frames(stack).find(frame => !frame.startsWith(folder));
}

/** Calls `body`. If it fails at a node, or at one that `again` finds, that is run with stacks kept, and the error says where the node was made. */
export function locating<T>(body: () => T, again?: () => unknown): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof AutodiffError && stacks === null && (again !== undefined || failure?.error === error)) locate(error, again ?? body);
    throw error;
  }
}

function locate(error: AutodiffError, again: () => unknown): void {
  stacks = new WeakMap();
  try {
    again();
  } catch (repeated) {
    const node = failure?.error === repeated ? failure?.node : undefined;
    const frame = node && userFrame(stacks.get(node) ?? '');
    if (frame !== undefined) tell(error, `${error.message}\nThe op was called at ${frame}.`);
  } finally {
    stacks = failure = null;
  }
}

/** Changes the message, also in the stack, which is what is printed. */
function tell(error: Error, message: string): void {
  const stack = error.stack?.replace(error.message, () => message);
  if (stack !== undefined) error.stack = stack;
  error.message = message;
}

import type { Tensor } from './tensor.js';

/**
 * Makes results anew, as they are best differentiated and compiled, from what lies below and from leaves; null where they are
 * best as they are.
 */
export type Preparation = (results: readonly Tensor[], lowest: number, leaves: readonly Tensor[]) => readonly Tensor[] | null;

/**
 * One open trace. Ops called while it is current make nodes that belong to it; once closed, those nodes may not be used.
 * `abstract` names the construct for whose sake inputs have no number, and is null where values are known when asked for.
 */
export class Scope {
  open = true;

  constructor(
    readonly abstract: string | null,
    /** Nodes of lower ids come from outside: for a sub-graph they are free. */
    readonly watermark: number,
    /** What results go through before they are differentiated backwards. */
    public prepare: Preparation | null,
  ) {}
}

let current: Scope | null = null;
let nextId = 1;

export const takeId = (): number => nextId++;

/** The scope in which ops make nodes, or null where they compute at once. */
export const currentScope = (): Scope | null => current;

export const openScope = (abstract: string | null): Scope => new Scope(abstract, nextId, current?.prepare ?? null);

/** Calls `body` with `scope` current, whatever happens in it. */
export function within<T>(scope: Scope | null, body: () => T): T {
  const outer = current;
  current = scope;
  try {
    return body();
  } finally {
    current = outer;
  }
}

/** Calls `body` with `scope` open and current, and closes it afterwards. It may be opened again. */
export function opening<T>(scope: Scope, body: () => T): T {
  const wasOpen = scope.open;
  scope.open = true;
  try {
    return within(scope, body);
  } finally {
    scope.open = wasOpen;
  }
}

/** Calls `body` in a scope of its own, which is closed afterwards. */
export function tracing<T>(abstract: string | null, body: (scope: Scope) => T): T {
  const scope = openScope(abstract);
  scope.open = false;
  return opening(scope, () => body(scope));
}

/** The id that the next node will have. */
export const watermark = (): number => nextId;

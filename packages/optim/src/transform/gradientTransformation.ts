import type { Tensor, Tree } from '@fermat/autodiff';

/** One number, plain or traced. */
export type Scalar = number | Tensor;

/**
 * A number that changes with the count of updates made so far, 0 at first. The count is traced where
 * an optimiser is compiled or differentiated, so schedules are written with @fermat/autodiff's ops.
 */
export type Schedule = (count: Scalar) => Scalar;

/**
 * A rule that turns gradients into updates, to be added to the parameters. Optimisers are chains of
 * such rules (the decomposition is optax's).
 *
 * Both functions are pure. Parameters, gradients and updates are trees of one structure, whose
 * leaves (numbers, typed arrays, tensors) keep their kind. The state is a tree of plain data as
 * well: it can be cloned, stored, and taken up again to the same bits. The rules are computed by
 * @fermat/autodiff's ops, so they may run inside `jit`, `grad` or `scan`.
 */
export interface GradientTransformation<State extends Tree = Tree> {
  /** The state before the first update. */
  init(params: Tree): State;
  /** The updates for these gradients, and the state for the next call. */
  update<Params extends Tree>(grads: Params, state: State, params: Params): readonly [updates: Params, state: State];
}

/** The state of a rule that remembers nothing. */
export type NoState = { readonly [key: string]: never };

/** A rule without memory: every leaf of the updates from the gradient and the parameter. */
export function stateless(
  update: <Params extends Tree>(grads: Params, params: Params) => Params,
): GradientTransformation<NoState> {
  return {
    init: () => ({}),
    update: (grads, state, params) => [update(grads, params), state],
  };
}

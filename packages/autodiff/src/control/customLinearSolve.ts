import type { Tensor } from '../graph/tensor.js';
import { tensorType } from '../graph/tensorType.js';
import { checked } from '../options.js';
import { linearTranspose } from '../transforms/linearTranspose.js';
import { checkDifferentiable } from '../transforms/arguments.js';
import { flatten, flattenLike, traced } from '../tree/tree.js';
import type { Untraced } from '../tree/types.js';
import { linearlySolved } from './linearSolvePrimitive.js';
import { capturedFirst, checkSameTypes, traceBodies } from './subgraph.js';

/** A linear function of a tree to one of the same structure. */
export type LinearMap<X> = (x: X) => X;

export interface LinearSolveOptions<X> {
  /** Solves the transposed equation, which reverse mode needs: of `x => transpose(A) x` and the right-hand side. */
  readonly transposeSolve?: (vecmat: LinearMap<X>, b: X) => X;
  /** A is its own transpose: the solver serves for both. */
  readonly symmetric?: boolean;
}

/**
 * The solution x of a linear equation `A x = b`, by a solver of one's own, with the derivative of the solution rather than
 * of the solver. `matvec` gives `A x` and may close over traced values, in which the solution is differentiated as well as
 * in b; `solve(matvec, b)` gives x, and is never differentiated. x and b are trees of one structure, with a Tensor at
 * every leaf.
 *
 * Forward mode solves `A dx = db - dA x`. Reverse mode solves the transposed equation, and asks for `transposeSolve` or
 * `symmetric`. The derivatives are solutions in their turn, so that every order is exact. The solver is traced: it is
 * written with ops, `scan` and `whileLoop`.
 *
 * @throws DifferentiationError in reverse mode, where neither `transposeSolve` nor `symmetric` is given.
 *
 * @example
 * ```ts
 * import { customLinearSolve, div, grad, mul, tensor, type Tensor } from '@fermat/autodiff';
 *
 * const half = (a: Tensor) => customLinearSolve((x: Tensor) => mul(a, x), 6, (_, b) => div(b, a), { symmetric: true });
 * console.log(half(tensor(2)).item(), grad(half)(2)); // 3 -1.5
 * ```
 *
 * Source: as JAX's `lax.custom_linear_solve`.
 */
export function customLinearSolve<X>(
  matvec: LinearMap<X>,
  b: Untraced<X>,
  solve: (matvec: LinearMap<X>, b: X) => X,
  options: LinearSolveOptions<X> = {},
): X {
  const { transposeSolve, symmetric = false } = checked('customLinearSolve', options, ['transposeSolve', 'symmetric'], '...');
  const right = flatten(b, 'the right-hand side');
  checkDifferentiable(right);
  const types = right.leaves.map(leaf => tensorType(leaf.dtype, leaf.shape));
  const likeB = (f: (x: X) => X, what: string) => (x: X): Tensor[] => flattenLike(f(x), right, what);
  const vecmat = (x: X): X => linearTranspose(matvec as (x: unknown) => unknown, x as Tensor)(x)[0] as X;
  const functions = [likeB(matvec, 'A x'), likeB(x => solve(matvec, x), 'the solution')];
  if (transposeSolve !== undefined && !symmetric) functions.push(likeB(vecmat, 'the product with the transpose'), likeB(x => transposeSolve(vecmat, x), 'the solution of the transpose'));

  const { graphs, captured } = traceBodies('customLinearSolve', functions, [right.structure], types);
  const [forwards, solver, backwards, backSolver] = graphs.map(graph => capturedFirst(graph, captured.length));
  const equation = { matvec: forwards!, solve: solver! };
  const transposed = symmetric ? equation : backwards === undefined ? null : { matvec: backwards, solve: backSolver! };
  checkSameTypes('customLinearSolve', 'the solution', types, equation.solve.outputs.map(x => x.type));
  const x = linearlySolved({ equation, transposed, parameters: captured.length }, captured, right.leaves);
  return traced(right.structure, x) as X;
}

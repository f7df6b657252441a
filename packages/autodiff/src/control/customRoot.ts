import { ConcretizationError, hostSolver } from '../errors.js';
import { asConstant } from '../graph/apply.js';
import { knownValue } from '../graph/evaluate.js';
import type { Graph } from '../graph/graph.js';
import { graphLike } from '../graph/graphLike.js';
import { replay } from '../graph/rewrite.js';
import { within } from '../graph/scope.js';
import type { Tensor } from '../graph/tensor.js';
import { tensorType } from '../graph/tensorType.js';
import { checkDifferentiable } from '../transforms/arguments.js';
import { linearize } from '../transforms/linearize.js';
import { traceLeaves } from '../transforms/trace.js';
import { flatten, flattenLike, traced } from '../tree/tree.js';
import type { Untraced } from '../tree/types.js';
import type { LinearMap } from './customLinearSolve.js';
import { denseSolve } from './denseSolve.js';
import { rootOf } from './rootPrimitive.js';
import { capturedFirst, sharing } from './subgraph.js';

/**
 * A root x of `f(x) = 0`, by a solver of one's own, with the derivative that the implicit function theorem gives rather than
 * that of the solver. `f` takes a tree to one of the same structure and may close over traced values: the root is
 * differentiated with respect to these, to any order, and not with respect to the guess. All values in trees are Tensors.
 *
 * `solve(f, guess)` gives the root. Where every value that `f` closes over is known (outside of transforms, and under
 * plain `grad`, `jvp` and the like) it is called with constants, outside of the trace: it may be an opaque program that
 * loops over numbers, compiles `f` with `jit` or `flatObjective`, and returns plain numbers and typed arrays; its `f` has
 * those values as constants. Under `jit`, `vmap`, `scan` and the like it is traced, and must be written with ops and
 * `whileLoop`.
 *
 * `tangentSolve(g, y)` gives the v for which `g(v) = y`, where the linear `g` is the derivative of `f` at the root. It must
 * be linear in y and have a transpose, as `customLinearSolve` has. Left out, the matrix of `g` is formed and factorised,
 * which suits up to some hundred unknowns.
 *
 * @throws ConcretizationError if an opaque solver is used where values are not known.
 *
 * @example
 * ```ts
 * import { customRoot, grad, sub, square, type Tensor } from '@fermat/autodiff';
 *
 * const squareRoot = (a: Tensor) =>
 *   customRoot((x: Tensor) => sub(square(x), a), 1, (f, guess) => {
 *     let [low, high] = [0, 1e3];
 *     while (high - low > 1e-15 * high) {
 *       const middle = (low + high) / 2;
 *       if (middle === low || middle === high) break;
 *       if (f(guess.mul(middle)).item() > 0) high = middle;
 *       else low = middle;
 *     }
 *     return high;
 *   });
 * console.log(grad(squareRoot)(4)); // 0.25
 * ```
 *
 * Source: A. Griewank, A. Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, section 15; as JAX's `lax.custom_root`.
 */
export function customRoot<X>(
  f: (x: X) => X,
  guess: Untraced<X>,
  solve: (f: (x: X) => X, guess: X) => X | Untraced<X>,
  tangentSolve: (g: LinearMap<X>, y: X) => X = denseSolve,
): X {
  const start = flatten(guess, 'the guess');
  checkDifferentiable(start);
  const { structure } = start;
  const types = start.leaves.map(leaf => tensorType(leaf.dtype, leaf.shape));
  const residual = traceLeaves('customRoot', (x: X) => flattenLike(f(x), start, 'f of the guess'), [structure], types);
  const tangent = traceLeaves(
    'customRoot',
    (x: X, y: X) => flattenLike(tangentSolve(linearize(f, x as never)[1] as unknown as LinearMap<X>, y), start, 'the result of tangentSolve'),
    [structure, structure],
    [...types, ...types],
  );
  const isFound = [...residual.captured, ...tangent.captured, ...start.leaves].every(value => knownValue(value) !== undefined);

  const found = (): Tensor[] =>
    within(null, () => {
      const captured = residual.captured.map(known);
      const onNumbers = (x: X): X => traced(structure, replay(residual.graph, [...flattenLike(x, start, 'x'), ...captured])) as X;
      return flattenLike(solve(onNumbers, traced(structure, start.leaves.map(known)) as X), start, 'the root').map(known);
    });
  const solver = isFound ? null : tracedSolver(() => traceLeaves('customRoot', (x: X) => flattenLike(solve(f, x), start, 'the root'), [structure], types));
  const { graphs, captured } = sharing(solver === null ? [residual, tangent] : [residual, tangent, solver]);
  const [ofResidual, ofTangent, ofSolver] = graphs.map(graph => capturedFirst(graph, captured.length));
  const params = { residual: ofResidual!, tangentSolve: ofTangent!, solution: ofSolver ?? graphOf(found(), [...captured, ...start.leaves]), isFound, parameters: captured.length };
  return traced(structure, rootOf(params, [...captured, ...start.leaves])) as X;
}

const known = (x: Tensor): Tensor => asConstant(x, 'customRoot');

/** The graph that gives constants, whatever its inputs are. */
const graphOf = (constants: readonly Tensor[], inputs: readonly Tensor[]): Graph =>
  graphLike('customRoot', inputs, () => constants);

/** A solver that asks for numbers is told what it may do instead. */
function tracedSolver<T>(trace: () => T): T {
  try {
    return trace();
  } catch (error) {
    if (error instanceof ConcretizationError) throw hostSolver('jit, vmap or a loop', error);
    throw error;
  }
}

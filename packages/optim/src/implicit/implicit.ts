import { ConcretizationError, concatenate, customRoot, grad, mul, select, slice, stack, sub, untraced, type Tensor, type TensorLike, type Traced, type Tree } from '@fermat/autodiff';
import { numbersUnknown } from '../errors.js';
import type { Box } from '../bounds/box.js';
import { ravel, unravel } from '../transform/ravel.js';

/** What presses at a solution: values of a traced function that are zero there. */
export interface ActiveConstraint {
  readonly residuals: (x: Traced) => readonly Tensor[];
  readonly multipliers: readonly number[];
}

/** Runs a search on numbers within a trace, where the traced values that it uses have them. */
export function onNumbers<T>(run: () => T): T {
  try {
    return untraced(run);
  } catch (error) {
    throw error instanceof ConcretizationError ? numbersUnknown(error) : error;
  }
}

/**
 * A tree of numbers as the solution of f(x) = 0 that it is: its derivatives, by whatever f closes over,
 * are those of the implicit function theorem.
 */
export function implicitRoot<X>(f: (x: Traced) => Tensor, x: X): X {
  return treeOf(rootAt(z => f(treeOf(z, x)), numbersOf(x)), x) as X;
}

/**
 * A tree of numbers as the minimum of f that it is, in the same way: the unknowns that bounds hold stay,
 * the constraints that press stay zero, and the derivatives of the Lagrangian by the others vanish.
 */
export function implicitMinimum<X>(f: (x: Traced) => TensorLike, x: X, box?: Box, active: readonly ActiveConstraint[] = []): X {
  const found = numbersOf(x);
  const n = found.length;
  const start = Float64Array.of(...found, ...active.flatMap(each => [...each.multipliers]));
  const multipliers = start.length - n;
  const residuals = (tree: Traced): Tensor[] => active.flatMap(each => [...each.residuals(tree)]);
  const slopes = (z: Tensor): Tensor =>
    grad((v: Tensor) => {
      const tree = treeOf(v, x);
      return residuals(tree).reduce<TensorLike>((sum, value, k) => sub(sum, mul(slice(z, n + k), value)), f(tree));
    })(slice(z, [0, n]));
  const held = box && heldBy(box, found, untraced(() => slopes(slice(start, [0, start.length]))).data());

  const root = rootAt(z => {
    const unknowns = slice(z, [0, n]);
    const first = held ? select(held, sub(unknowns, found), slopes(z)) : slopes(z);
    return multipliers > 0 ? concatenate([first, stack(residuals(treeOf(unknowns, x)))]) : first;
  }, start);
  return treeOf(slice(root, [0, n]), x) as X;
}

function heldBy({ lower, upper }: Box, x: Float64Array, slopes: ArrayLike<number>): boolean[] {
  return Array.from(x, (value, i) => (slopes[i]! > 0 ? value <= lower[i]! : slopes[i]! < 0 ? value >= upper[i]! : lower[i] === upper[i]));
}

const numbersOf = (x: unknown): Float64Array => untraced(() => Float64Array.from(ravel(x as Tree).data()));

const rootAt = (f: (z: Tensor) => Tensor, found: Float64Array): Tensor => customRoot(f, found as never, () => found as never);

const treeOf = (z: Tensor, example: unknown): Traced => unravel(z, 0, example as Tree) as Traced;

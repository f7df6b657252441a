import {
  ConcretizationError, add, concatenate, customLinearSolve, customRoot, div, dot, grad, greater, logicalAnd, mul, select, slice, stack, sub, untraced, whileLoop,
  type LinearMap, type Tensor, type TensorLike, type Traced, type Tree,
} from '@fermat/autodiff';
import { numbersUnknown } from '../errors.js';
import type { Box } from '../bounds/box.js';
import { ravel, unravel } from '../transform/ravel.js';

/** What presses at a solution: values of a traced function that are zero there. */
export interface ActiveConstraint {
  readonly residuals: (x: Traced) => readonly Tensor[];
  readonly multipliers: readonly number[];
}

/** Up to so many unknowns the linear system is made and factorised. */
const DENSE_UP_TO = 300;
const PRECISION = 1e-12;

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

  const pinned = held?.concat(Array.from({ length: multipliers }, () => false));
  const root = rootAt(
    z => {
      // What is held does not move, so the Jacobian is symmetric.
      const moving = pinned ? select(pinned, start, z) : z;
      const unknowns = slice(moving, [0, n]);
      const first = held ? select(held, sub(slice(z, [0, n]), found), slopes(moving)) : slopes(moving);
      return multipliers > 0 ? concatenate([first, stack(residuals(treeOf(unknowns, x)))]) : first;
    },
    start,
    multipliers === 0 && n > DENSE_UP_TO ? conjugateGradients : undefined,
  );
  return treeOf(slice(root, [0, n]), x) as X;
}

function heldBy({ lower, upper }: Box, x: Float64Array, slopes: ArrayLike<number>): boolean[] {
  return Array.from(x, (value, i) => (slopes[i]! > 0 ? value <= lower[i]! : slopes[i]! < 0 ? value >= upper[i]! : lower[i] === upper[i]));
}

const numbersOf = (x: unknown): Float64Array => untraced(() => Float64Array.from(ravel(x as Tree).data()));

const rootAt = (f: (z: Tensor) => Tensor, found: Float64Array, tangentSolve?: (g: LinearMap<Tensor>, y: Tensor) => Tensor): Tensor =>
  customRoot(f, found as never, () => found as never, tangentSolve);

/** Solves a symmetric positive definite system without making its matrix (Nocedal and Wright, algorithm 5.2). */
const conjugateGradients = (g: LinearMap<Tensor>, y: Tensor): Tensor =>
  customLinearSolve(
    g,
    y as never,
    (matvec, b) => {
      const goal = mul(dot(b, b), PRECISION ** 2);
      const start = { x: mul(0, b), r: b, p: b, rr: dot(b, b), left: 2 * b.size };
      const { x } = whileLoop(
        ({ rr, left }: CgState) => logicalAnd(greater(rr, goal), greater(left, 0)),
        ({ x, r, p, rr, left }: CgState) => {
          const product = matvec(p);
          const t = div(rr, dot(p, product));
          const rest = sub(r, mul(t, product));
          const next = dot(rest, rest);
          return { x: add(x, mul(t, p)), r: rest, p: add(rest, mul(div(next, rr), p)), rr: next, left: sub(left, 1) };
        },
        start,
      );
      return x;
    },
    { symmetric: true },
  );

interface CgState {
  readonly x: Tensor;
  readonly r: Tensor;
  readonly p: Tensor;
  readonly rr: Tensor;
  readonly left: Tensor;
}

const treeOf = (z: Tensor, example: unknown): Traced => unravel(z, 0, example as Tree) as Traced;

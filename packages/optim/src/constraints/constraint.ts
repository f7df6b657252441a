import { flatObjective, jit, matmul, mul, slice, sub, sum, untraced } from '@fermat/autodiff';
import type { Tensor, Traced, Tree } from '@fermat/autodiff';
import { checkFunctions, checkKeys, checkWhole } from '../checks.js';
import { invalidConstraint, notDifferentiable, TRACED } from '../errors.js';
import type { ActiveConstraint } from '../implicit/implicit.js';
import type { ConstrainedMethod } from '../minimize/search.js';
import { ravel } from '../transform/ravel.js';
import { dot } from '../vector.js';
import { sqp } from './sqp.js';

/** A function of flat vectors that is to be constrained, written by hand and called in place. */
export interface VectorFunction {
  /** How many values it has. */
  readonly count: number;
  /** Writes the values at `x` into `out`. */
  values(x: Float64Array, out: Float64Array): void;
  /** Writes the gradient of value i into `rows[i]`. */
  jacobian(x: Float64Array, rows: readonly Float64Array[]): void;
  /** Writes the Hessian of sum multipliers_i value_i, times `v`, into `out`. */
  hvp?(x: Float64Array, multipliers: Float64Array, v: Float64Array, out: Float64Array): void;
}

/** What the values of a constrained function have to be: one number for all, or one for each. */
export type Limits =
  | { readonly equals: number | Float64Array | readonly number[] }
  | { readonly lower?: number | Float64Array | readonly number[]; readonly upper?: number | Float64Array | readonly number[] };

/** lower <= function(x) <= upper, over flat vectors. */
export interface VectorConstraint extends VectorFunction {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** A constraint of {@link minimize}, made by {@link constraint} or {@link linearConstraint}. */
export interface Constraint {
  /** What `minimize` uses where no method is named. */
  readonly method: ConstrainedMethod;
  /** Brings the constraint to flat vectors, beside the start of a search. */
  compile(x0: unknown): VectorConstraint;
  /** Those of its values that press with the given multipliers, for derivatives of a solution. */
  activeAt(x0: unknown, multipliers: readonly number[]): ActiveConstraint;
}

/**
 * Demands that a function of the unknowns equals something, or lies between limits. The function is
 * written with @fermat/autodiff's ops and takes the tree that the objective takes, to a number or any
 * tree of them; or it is a hand-written {@link VectorFunction}.
 *
 * @example
 * ```ts
 * import { add, mul, square, type Tensor } from '@fermat/autodiff';
 * import { constraint, minimize } from '@fermat/optim';
 *
 * const product = ([x, y]: [Tensor, Tensor]) => mul(x, y);
 * const onCircle = constraint(([x, y]: [Tensor, Tensor]) => add(square(x), square(y)), { equals: 2 });
 * const { x, multipliers } = minimize(product, [1, -0.5], { constraints: onCircle });
 * console.log(x, multipliers); // [1.000, -1.000] [[-0.500]]
 * ```
 */
export function constraint<P extends Traced>(f: ((x: P) => Tree) | VectorFunction, limits: Limits): Constraint {
  if (typeof f !== 'function') {
    if (typeof f?.jacobian !== 'function' || typeof f.values !== 'function') throw invalidConstraint('the function', f, `${TRACED}, or { count, values, jacobian } over Float64Array`);
    checkFunctions(f, ['hvp'], ' of a constraint');
    return constrained(() => limited(f, limits));
  }
  const values = (x: Traced): Tensor => ravel(f(x as P));
  return constrained(x0 => limited(compiled(values, x0), limits), values);
}

/**
 * Demands that products of a matrix, given by its rows, with the unknowns (in flat order, if they are a
 * tree) equal something, or lie between limits.
 *
 * @example
 * ```ts
 * import { add, square, type Tensor } from '@fermat/autodiff';
 * import { linearConstraint, minimize } from '@fermat/optim';
 *
 * const size = ([x, y]: [Tensor, Tensor]) => add(square(x), square(y));
 * const { x } = minimize(size, [0, 0], { constraints: linearConstraint([[1, 3]], { lower: 10 }) });
 * console.log(x); // [1.000, 3.000]
 * ```
 */
export function linearConstraint(matrix: readonly (readonly number[] | Float64Array)[], limits: Limits): Constraint {
  if (!Array.isArray(matrix)) throw invalidConstraint('the matrix', matrix, 'an array of rows');
  const bad = matrix.findIndex(row => !(row?.length > 0 && row.length === matrix[0].length && Array.from(row).every(Number.isFinite)));
  if (matrix.length === 0 || bad >= 0) throw invalidConstraint('the matrix', matrix[bad] ?? matrix, 'rows of one length, of finite numbers');
  const rows = matrix.map(row => Float64Array.from(row));
  const linear: VectorFunction = {
    count: rows.length,
    values(x, out) {
      if (x.length !== rows[0]!.length) throw invalidConstraint('the matrix', rows[0], `rows of ${x.length} numbers, one for each unknown`);
      rows.forEach((row, i) => (out[i] = dot(row, x)));
    },
    jacobian: (_x, out) => rows.forEach((row, i) => out[i]!.set(row)),
    hvp: (_x, _multipliers, _v, out) => void out.fill(0),
  };
  return constrained(() => limited(linear, limits), x => matmul(rows, ravel(x)));
}

function constrained(compile: Constraint['compile'], traced?: (x: Traced) => Tensor): Constraint {
  return {
    method: sqp(),
    compile,
    activeAt(x0, multipliers) {
      const { lower, upper } = untraced(() => compile(x0));
      const indices = [...lower.keys()].filter(i => multipliers[i] !== 0 || lower[i] === upper[i]);
      if (!traced && indices.length > 0) throw notDifferentiable('a hand-written constraint');
      const residuals = (x: Traced): Tensor[] => {
        const values = traced!(x);
        return indices.map(i => sub(slice(values, i), multipliers[i]! > 0 ? lower[i]! : upper[i]!));
      };
      return { residuals: indices.length > 0 ? residuals : () => [], multipliers: indices.map(i => multipliers[i]!) };
    },
  };
}

function limited(f: VectorFunction, limits: Limits): VectorConstraint {
  checkWhole('the count of a constraint', f.count, 1);
  if (typeof limits !== 'object' || limits === null) throw invalidConstraint('the limits', limits, '{ equals }, { lower }, { upper } or { lower, upper }');
  checkKeys('constraint', limits, ['equals', 'lower', 'upper']);
  const { lower, upper } = 'equals' in limits ? { lower: limits.equals, upper: limits.equals } : limits;
  const filled = (side: typeof lower, none: number): Float64Array => {
    const all = typeof side === 'object' ? Array.from(side ?? []) : new Array<number>(f.count).fill(side ?? none);
    if (all.length !== f.count || !all.every(value => typeof value === 'number')) throw invalidConstraint('a limit', side, `a number, or as many as the function's ${f.count} values`);
    return Float64Array.from(all);
  };
  const [low, high] = [filled(lower, -Infinity), filled(upper, Infinity)];
  const bad = low.findIndex((value, i) => !(value <= high[i]!) || value === Infinity || high[i] === -Infinity);
  if (bad >= 0) throw invalidConstraint('the limits', [low[bad], high[bad]], 'a lower limit of at most the upper one');
  if (low.every((value, i) => value === -Infinity && high[i] === Infinity)) throw invalidConstraint('the limits', limits, '{ equals }, { lower }, { upper } or { lower, upper }');
  return { count: f.count, lower: low, upper: high, values: (x, out) => f.values(x, out), jacobian: (x, rows) => f.jacobian(x, rows), ...(f.hvp && { hvp: f.hvp.bind(f) }) };
}

/**
 * The sum of multipliers times values is one function of x and the multipliers. Its gradient by the
 * multipliers are the values, and one product with its Hessian gives a column of the Jacobian.
 */
function compiled(vector: (x: Traced) => Tensor, x0: unknown): VectorFunction {
  const count = jit(vector)(x0 as never).size;
  const weighted = flatObjective(({ x, multipliers }: { x: Traced; multipliers: Tensor }) => sum(mul(multipliers, vector(x))), {
    x: x0 as never,
    multipliers: new Float64Array(count),
  });
  const n = weighted.size - count;
  const [at, way, product] = [weighted.allocate(), weighted.allocate(), weighted.allocate()];
  const place = (x: Float64Array, multipliers?: Float64Array): void => {
    at.set(x);
    if (multipliers) at.set(multipliers, n);
    else at.fill(0, n);
  };
  return {
    count,
    values(x, out) {
      place(x);
      weighted.valueAndGrad(at, product);
      out.set(product.subarray(n));
    },
    jacobian(x, rows) {
      place(x);
      if (count <= n) {
        rows.forEach((row, i) => {
          at[n + i] = 1;
          weighted.valueAndGrad(at, product);
          at[n + i] = 0;
          row.set(product.subarray(0, n));
        });
        return;
      }
      way.fill(0);
      for (let j = 0; j < n; j++) {
        way[j] = 1;
        weighted.hvp(at, way, product);
        way[j] = 0;
        rows.forEach((row, i) => (row[j] = product[n + i]!));
      }
    },
    hvp(x, multipliers, v, out) {
      place(x, multipliers);
      way.fill(0);
      way.set(v);
      weighted.hvp(at, way, product);
      out.set(product.subarray(0, n));
    },
  };
}

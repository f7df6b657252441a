import { add, flatObjective, jit, linspace, mul, vmap } from '@fermat/autodiff';
import type { FlatObjective, Tensor, TensorLike, Traced, Tree, Untraced } from '@fermat/autodiff';
import { checkFinite, checkKeys, checkWhole } from '../checks.js';
import { invalidOption } from '../errors.js';
import { flatten, type TracedObjective, type VectorObjective } from '../minimize/objective.js';
import { unravel } from '../transform/ravel.js';

export interface SliceOptions<X> {
  /** The two directions in which the plane extends from the point, of its kind; by default the first two numbers. */
  readonly along?: readonly [X, X];
  /** The multiples of the directions from where to where, for both of them; [-1, 1] by default. */
  readonly range?: readonly [number, number];
  /** How many points a side; 65 by default, of which the middle one is the point itself. */
  readonly size?: number;
}

/** An objective over a plane through its unknowns. */
export interface Slice {
  /** The multiples of each direction. */
  readonly multiples: Float64Array;
  /** By rows: `values[j * size + i]` is the objective at x + multiples[i] a + multiples[j] b. */
  readonly values: Float64Array;
  readonly size: number;
}

/**
 * The values of an objective over a plane through a point, for a picture of the landscape around it.
 * A traced function is compiled for a whole row of points at a time.
 *
 * @example
 * ```ts
 * import { add, mul, square, type Tensor } from '@fermat/autodiff';
 * import { sampleSlice } from '@fermat/optim/landscape';
 *
 * const bowl = ([x, y]: [Tensor, Tensor]) => add(square(x), mul(2, square(y)));
 * const { multiples, values, size } = sampleSlice(bowl, [0, 0], { size: 3 });
 * console.log(multiples, size, values); // Float64Array [-1, 0, 1] 3 Float64Array [3, 2, 3, 1, 0, 1, 3, 2, 3]
 * ```
 */
export function sampleSlice<P extends Traced, const X extends Untraced<P>>(f: TracedObjective<P>, x: X, options?: SliceOptions<X>): Slice;
export function sampleSlice<X extends Float64Array | readonly number[]>(f: VectorObjective, x: X, options?: SliceOptions<X>): Slice;
export function sampleSlice<X>(f: TracedObjective<never> | VectorObjective, x: X, options: SliceOptions<X> = {}): Slice {
  checkKeys('sampleSlice', options, ['along', 'range', 'size']);
  const { along, range = [-1, 1], size = 65 } = options;
  checkWhole('size', size, 2);
  if (!isPair(range)) throw invalidOption('range', range, 'a pair of numbers');
  checkFinite({ 'the start of range': range[0], 'the end of range': range[1] });
  const { start: origin } = flatten(f, x);
  const tree = flatObjective(() => 0, x as Tree) as unknown as FlatObjective<X>;
  const unit = (at: number): Float64Array => origin.map((_, i) => Number(i === Math.min(at, origin.length - 1)));
  const [a, b] = isPair(along) ? along.map(direction => tree.flatten(direction)) as [Float64Array, Float64Array] : [unit(0), unit(1)];
  if (along !== undefined && !(isPair(along) && [...a, ...b].every(Number.isFinite))) throw invalidOption('along', along, 'a pair of directions of finite numbers');
  const multiples = linspace(range[0], range[1], size).data() as Float64Array;
  const row = typeof f === 'function' ? tracedRow(f, x as Tree, a, multiples) : writtenRow(f, a, multiples);
  const values = new Float64Array(size * size);
  multiples.forEach((t, j) => values.set(row(origin.map((value, i) => value + t * b[i]!)), j * size));
  return { multiples, values, size };
}

const isPair = <T>(value: readonly [T, T] | undefined): value is readonly [T, T] => Array.isArray(value) && value.length === 2;

/** The objective at a point plus each multiple of a direction. */
type Row = (at: Float64Array) => Float64Array;

function tracedRow(f: TracedObjective<never>, example: Tree, direction: Float64Array, multiples: Float64Array): Row {
  const value = (at: Tensor, t: Tensor): TensorLike => f(unravel(add(at, mul(t, direction)), 0, example) as never);
  const compiled = jit((at: Tensor) => vmap((t: Tensor) => value(at, t))(multiples));
  return at => compiled(at).data() as Float64Array;
}

function writtenRow(f: VectorObjective, direction: Float64Array, multiples: Float64Array): Row {
  const gradient = new Float64Array(direction.length);
  return at => multiples.map(t => {
    const x = at.map((value, i) => value + t * direction[i]!);
    return f.value ? f.value(x) : f.valueAndGrad(x, gradient);
  });
}

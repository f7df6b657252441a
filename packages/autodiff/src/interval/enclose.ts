import { isTracing, jit, Tensor, tensor, trace, treeMap, type Mapped, type TensorLike, type TypedArray } from '@fermat/autodiff';
import { exactly } from './enclosed.js';
import { emptyInterval, notAFunction, notAnInterval } from './errors.js';
import { enclosedGraph } from './rules.js';

/** All values from one to another; of arrays, element by element. */
export type Interval<T = TensorLike> = readonly [low: T, high: T];

/**
 * The range of a function, enclosed: for intervals of its arguments an interval for each of its results, in which the exact results
 * lie for all values of the arguments, whatever is rounded. It is the natural interval extension of the traced function: every op in
 * turn is given the range of its operands. Where a value occurs more than once it may be larger than the range, by a part that
 * shrinks with the intervals; where the function has no value, or an infinite one, its ends may be infinite.
 *
 * It composes with the transforms: `enclose(grad(f))` encloses the slopes, which give the mean value form, and `enclose(vmap(f))`
 * many intervals at once. It is compiled, once for each shape of its arguments.
 *
 * @throws AutodiffError `not-an-interval`, `empty-interval`; `no-interval-rule` for a function with a `whileLoop`, an implicit solution
 * or a primitive of one's own.
 *
 * @example
 * ```ts
 * import { grad, mul, sin, type Tensor } from '@fermat/autodiff';
 * import { enclose } from '@fermat/autodiff/interval';
 *
 * const f = (x: Tensor) => mul(x, sin(x));
 * const [low, high] = enclose(f)([1, 2]);
 * console.log(low.item(), high.item()); // 0.8414... 2
 * const [least, most] = enclose(grad(f))([1, 1.1]);
 * console.log(least.item(), most.item()); // 1.295... 1.485...: f grows there
 * ```
 *
 * Source: R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval Analysis, SIAM 2009, chapters 5 and 6.
 */
export function enclose<P extends readonly unknown[] = Tensor[], R = unknown>(f: (...args: P) => R): (...box: Box<P>) => Mapped<R, Interval<Tensor>> {
  if (typeof f !== 'function') throw notAFunction(f);
  const compiled = jit((lows: Tensor[], highs: Tensor[]) => {
    let result: R | undefined;
    const graph = trace((...args: Tensor[]) => (result = f(...(args as never as P))))(...(lows as never[]));
    const captured = graph.inputs.slice(lows.length);
    const enclosed = enclosedGraph(graph, [...lows.map((low, i) => ({ low, high: highs[i]! })), ...captured.map(exactly)]);
    const next = enclosed.values();
    return treeMap(() => {
      const { low, high } = next.next().value!;
      return [low, high];
    }, result as R);
  });
  return (...box) => {
    const ends = (box as readonly Interval[]).map(checkedInterval);
    return compiled(ends.map(([low]) => low) as never, ends.map(([, high]) => high) as never) as unknown as Mapped<R, Interval<Tensor>>;
  };
}

/** An interval for each argument. */
type Box<P extends readonly unknown[]> = { [K in keyof P]: Interval };

function checkedInterval(interval: Interval, index: number): Interval<Tensor> {
  if (!Array.isArray(interval) || interval.length !== 2) throw notAnInterval(index, interval);
  const [low, high] = (interval as Interval).map(end => (end instanceof Tensor ? end : tensor(end))) as unknown as [Tensor, Tensor];
  if (low.shape.join() !== high.shape.join()) throw notAnInterval(index, `from a shape [${low.shape.join(', ')}] to one [${high.shape.join(', ')}]`);
  if (!isTracing()) checkOrder(index, low.data(), high.data());
  return [low, high];
}

function checkOrder(index: number, lows: TypedArray, highs: TypedArray): void {
  const wrong = lows.findIndex((low, i) => !(low <= highs[i]!));
  if (wrong >= 0) throw emptyInterval(index, lows[wrong]!, highs[wrong]!);
}

import { stack, Tensor, tensor, vmap, type TensorLike } from '@fermat/autodiff';
import { disagreement, sizesDisagree } from './errors.js';

export interface CheckVmapOptions {
  /** The relative difference allowed; 0, the default, asks for the same bits. */
  readonly tolerance?: number;
}

/**
 * Checks that a function of values, mapped over a batch, gives what it gives for each member: with all arguments batched, and
 * with each one alone. `samples` are lists of arguments of equal shapes, of which the batch is made.
 *
 * @throws AutodiffError 'check-failed', naming the element that disagrees
 *
 * @example
 * ```ts
 * import { outer } from '@fermat/autodiff';
 * import { checkVmap } from '@fermat/autodiff/testing';
 *
 * checkVmap(outer, [[Float64Array.of(1, 2), Float64Array.of(3)], [Float64Array.of(4, 5), Float64Array.of(6)]]);
 * ```
 */
export function checkVmap(f: (...args: Tensor[]) => Tensor, samples: readonly (readonly TensorLike[])[], { tolerance = 0 }: CheckVmapOptions = {}): void {
  const members = samples.map(sample => sample.map(x => (x instanceof Tensor ? x : tensor(x))));
  const [first] = members as [Tensor[], ...Tensor[][]];
  const all = first.map(() => true);
  const patterns = first.length > 1 ? [all, ...first.map((_, i) => first.map((_, j) => i === j))] : [all];
  for (const isBatched of patterns) {
    const alone = members.flatMap(member => Array.from(f(...member.map((x, i) => (isBatched[i]! ? x : first[i]!))).data()));
    const batch = first.map((x, i) => (isBatched[i]! ? stack(members.map(member => member[i]!)) : x));
    const inAxes = isBatched.map(batched => (batched ? 0 : null));
    const together = (vmap(f, { inAxes })(...(batch as never[]))).data();
    if (together.length !== alone.length) throw sizesDisagree('vmap', together.length, alone.length);
    alone.forEach((expected, at) => {
      const found = together[at]!;
      const close = Object.is(found, expected) || Math.abs(found - expected) <= tolerance * Math.abs(expected);
      if (!close) throw disagreement(`vmap over ${inAxes.map(axis => (axis === null ? 'whole' : 'batched')).join(', ')}`, `element ${at}`, ['it', found], ['a loop', expected]);
    });
  }
}

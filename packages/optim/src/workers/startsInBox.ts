import { flatObjective } from '@fermat/autodiff';
import type { FlatObjective, Gradient, Tree } from '@fermat/autodiff';
import { readBounds, type Bounds } from '../bounds/bounds.js';
import { checkKeys, checkWhole } from '../checks.js';
import { boundsNotFinite } from '../errors.js';
import { Random } from '../global/random.js';

export interface StartsInBoxOptions<X> {
  /** As in `globalMinimize`: every unknown needs two finite bounds. */
  readonly bounds: Bounds<X>;
  readonly count: number;
  /** The same seed gives the same starts; 0 by default. */
  readonly seed?: number;
}

/**
 * Random points of a box, of the kind of `x0`, evenly distributed.
 *
 * @example
 * ```ts
 * import { startsInBox } from '@fermat/optim/workers';
 *
 * const starts = startsInBox({ angle: 0 }, { bounds: { angle: [-3, 3] }, count: 5, seed: 1 });
 * console.log(starts.length, starts.every(({ angle }) => Math.abs(angle) <= 3)); // 5 true
 * ```
 */
export function startsInBox<const X>(x0: X, options: StartsInBoxOptions<X>): Gradient<X>[] {
  checkKeys('startsInBox', options, ['bounds', 'count', 'seed']);
  const { bounds, count, seed = 0 } = options;
  checkWhole('count', count, 0);
  const tree = flatObjective(() => 0, x0 as Tree) as unknown as FlatObjective<X>;
  const { lower, upper } = readBounds(bounds, x0);
  lower.forEach((low, i) => {
    if (!Number.isFinite(upper[i]! - low)) throw boundsNotFinite(i, low, upper[i]!);
  });
  const random = new Random(seed);
  return Array.from({ length: count }, () => tree.unflatten(random.point(lower, upper)));
}

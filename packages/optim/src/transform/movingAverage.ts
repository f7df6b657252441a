import { add, mul, sub } from '@fermat/autodiff';
import type { TensorLike, Tree } from '@fermat/autodiff';
import type { Scalar } from './gradientTransformation.js';
import { mapLeaves } from './leaves.js';

/** rate average + (1 - rate) value, leaf by leaf, the value being computed from the leaf of `tree`. */
export function movingAverage(
  rate: Scalar,
  average: Tree,
  tree: Tree,
  value: (leaf: TensorLike) => TensorLike = leaf => leaf,
): Tree {
  return mapLeaves((a, x) => add(mul(rate, a), mul(sub(1, rate), value(x))), average, tree);
}

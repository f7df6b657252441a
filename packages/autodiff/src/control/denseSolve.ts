import type { Tensor } from '../graph/tensor.js';
import { eye } from '../ops/creation.js';
import { solve } from '../ops/linalg/solve.js';
import { transpose } from '../ops/shape.js';
import { concatenate } from '../ops/shape.js';
import { converted, reshaped } from '../ops/structure.js';
import { slice } from '../ops/slice.js';
import { vmap } from '../transforms/vmap.js';
import { flatten, flattenLike, traced } from '../tree/tree.js';
import type { LinearMap } from './customLinearSolve.js';

/** The v for which `g(v) = y`, by forming the matrix of the linear map `g`, column by column, and factorising it. */
export function denseSolve<X>(g: LinearMap<X>, y: X): X {
  const right = flatten(y, 'the right-hand side');
  const unpacked = (v: Tensor): X => {
    let start = 0;
    const leaves = right.leaves.map(leaf => converted(reshaped(slice(v, [start, (start += leaf.size)]), leaf.shape), leaf.dtype));
    return traced(right.structure, leaves) as X;
  };
  const packed = (leaves: readonly Tensor[]): Tensor => concatenate(leaves.map(leaf => reshaped(leaf, [leaf.size])));
  const b = packed(right.leaves);
  const columns = vmap((v: Tensor) => packed(flattenLike(g(unpacked(v)), right, 'the product')))(eye(b.size, b.dtype));
  return unpacked(solve(transpose(columns), b));
}

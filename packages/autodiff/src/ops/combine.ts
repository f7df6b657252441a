import { isConstant } from '../graph/apply.js';
import type { Tensor } from '../graph/tensor.js';
import { argsort } from './argsort.js';
import { equal } from './comparison.js';
import type { Binary } from './elementwise.js';
import { gathered, scattered, scatterSetPrimitive } from './gather.js';
import { pad } from './pad.js';
import { select } from './selection.js';
import { slice } from './slice.js';
import { reshaped } from './structure.js';

/**
 * A value with updates combined into the elements at some positions, all of them where a position occurs twice. Updates of one
 * position are brought together by sorting, and combined in pairs, so that every derivative is that of the op.
 *
 * Source: W. D. Hillis, G. L. Steele, Data parallel algorithms, Communications of the ACM 29 (1986), with segments.
 */
export function combined(op: Binary, base: Tensor, positions: Tensor, updates: Tensor): Tensor {
  const count = positions.size;
  let [places, changes] = [positions, updates];
  if (!isConstant(positions) || new Set(positions.data()).size < count) {
    const order = argsort(reshaped(positions, [count]));
    places = gathered(positions, order);
    changes = gathered(updates, order);
    for (let distance = 1; distance < count; distance *= 2) {
      const before = (x: Tensor): Tensor => pad(slice(x, [0, -distance]), [[distance, 0]], { value: -2 });
      changes = select(equal(places, before(places)), op(changes, before(changes)), changes);
    }
  }
  // In order, so that the last change of a position, which stays, is that of all.
  return scattered(scatterSetPrimitive, base, places, op(gathered(base, places), changes));
}

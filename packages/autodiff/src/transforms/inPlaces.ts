import type { Maybe } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';

/** Values for some places of many, in their order; null in the others. */
export function inPlaces(isTaken: readonly boolean[], values: readonly Maybe<Tensor>[]): Maybe<Tensor>[] {
  const next = values.values();
  return isTaken.map(taken => (taken ? next.next().value! : null));
}

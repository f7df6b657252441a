import { Tensor } from '@fermat/autodiff';
import { checkAtLeast, checkFinite } from '../checks.js';

/** For numbers, each of its name, that are finite or within a range; a Tensor is taken as it is. */
export function checkScalars(scalars: Readonly<Record<string, unknown>>, least?: number, below: number = Infinity): void {
  for (const [name, value] of Object.entries(scalars)) {
    if (value instanceof Tensor) continue;
    if (least === undefined) checkFinite({ [name]: value });
    else checkAtLeast(name, value, least, below);
  }
}

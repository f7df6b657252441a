import { flatObjective, reshape } from '@fermat/autodiff';
import type { FlatObjective, Tensor } from '@fermat/autodiff';
import type { Path } from '../geometry/path.js';
import type { Point } from '../geometry/vector.js';
import type { SpeedField } from './field.js';
import { fieldTime } from './fieldTime.js';

/** The time of one straight leg through a field, compiled: a function of both its ends in one vector. */
export type LegTime = FlatObjective<Float64Array>;

export function legTime(field: SpeedField): LegTime {
  const time = fieldTime(field);
  return flatObjective((ends: Tensor) => time(reshape(ends, [2, field.dimension])), new Float64Array(2 * field.dimension));
}

/** The time of a polyline. */
export function timeAlong(leg: LegTime, path: Path): number {
  let total = 0;
  for (let i = 1; i < path.length; i++) total += leg.value(Float64Array.of(...Array.from(path[i - 1]!), ...Array.from(path[i]!)));
  return total;
}

/** The derivative of a polyline's time by each of its points. */
export function slopesAlong(leg: LegTime, path: Path): Point[] {
  const slopes = path.map((point) => Array.from(point, () => 0));
  const slope = new Float64Array(leg.size);
  for (let i = 1; i < path.length; i++) {
    const dimension = leg.size / 2;
    leg.valueAndGrad(Float64Array.of(...Array.from(path[i - 1]!), ...Array.from(path[i]!)), slope);
    slope.forEach((value, k) => (slopes[k < dimension ? i - 1 : i]![k % dimension]! += value));
  }
  return slopes;
}

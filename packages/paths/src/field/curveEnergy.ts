import { add, clip, div, expandDims, flatObjective, matmul, mul, reshape, slice, square, sum, tensor, vmap } from '@fermat/autodiff';
import type { FlatObjective, Tensor } from '@fermat/autodiff';
import { subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import { bendSlopesAt, bendsAt, restingBends } from './curve.js';
import type { Rests } from './curve.js';
import type { SpeedField } from './field.js';

/**
 * The energy `integral of |x'(u)|^2 / v(x(u))^2 du` of the curves between two points, as a function of their coefficients.
 *
 * It is at least the square of the time (Cauchy-Schwarz), and equal to it where the curve runs at the speed of the medium
 * throughout: its minimum is the least time, and unlike the time it settles how the curve is parametrised. Beyond the
 * bounds the speed is that of the nearest point inside, so that a curve gains nothing by leaving them. Where the speed is 0 at an
 * end, the curve rests there: so the slowness, which has no bound, is integrated as a smooth function.
 */
export function curveEnergy(field: SpeedField, from: Point, to: Point, rests: Rests, degree: number): FlatObjective<Float64Array> {
  const { dimension, bounds } = field;
  const { nodes, weights } = gaussLegendre(2 * degree + 8);
  const line = subtract(to, from);
  const straight = tensor(Array.from(nodes, (u) => from.map((start, axis) => (1 - u) * start + u * to[axis]!)));
  const bends = tensor(Array.from(nodes, (u) => bendsAt(degree, u)));
  const slopes = tensor(Array.from(nodes, (u) => bendSlopesAt(degree, u)));
  return flatObjective((unknowns: Tensor) => {
    const coefficients = resting(reshape(unknowns, [degree, dimension]), line, rests);
    const positions = add(straight, matmul(bends, coefficients));
    const velocities = add(line, matmul(slopes, coefficients));
    const inside = line.map((_, axis) => clip(slice(positions, null, axis), bounds[axis]!, bounds[dimension + axis]!));
    const speeds = vmap(field.speed)(...inside);
    return sum(mul(weights, div(sum(square(velocities), { axis: 1 }), square(speeds))));
  }, new Float64Array(degree * dimension));
}

/** Where a curve rests at an end, its coefficients as `atRest` makes them. */
function resting(coefficients: Tensor, line: Point, rests: Rests): Tensor {
  if (!rests.start && !rests.end) return coefficients;
  const degree = coefficients.shape[0]!;
  const velocityAt = (u: number): Tensor => add(line, sum(mul(expandDims(tensor(bendSlopesAt(degree, u)), 1), coefficients), { axis: 0 }));
  const bends = restingBends(rests);
  const share = (of: readonly [number, number]): Tensor => tensor(Array.from({ length: degree }, (_, k) => [of[k] ?? 0]));
  return add(coefficients, add(mul(share(bends.start), velocityAt(0)), mul(share(bends.end), velocityAt(1))));
}

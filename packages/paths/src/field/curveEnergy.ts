import { add, clip, div, expandDims, flatObjective, mul, reshape, slice, square, sum, tensor, vmap } from '@fermat/autodiff';
import type { FlatObjective, Tensor } from '@fermat/autodiff';
import { subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import { bendSlopesAt, bendsAt } from './curve.js';
import type { SpeedField } from './field.js';

/**
 * The energy `integral of |x'(u)|^2 / v(x(u))^2 du` of the curves between two points, as a function of their coefficients.
 *
 * It is at least the square of the time (Cauchy-Schwarz), and equal to it where the curve runs at the speed of the medium
 * throughout: its minimum is the least time, and unlike the time it settles how the curve is parametrised. Beyond the
 * bounds the speed is that of the nearest point inside, so that a curve gains nothing by leaving them.
 */
export function curveEnergy(field: SpeedField, from: Point, to: Point, degree: number): FlatObjective<Float64Array> {
  const { dimension, bounds } = field;
  const { nodes, weights } = gaussLegendre(2 * degree + 8);
  const line = subtract(to, from);
  const straight = tensor(Array.from(nodes, (u) => from.map((start, axis) => (1 - u) * start + u * to[axis]!)));
  const bends = expandDims(tensor(Array.from(nodes, (u) => bendsAt(degree, u))), 2);
  const slopes = expandDims(tensor(Array.from(nodes, (u) => bendSlopesAt(degree, u))), 2);
  return flatObjective((unknowns: Tensor) => {
    const coefficients = reshape(unknowns, [1, degree, dimension]);
    const positions = add(straight, sum(mul(bends, coefficients), { axis: 1 }));
    const velocities = add(line, sum(mul(slopes, coefficients), { axis: 1 }));
    const inside = line.map((_, axis) => clip(slice(positions, null, axis), bounds[axis]!, bounds[dimension + axis]!));
    const speeds = vmap(field.speed)(...inside);
    return sum(mul(weights, div(sum(square(velocities), { axis: 1 }), square(speeds))));
  }, new Float64Array(degree * dimension));
}

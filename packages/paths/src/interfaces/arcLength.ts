import { add, jvp, maximum, mul, sqrt, square, sum, tensor, vmap } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import type { Quadrature } from '../numeric/gaussLegendre.js';
import type { DepthFunction } from './surface.js';

/** The rule for the length of a short arc. */
export const arcRule: Quadrature = gaussLegendre(5);

/** The length of the curve of a surface over a straight line from a place on, by a rule for each of its parts. */
export function arcLength(depth: DepthFunction, first: readonly Tensor[], line: readonly Tensor[], parts: readonly number[]): Tensor {
  const nodes = parts.slice(1).flatMap((end, i) => Array.from(arcRule.nodes, (node) => parts[i]! + node * (end - parts[i]!)));
  const weights = parts.slice(1).flatMap((end, i) => Array.from(arcRule.weights, (weight) => weight * (end - parts[i]!)));
  const speedAt = (part: Tensor): Tensor => lengthOf([...line, jvp(depth, first.map((value, axis) => add(value, mul(line[axis]!, part))), [...line])[1]]);
  return sum(mul(vmap(speedAt)(tensor(nodes)), tensor(weights)));
}

export function lengthOf(line: readonly Tensor[]): Tensor {
  return sqrt(maximum(line.map(square).reduce((a, b) => add(a, b)), Number.MIN_VALUE));
}

import { add, broadcastTo, div, expandDims, mul, reshape, slice, sqrt, square, sub, sum, tensor, vmap } from '@fermat/autodiff';
import type { Tensor, TensorLike, Traced } from '@fermat/autodiff';
import { checkMedium, checkedOptions } from '../arguments.js';
import { invalidNodes, wrongUnknowns } from '../errors.js';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import type { SpeedField } from './field.js';

export interface FieldTimeOptions {
  /** How often the speed is read along each leg; 8 by default. */
  readonly nodes?: number;
}

/** The time of a polyline through a field, to evaluate or to hand to a transform, which puts Tensors in place of the numbers. */
export type FieldTime = (points: TensorLike | Traced) => Tensor;

/**
 * The time of a polyline through a field of speeds, a differentiable function of all its points, both ends included:
 * an array of points, or a Tensor of shape [points, dimension].
 *
 * The slowness is integrated along each leg by the Gauss-Legendre rule, whose error falls with the power 2 `nodes` of a
 * leg's length (16 by default). No leg may have length 0, where its direction has no derivative; inside the bounds or
 * not is not looked at.
 *
 * @throws PathsError `INVALID_NODES`, and `WRONG_UNKNOWNS`, when it is called, if the points are no polyline of this dimension.
 *
 * @example
 * ```ts
 * import { add, mul, valueAndGrad } from '@fermat/autodiff';
 * import { fieldTime, speedField } from '@fermat/paths';
 *
 * const ground = speedField((x, depth) => add(2, mul(0.5, depth)), { bounds: [0, 0, 20, 10] });
 * const [time, gradient] = valueAndGrad(fieldTime(ground))([[0, 0], [5, 2], [10, 0]]);
 * console.log(time); // 4.366...; straight it would be 5
 * console.log(gradient[1]![1]! < 0); // true: deeper is faster still
 * ```
 *
 * Source of the rule: W. H. Press et al., Numerical Recipes, 3rd ed., Cambridge 2007, section 4.6.
 */
export function fieldTime(field: SpeedField, options: FieldTimeOptions = {}): FieldTime {
  checkMedium('fieldTime', field, 'speed');
  const { nodes = 8 } = checkedOptions('fieldTime', options, ['nodes']);
  if (!Number.isInteger(nodes) || nodes < 1 || nodes > 64) throw invalidNodes(nodes);
  const rule = gaussLegendre(nodes);
  const places = reshape(tensor(rule.nodes), [nodes, 1]);
  const axes = Array.from({ length: field.dimension }, (_, axis) => axis);
  return (points) => {
    const path = tensor(points as TensorLike);
    const [count = 0, dimension] = path.shape;
    if (path.shape.length !== 2 || count < 2 || dimension !== field.dimension) {
      throw wrongUnknowns(`points of shape [${path.shape.join(', ')}]`, `polylines of shape [n, ${field.dimension}] with n of at least 2`);
    }
    const starts = slice(path, [0, -1]);
    const steps = sub(slice(path, [1, null]), starts);
    const read = [count - 1, nodes, field.dimension];
    const positions = add(broadcastTo(expandDims(starts, 1), read), mul(places, expandDims(steps, 1)));
    const flat = reshape(positions, [(count - 1) * nodes, field.dimension]);
    const speeds = vmap(field.speed)(...axes.map((axis) => slice(flat, null, axis)));
    const slowness = sum(div(rule.weights, reshape(speeds, [count - 1, nodes])), { axis: 1 });
    return sum(mul(sqrt(sum(square(steps), { axis: 1 })), slowness));
  };
}

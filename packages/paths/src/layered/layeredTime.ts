import { add, concatenate, div, slice, sqrt, square, sub, sum, tensor } from '@fermat/autodiff';
import type { Tensor, TensorLike, Traced } from '@fermat/autodiff';
import { checkMedium, checkedOptions } from '../arguments.js';
import { unknownUnknowns, wrongUnknowns } from '../errors.js';
import type { LayeredMedium } from './layered.js';

export interface LayeredTimeOptions {
  /**
   * What the objective is a function of, for N layers:
   * - `spans` (the default): how far the path comes along the layers in each but the last, which follows from the offset;
   * - `crossings`: how far it has come at each interface. The Hessian is then tridiagonal.
   */
  readonly unknowns?: 'spans' | 'crossings';
}

/** The time of a path across layers, to evaluate or to hand to a transform, which puts Tensors in place of the numbers. */
export type LayeredTime = (unknowns: TensorLike | Traced) => Tensor;

/**
 * The time that Fermat's principle minimises over the crossings of the interfaces: `sum sqrt(x_i^2 + d_i^2) / v_i`.
 *
 * The N - 1 unknowns are an array of numbers or Tensors, a Float64Array, or a Tensor of shape [N - 1]; in 3D they have
 * two coordinates each, shape [N - 1, 2]. Lengths are squared: they must lie between 1e-150 and 1e150.
 *
 * @throws PathsError `WRONG_UNKNOWNS`, when it is called, if their shape fits the layers in no way.
 *
 * @example
 * ```ts
 * import { valueAndGrad } from '@fermat/autodiff';
 * import { layered, layeredTime } from '@fermat/paths';
 *
 * const medium = layered({
 *   layers: [{ thickness: 10, speed: 0.7 }, { thickness: 10, speed: 0.3 }, { thickness: 10, speed: 0.45 }],
 *   offset: 20,
 * });
 * const [time, gradient] = valueAndGrad(layeredTime(medium))([2, 17]);
 * console.log(time); // 102.64529386...
 * console.log(gradient); // d time / d x1, d time / d x2
 * ```
 */
export function layeredTime(medium: LayeredMedium, options: LayeredTimeOptions = {}): LayeredTime {
  checkMedium('layeredTime', medium, 'distance');
  const { unknowns = 'spans' } = checkedOptions('layeredTime', options, ['unknowns']);
  const { dimension, offset, layers, speeds } = medium;
  const shape = dimension === 2 ? [layers.length - 1] : [layers.length - 1, 2];
  const end = tensor([offset]);
  const spansOf = { spans: completedSpans, crossings: differences }[unknowns];
  if (spansOf === undefined) throw unknownUnknowns(unknowns);
  const squares = medium.thicknesses.map((thickness) => thickness ** 2);
  return (values) => {
    // Arrays of Tensors are trees to a transform and stacked to an op; anything else that is no value, `tensor` refuses.
    const given = tensor(values as TensorLike);
    if (given.shape.join() !== shape.join()) throw wrongUnknowns(`of shape [${given.shape.join(', ')}]`, `${unknowns} of shape [${shape.join(', ')}]`);
    const along = square(spansOf(given, end));
    const lengths = sqrt(add(dimension === 2 ? along : sum(along, { axis: 1 }), squares));
    return sum(div(lengths, speeds));
  };
}

function completedSpans(spans: Tensor, end: Tensor): Tensor {
  return concatenate([spans, sub(end, sum(spans, { axis: 0, keepdims: true }))]);
}

function differences(crossings: Tensor, end: Tensor): Tensor {
  const places = concatenate([sub(end, end), crossings, end]);
  return sub(slice(places, [1, null]), slice(places, [0, -1]));
}

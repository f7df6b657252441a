import { abs, add, customRoot, div, greater, jvp, max, mul, select, sign, sqrt, square, stopGradient, sub, sum, tensor, whileLoop } from '@fermat/autodiff';
import type { Tensor, TensorLike, Traced } from '@fermat/autodiff';
import { checkedOptions } from '../arguments.js';
import { invalidOffset, wrongUnknowns } from '../errors.js';
import { numbersOf, onNumbers } from '../sensitivity/differentiablePath.js';
import { checkLayers } from './layers.js';

/** Layers as values that may be traced: N thicknesses and speeds, and how far the end lies along the layers. */
export interface LayeredParameters {
  readonly thicknesses: TensorLike | Traced;
  readonly speeds: TensorLike | Traced;
  readonly offset: TensorLike | Traced;
}

/** The least-time path across layers, as a function of all that it depends on. */
export interface LayeredLeastTime {
  readonly time: Tensor;
  /** How far the path comes along the layers in each, shape [N]. */
  readonly spans: Tensor;
}

/** Far more steps than Newton's method takes. */
const maxIterations = 200;

/**
 * What `solveLayered` finds, as differentiable functions of the thicknesses, the speeds and the offset, to any order and
 * under any transform: a least-time path inside a larger differentiable program.
 *
 * The ray is found by Newton's method; its derivatives are those of the equation that it solves, not of the method.
 * The speeds must be positive, and the thicknesses too but for some that may be 0; squares of the ratio of two lengths must be representable.
 *
 * @throws PathsError `WRONG_UNKNOWNS` unless there are as many thicknesses as speeds, and one offset; `INVALID_SPEED`,
 * `INVALID_THICKNESS` or `INVALID_OFFSET` when one makes no sense and is known, as it is but under `jit` and `vmap`.
 *
 * @example
 * ```ts
 * import { jacobian, valueAndGrad, type Tensor } from '@fermat/autodiff';
 * import { layeredLeastTime } from '@fermat/paths';
 *
 * const path = (speeds: Tensor) => layeredLeastTime({ thicknesses: [10, 10, 10], speeds, offset: 20 });
 * const speeds = Float64Array.of(0.7, 0.3, 0.45);
 * const [time, slopes] = valueAndGrad((v: Tensor) => path(v).time)(speeds);
 * console.log(time, slopes); // 81.911687844967... Float64Array [-30.6012, -117.2506, -56.2571]
 * const bends = jacobian((v: Tensor) => path(v).spans)(speeds); // how far the path bends as each speed grows
 * ```
 *
 * Source of the equation: X. Fang and X. Chen, Geophysical Prospecting 67 (2019), 1811-1824, as in `solveLayered`; of the
 * derivative: A. Griewank and A. Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, section 15.
 */
export function layeredLeastTime(options: LayeredParameters): LayeredLeastTime {
  const { thicknesses, speeds, offset } = checkedOptions('layeredLeastTime', options);
  const [d, v, h] = [thicknesses, speeds, offset].map((given) => tensor(given as TensorLike)) as [Tensor, Tensor, Tensor];
  if (d.shape.length !== 1 || d.shape.join() !== v.shape.join() || h.shape.length !== 0) {
    const given = `of shapes [${d.shape.join(', ')}], [${v.shape.join(', ')}] and [${h.shape.join(', ')}]`;
    throw wrongUnknowns(given, 'N thicknesses, N speeds and one offset: shapes [N], [N] and []');
  }
  checkNumbers(d, v, h);
  const distance = abs(h);
  // The speed in which the ray's tangent is measured is any that no layer exceeds: nothing depends on it.
  const fastest = stopGradient(max(select(greater(d, 0), v, 0)));
  // A layer of no thickness is passed at any speed.
  const s = div(select(greater(v, fastest), fastest, v), fastest);
  const deficits = mul(sub(1, s), add(1, s));
  const slopes = (q: Tensor): Tensor => div(mul(s, q), sqrt(add(1, mul(deficits, square(q)))));
  const missing = (q: Tensor): Tensor => sub(sum(mul(d, slopes(q))), distance);
  const steepest = stopGradient(div(distance, sum(mul(d, s))));
  const q = customRoot(missing, steepest, newtonUpwards);
  const length = sqrt(add(1, square(q)));
  const cosines = div(sqrt(add(1, mul(deficits, square(q)))), length);
  const time = add(mul(div(div(q, length), fastest), distance), sum(div(mul(d, cosines), v)));
  return { time, spans: mul(sign(h), mul(d, slopes(q))) };
}

/** Throws where layers make no sense, if their numbers are known: within jit they are not. */
function checkNumbers(thicknesses: Tensor, speeds: Tensor, offset: Tensor): void {
  const known = onNumbers(() => numbersOf([thicknesses, speeds, offset]), () => null) as [number[], number[], number] | null;
  if (known === null) return;
  checkLayers(known[0].map((thickness, i) => ({ thickness, speed: known[1][i]! })));
  if (!Number.isFinite(known[2])) throw invalidOffset(known[2]);
}

/** The zero of an increasing, concave function, from a place before it: the steps never pass it, and end when they stop growing. */
function newtonUpwards(f: (x: Tensor) => Tensor, start: Tensor): Tensor {
  const next = (x: Tensor): Tensor => {
    const [value, slope] = jvp(f, [x], [1]);
    return sub(x, div(value, slope));
  };
  const steps = { x: start, to: next(start) };
  return whileLoop(({ x, to }: typeof steps) => greater(to, x), ({ to }) => ({ x: to, to: next(to) }), steps, { maxIterations }).x;
}

import { definePrimitive, jvp, reshape, sum, Tensor, tensor, vjp, type Primitive, type TensorLike } from '@fermat/autodiff';
import { checkBackends, checkSameBits } from './checkBackends.js';
import { checkGradients, type CheckGradientsOptions } from './checkGradients.js';
import { checkVmap } from './checkVmap.js';
import { drawing } from './draw.js';
import { noOperands } from './errors.js';
import { numbersOf } from './leaves.js';

export interface CheckPrimitiveOptions<Params> extends CheckGradientsOptions {
  readonly params: Params;
  /** Lists of operands of equal shapes; by default three, drawn from the primitive's `domain`, of vectors of five. */
  readonly samples?: readonly (readonly TensorLike[])[];
  /** The relative difference allowed between a batch and its members; 0 by default. */
  readonly vmapTolerance?: number;
}

const SAMPLES = 3;
const LENGTH = 5;

/**
 * Checks all rules of a primitive, as an author of one wants to: its meaning gives the same bits on every backend, as do its
 * tangent and cotangent; an elementwise one gives the same for an element alone; its derivatives agree with differences
 * and with each other, to the second order; `vmap` is a loop. Operands that are not floating are held fixed. A primitive without
 * derivative rules, or with a result that is not floating, has no derivatives to check.
 *
 * @throws AutodiffError 'check-failed', saying what disagrees, or 'no-operands' where there is no domain to draw from
 *
 * @example
 * ```ts
 * import { mul, type Primitive } from '@fermat/autodiff';
 * import { checkPrimitive } from '@fermat/autodiff/testing';
 *
 * const cube: Primitive<null> = {
 *   name: 'cube',
 *   infer: ([x]) => x!,
 *   lower: (target, inputs, _params, type) =>
 *     target.map(type, (k, [x]) => k.mul(k.mul(x as never, x as never), x as never), inputs),
 *   jvp: ([dx], { inputs: [x] }) => mul(dx!, mul(3, mul(x!, x!))),
 *   domain: [[-2, 2]],
 * };
 * checkPrimitive(cube, { params: null });
 * checkPrimitive({ ...cube, jvp: ([dx]) => dx! }, { params: null }); // throws: the derivative of order 1
 * ```
 */
export function checkPrimitive<Params>(primitive: Primitive<Params>, { params, samples = drawn(primitive), vmapTolerance = 0, ...options }: CheckPrimitiveOptions<Params>): void {
  const op = definePrimitive(primitive);
  const f = (...operands: Tensor[]): Tensor => op(operands, params);
  const [first] = samples.map(sample => sample.map(x => (x instanceof Tensor ? x : tensor(x)))) as [Tensor[], ...Tensor[][]];
  const result = f(...first);
  checkBackends(f, first);
  if (primitive.batch === undefined) checkElements(f, first, result);
  checkVmap(f, samples, { tolerance: vmapTolerance });

  const isDifferentiable = primitive.jvp !== undefined || primitive.linear === true || primitive.structured !== undefined;
  const floating = first.filter(isFloating);
  if (!isDifferentiable || !isFloating(result) || floating.length === 0) return;
  const g = (...xs: Tensor[]): Tensor => {
    const next = xs.values();
    return f(...first.map(x => (isFloating(x) ? next.next().value! : x)));
  };
  checkGradients(g, floating, options);
  const directions = floating.map(x => reshape(tensor(x.data().map((_, i) => Math.cos(1 + i)), x.dtype), x.shape));
  checkBackends((...xs: Tensor[]) => jvp(g, xs as never, directions as never)[1], floating);
  checkBackends((...xs: Tensor[]) => vjp((...ys: Tensor[]) => sum(g(...ys)), ...(xs as never[]))[1](1), floating);
}

const isFloating = (x: Tensor): boolean => x.dtype === 'float64' || x.dtype === 'float32';

/** In an elementwise op, an element does not know of the others. */
function checkElements(f: (...operands: Tensor[]) => Tensor, operands: readonly Tensor[], result: Tensor): void {
  const isElementwise = operands.every(x => String(x.shape) === String(result.shape));
  if (!isElementwise) return;
  const numbers = operands.map(x => x.data());
  const alone = Float64Array.from({ length: result.size }, (_, i) => f(...operands.map((x, j) => tensor(numbers[j]![i]!, x.dtype))).item());
  checkSameBits('the value', ['in an array it', numbersOf(result)], ['alone', alone]);
}

function drawn({ name, domain }: Pick<Primitive, 'name' | 'domain'>): Float64Array[][] {
  if (domain === undefined) throw noOperands(name);
  const draw = drawing(name.length * 7919 + name.charCodeAt(0));
  // A little within the ends, so that differences stay inside.
  const within = (low: number, high: number): number => low + (high - low) * (0.05 + 0.9 * draw());
  return Array.from({ length: SAMPLES }, () => domain.map(([low, high]) => Float64Array.from({ length: LENGTH }, () => within(low, high))));
}

import { slice, stack, tensor } from '@fermat/autodiff';
import type { Tensor, TensorLike } from '@fermat/autodiff';
import { checkedOptions } from '../arguments.js';
import type { Bounds } from '../geometry/bounds.js';
import type { Point } from '../geometry/vector.js';
import { noPath, numbersOf, onNumbers } from '../sensitivity/differentiablePath.js';
import type { DifferentiablePath, Values } from '../sensitivity/differentiablePath.js';
import { findKink } from '../sensitivity/findKink.js';
import { routeOf } from './curvedDerivatives.js';
import type { CurvedRoute } from './curvedRoute.js';
import { curvedTrace } from './curvedTrace.js';
import { interfacesMedium, readInterfaces } from './interfaces.js';
import type { InterfacesOptions } from './interfaces.js';
import { leastCurvedRoute } from './leastCurvedRoute.js';
import type { Ends } from './phasePaths.js';
import { depthOf } from './surface.js';
import type { SurfaceFunction } from './surface.js';

/** Curved layers and the ends of a path through them, as values that may be traced. */
export interface InterfacesParameters {
  readonly layers: readonly { readonly speed: Values; readonly name?: string }[];
  /** As in `interfaces`; they may use traced values. */
  readonly surfaces: readonly SurfaceFunction[];
  readonly bounds: Bounds;
  /** Shape [2] or [3]. */
  readonly from: Values;
  readonly to: Values;
}

/**
 * What `leastTimePath` finds in `interfaces`, as differentiable functions of the speeds, the ends, and whatever values the functions
 * of the surfaces use, to any order: the shape of a lens or of the ground inside a larger differentiable program.
 *
 * The path is searched for on numbers; its derivatives are those of Snell's law at each crossing, while it passes the same
 * surfaces. Where another path takes over, `differentiable` is false, and the derivatives hold to one side only.
 *
 * @throws PathsError `UNKNOWN_NUMBERS` under `jit`, `vmap` and in loops; and what `interfaces` and `leastTimePath` throw.
 *
 * @example
 * ```ts
 * import { cos, grad, mul, type Tensor } from '@fermat/autodiff';
 * import { interfacesLeastTime } from '@fermat/paths';
 *
 * // How much later does a wave arrive where the rock lies lower, when it undulates more?
 * const time = (height: Tensor) =>
 *   interfacesLeastTime({
 *     layers: [{ name: 'sediment', speed: 2 }, { name: 'rock', speed: 5 }],
 *     surfaces: [(x) => mul(height, cos(x)).add(3)],
 *     bounds: [0, 0, 20, 10],
 *     from: [6, 0],
 *     to: [7, 9],
 *   }).time;
 * console.log(grad(time)(0.3)); // 0.2969...
 * ```
 *
 * Source: A. Griewank and A. Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, section 15.
 */
export function interfacesLeastTime(parameters: InterfacesParameters): DifferentiablePath {
  const found = onNumbers(() => search(parameters));
  if (found === null) return noPath(parameters.bounds.length / 2);
  const values = {
    from: coordinatesOf(parameters.from),
    to: coordinatesOf(parameters.to),
    speeds: parameters.layers.map(({ speed }) => speed as TensorLike),
    shifts: parameters.surfaces.map(() => 0),
  };
  const { time, points } = leastCurvedRoute({ depths: parameters.surfaces.map(depthOf), route: found.route, values }, found.met);
  return { time, path: stack(points), differentiable: found.reason === null, reason: found.reason };
}

function search(parameters: InterfacesParameters): { route: CurvedRoute; met: readonly Point[]; reason: string | null } | null {
  const { from, to, ...options } = numbersOf(checkedOptions('interfacesLeastTime', parameters)) as InterfacesOptions & Ends;
  const curved = readInterfaces(options);
  const medium = interfacesMedium(curved);
  const [best, ...others] = medium.candidates(from, to);
  return best === undefined ? null : { ...routeOf(curvedTrace(curved, best.path)), reason: findKink(medium, best.path, others) };
}

function coordinatesOf(given: Values): Tensor[] {
  const point = tensor(given as TensorLike);
  return Array.from({ length: point.size }, (_, axis) => slice(point, axis));
}

import { Tensor, slice, tensor } from '@fermat/autodiff';
import type { TensorLike } from '@fermat/autodiff';
import { checkedOptions } from '../../arguments.js';
import type { Bounds } from '../../geometry/bounds.js';
import type { Vector } from '../../geometry/vector.js';
import { noPath, numbersOf, onNumbers } from '../../sensitivity/differentiablePath.js';
import type { DifferentiablePath, Values } from '../../sensitivity/differentiablePath.js';
import { findKink } from '../../sensitivity/findKink.js';
import type { RegionsOptions } from '../readRegions.js';
import { regionMap, regionsMedium } from '../regions.js';
import { differentCorners, readRings } from '../sides.js';
import type { Ring } from '../sides.js';
import { fixedRoute } from './fixedRoute.js';
import type { FixedRoute, Rings } from './fixedRoute.js';
import { RouteInputs } from './routeNumbers.js';
import type { RouteNumbers } from './routeNumbers.js';
import { leastRoute } from './routeProgram.js';

/** A map of polygons and the ends of a path through it, as values that may be traced. */
export interface RegionParameters {
  /** Rings are of shape [N, 2], or lists of corners. */
  readonly regions: readonly { readonly polygon: Values; readonly speed: Values; readonly name?: string }[];
  readonly background: Values;
  readonly bounds: Bounds;
  /** Shape [2]. */
  readonly from: Values;
  readonly to: Values;
}

/**
 * What `leastTimePath` finds in `regions`, as differentiable functions of the speeds, the corners and the ends, to any order: a
 * least-time path inside a larger differentiable program.
 *
 * The path is searched for on numbers; its derivatives are those of the equations that it solves, Snell's law at each crossing,
 * while the sequence of sides and corners that it passes stays the same. Where another sequence takes over, as at ties and where
 * a contact begins or ends, the derivatives hold to one side only, and `differentiable` is false. Of sides that lie on one another
 * the one painted last is taken to move all of them.
 *
 * @throws PathsError `UNKNOWN_NUMBERS` under `jit`, `vmap` and in loops; and what `regions` and `leastTimePath` throw.
 *
 * @example
 * ```ts
 * import { grad, hessian, type Tensor } from '@fermat/autodiff';
 * import { regionsLeastTime } from '@fermat/paths';
 *
 * const mud = [[2, 0], [5, 0], [5, 10], [2, 10]];
 * const time = (speed: Tensor) =>
 *   regionsLeastTime({ regions: [{ polygon: mud, speed }], background: 2, bounds: [0, 0, 10, 10], from: [0, 2], to: [9, 8] }).time;
 * console.log(grad(time)(1)); // -3.166...: faster mud saves time
 * console.log(hessian(time)(1)); // 6.014...: the less, the faster it is
 * ```
 */
export function regionsLeastTime(parameters: RegionParameters): DifferentiablePath {
  const found = onNumbers(() => search(parameters));
  if (found === null) return noPath(2);
  const { route, rings, reason } = found;
  const inputs = new RouteInputs(route, rings);
  const { time, points } = leastRoute(route, rings, inputs.valuesOf(valuesOf(parameters, inputs)));
  return { time, path: points, differentiable: reason === null, reason };
}

/** The fastest path, as the sequence of what it passes, and why it may have no derivatives. */
function search(parameters: RegionParameters): { route: FixedRoute; rings: Rings; reason: string | null } | null {
  const { from, to, ...options } = numbersOf(checkedOptions('regionsLeastTime', parameters)) as RegionsOptions & { readonly from: Vector; readonly to: Vector };
  const map = regionMap(options);
  const medium = regionsMedium(map, options);
  const [best, ...others] = medium.candidates(from, to);
  if (best === undefined) return null;
  const rings = options.regions.map(({ polygon }) => readRings('polygon', polygon));
  return { route: fixedRoute(map, rings, best.path), rings, reason: findKink(medium, best.path, others) };
}

/** The values of all that a route depends on. */
function valuesOf({ regions, background, from, to }: RegionParameters, inputs: RouteInputs): RouteNumbers<Tensor> {
  const rings = new Map<string, { readonly values: Tensor; readonly kept: readonly number[] }>();
  const corners = inputs.corners.map(({ region, part, ring, index }) => {
    const key = `${region},${part},${ring}`;
    if (!rings.has(key)) {
      const values = tensor(ringAt(regions[region]!.polygon, part, ring) as TensorLike);
      rings.set(key, { values, kept: differentCorners(values.toArray() as unknown as Ring) });
    }
    const { values, kept } = rings.get(key)!;
    return slice(values, kept[index]!);
  });
  const speeds = inputs.regions.map((region) => (region < 0 ? background : regions[region]!.speed) as TensorLike);
  return { from: tensor(from as TensorLike), to: tensor(to as TensorLike), speeds: tensor(speeds), corners };
}

/** A ring of a polygon, which is one ring, a list of rings or a list of such lists. */
function ringAt(polygon: Values, part: number, ring: number): Values {
  const depth = depthOf(polygon);
  if (depth === 2) return polygon;
  return depth === 3 ? partOf(polygon, ring) : partOf(partOf(polygon, part), ring);
}

function depthOf(values: Values): number {
  if (values instanceof Tensor) return values.shape.length;
  if (Array.isArray(values)) return 1 + depthOf((values as readonly Values[])[0]!);
  return ArrayBuffer.isView(values) ? 1 : 0;
}

function partOf(values: Values, index: number): Values {
  return values instanceof Tensor ? slice(values, index) : (values as readonly Values[])[index]!;
}

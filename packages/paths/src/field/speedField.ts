import { add, div, flatObjective, tensor, vmap } from '@fermat/autodiff';
import type { Tensor, TensorLike } from '@fermat/autodiff';
import { checkFunction, checkedOptions } from '../arguments.js';
import type { BoundedSpeed } from '../bound/boundedSpeed.js';
import { fieldBound } from '../bound/fieldBound.js';
import { invalidSpeed } from '../errors.js';
import { cornersOf, isInside } from '../geometry/bounds.js';
import type { Bounds } from '../geometry/bounds.js';
import { norm } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { isSpeed } from '../medium/localCost.js';
import { functionRange } from '../numeric/functionRange.js';
import { boundFromPath } from '../search/boundFromPath.js';
import { finished } from '../search/steps.js';
import { fieldCandidates } from './fieldCandidates.js';
import { fieldRay } from './fieldRay.js';
import type { SpeedField } from './field.js';
import { segmentTimer, snellResidual } from './legTime.js';
import { seenFromSide } from './seenFromSide.js';

/** The speed at a place, written with the ops of `@fermat/autodiff`; z in 3D only. */
export type SpeedFunction = (x: Tensor, y: Tensor, z: Tensor) => TensorLike;

export interface SpeedFieldOptions {
  /** `[xmin, ymin, xmax, ymax]`, or `[xmin, ymin, zmin, xmax, ymax, zmax]` in 3D; outside nothing passes. */
  readonly bounds: Bounds;
}

/**
 * Makes a medium of any differentiable speed, in 2D or 3D.
 *
 * The function is traced once and compiled: it must not branch on the values of its coordinates (`select` does that).
 * It is sampled inside the bounds; on their edge the speed may vanish, as that of a fall from rest does. The certificate of a path
 * has a lower bound, from ranges of the speed by interval arithmetic (`enclose` of `@fermat/autodiff/interval`).
 *
 * @throws PathsError `INVALID_BOUNDS`, or `INVALID_SPEED` where a sample is not positive and finite.
 *
 * @example
 * ```ts
 * import { add, mul } from '@fermat/autodiff';
 * import { speedField } from '@fermat/paths';
 *
 * // Sound in the ground: the deeper, the faster.
 * const ground = speedField((x, depth) => add(2, mul(0.5, depth)), { bounds: [0, 0, 20, 10] });
 * console.log(ground.speedAt([3, 4])); // 4
 * console.log(ground.cost([3, 4], [0, 2])); // 0.5
 * ```
 */
export function speedField(speed: SpeedFunction, options: SpeedFieldOptions): SpeedField {
  const { bounds } = checkedOptions('speedField', options);
  checkFunction('speed', speed, 'the speed at a place');
  const corners = cornersOf(bounds);
  const dimension = corners.low.length === 2 ? 2 : 3;
  // A function that does not depend on the place may return a number.
  const speedOf = (...coordinates: Tensor[]): Tensor => add(speed(...(coordinates as [Tensor, Tensor, Tensor])), 0);
  checkSamples(speedOf, corners);
  const compiled = flatObjective((coordinates: Tensor[]) => speedOf(...coordinates), new Array<number>(dimension).fill(0));
  const rangeOver = functionRange(speedOf, dimension);
  const slownessOver = functionRange((...coordinates) => div(1, speedOf(...coordinates)), dimension);
  const speeds = {
    bounds,
    speed: speedOf,
    speedAt: (position: Vector) => compiled.value(vectorOf(position)),
    speedAndGradient: (position: Vector, gradient: Float64Array) => compiled.valueAndGrad(vectorOf(position), gradient),
    maxSpeedIn: (box: Bounds) => Math.min(rangeOver(Float64Array.from(box)).most, boundless),
  };
  return fieldOf(speeds, (box) => {
    const { tangent } = slownessOver(Float64Array.from(box));
    if (tangent === null || !(tangent.error < Infinity)) return null;
    const [xmin, ymin, xmax, ymax] = box as readonly [number, number, number, number];
    return { x: (xmin + xmax) / 2, y: (ymin + ymax) / 2, value: tangent.middle - tangent.error, slope: tangent.slopes };
  });
}

/** What a speed without bounds is taken to be bounded by: its slowness has a square. */
const boundless = 1e150;

/** What is asked again and again is asked with typed arrays. */
const vectorOf = (position: Vector): Float64Array => (position instanceof Float64Array ? position : Float64Array.from(position));

/** A medium of speeds that are known everywhere, with their derivatives. */
export function fieldOf({ bounds, ...speeds }: Pick<SpeedField, 'bounds' | 'speed' | 'speedAt' | 'speedAndGradient' | 'guides' | 'maxSpeedIn'>, tangentIn?: BoundedSpeed['tangentIn']): SpeedField {
  const field: SpeedField = {
    ...speeds,
    dimension: bounds.length === 4 ? 2 : 3,
    symmetric: true,
    bounds: [...bounds],
    cost(position, displacement) {
      const value = isInside(bounds, position) ? field.speedAt(position) : 0;
      return value > 0 ? norm(displacement) / value : Infinity;
    },
    candidates: (from, to) => finished(fieldCandidates(field, from, to)),
    candidateSteps: (from, to) => fieldCandidates(field, from, to),
    segmentTime: segmentTimer({ bounds, speedAt: speeds.speedAt }),
    snellResidual: (path) => snellResidual(field, path),
    ray: (launch) => fieldRay(field, launch),
    lowerBound: (from, to, given) => finished(field.lowerBoundSteps(from, to, given)),
    lowerBoundSteps(from, to, { path, budgetMs } = {}) {
      return boundFromPath(field, from, to, path, (known) => {
        if (field.dimension === 2) return fieldBound({ bounds, maxSpeedIn: speeds.maxSpeedIn, ...(tangentIn === undefined ? {} : { tangentIn }) }, from, to, known, budgetMs);
        const ends = { from: Array.from(from), to: Array.from(to) };
        const { speed, placeOf } = seenFromSide(bounds, speeds.maxSpeedIn, ends, known.time);
        return fieldBound(speed, placeOf(ends.from), placeOf(ends.to), { path: known.path.map(placeOf), time: known.time }, budgetMs);
      });
    },
  };
  return field;
}

/** How many places are looked at along each axis. */
const samplesAlong = { 2: 24, 3: 8 };

function checkSamples(speed: SpeedField['speed'], { low, high }: { readonly low: Point; readonly high: Point }): void {
  const count = samplesAlong[low.length as 2 | 3];
  const places = Array.from({ length: count ** low.length }, (_, index) =>
    low.map((start, axis) => start + ((Math.floor(index / count ** axis) % count) + 0.5) * ((high[axis]! - start) / count)),
  );
  const speeds = vmap(speed)(...low.map((_, axis) => tensor(places.map((place) => place[axis]!)))).data();
  const wrong = places.findIndex((_, index) => !isSpeed(speeds[index]!));
  if (wrong >= 0) throw invalidSpeed(`the speed at (${places[wrong]!.join(', ')})`, speeds[wrong]);
}

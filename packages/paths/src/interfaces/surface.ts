import { add, flatObjective, grad } from '@fermat/autodiff';
import type { Tensor, TensorLike } from '@fermat/autodiff';
import { enclose } from '@fermat/autodiff/interval';
import { normalized } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { functionRange, isMadeOfSmoothOps } from '../numeric/functionRange.js';
import type { Range } from '../numeric/functionRange.js';

/** The depth of a surface at a place, written with the ops of `@fermat/autodiff`: of x in 2D, of x and y in 3D. */
export type SurfaceFunction = (x: Tensor, y: Tensor) => TensorLike;

/** The same, for a list of coordinates and with a Tensor for its value. */
export type DepthFunction = (...place: Tensor[]) => Tensor;

/** A curved border between two layers, which every line along the last axis meets once. */
export interface Surface {
  readonly depth: DepthFunction;
  /** How far a point lies beyond the surface along the last axis; negative before it. */
  beyond(point: Vector): number;
  /** The unit normal at a place of the surface, on the far side. */
  normalAt(point: Vector): Point;
  /** Bounds on its depths over an interval of each coordinate of the place. */
  depthsOver(box: readonly Range[]): Range;
  /** In the plane, bounds on the second derivative of the depth; infinite where it may have none. */
  bendOver(interval: Range): Range;
}

export function depthOf(given: SurfaceFunction): DepthFunction {
  return (...place) => add(given(...(place as [Tensor, Tensor])), 0);
}

/** The point of a surface over a place, which is all coordinates but the depth. */
export function pointAt(surface: Surface, place: Vector): Point {
  return [...Array.from(place), -surface.beyond([...Array.from(place), 0])];
}

export function surfaceOf(given: SurfaceFunction, dimension: 2 | 3): Surface {
  const axis = dimension - 1;
  const depth = depthOf(given);
  const compiled = flatObjective((place: Tensor[]) => depth(...place), new Array<number>(axis).fill(0));
  const slope = new Float64Array(axis);
  // Made when they are first asked for, which is seldom.
  let ranges: Pick<Surface, 'depthsOver' | 'bendOver'> | undefined;
  const placeOf = (point: Vector): Float64Array => Float64Array.from({ length: axis }, (_, i) => point[i]!);
  return {
    depth,
    beyond: (point) => point[axis]! - compiled.value(placeOf(point)),
    normalAt(point) {
      compiled.valueAndGrad(placeOf(point), slope);
      return normalized([...Array.from(slope, (value) => -value), 1]);
    },
    depthsOver: (box) => (ranges ??= rangesOf(depth, axis)).depthsOver(box),
    bendOver: (interval) => (ranges ??= rangesOf(depth, axis)).bendOver(interval),
  };
}

function rangesOf(depth: DepthFunction, coordinates: number): Pick<Surface, 'depthsOver' | 'bendOver'> {
  const rangeOver = functionRange(depth, coordinates);
  const depthsOver: Surface['depthsOver'] = (box) => {
    const { least, most } = rangeOver(Float64Array.from([...box.map(([low]) => low), ...box.map(([, high]) => high)]));
    return [least, most];
  };
  if (coordinates > 1 || !isMadeOfSmoothOps(depth, coordinates)) return { depthsOver, bendOver: () => [-Infinity, Infinity] };
  const bend = enclose(grad(grad((x: Tensor) => depth(x))));
  return { depthsOver, bendOver: (interval) => bend(interval).map((end) => end.item()) as unknown as Range };
}

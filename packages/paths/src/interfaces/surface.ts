import { add, flatObjective, grad, sub } from '@fermat/autodiff';
import type { Tensor, TensorLike } from '@fermat/autodiff';
import { enclose } from '@fermat/autodiff/interval';
import { normalized, scale } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import type { Arc } from '../medium/medium.js';
import { functionRange, isMadeOfSmoothOps } from '../numeric/functionRange.js';
import type { Range } from '../numeric/functionRange.js';
import { arcLength, arcRule } from './arcLength.js';

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
  /** The arc over the straight line between two places: its length, and the unit vectors of the shortest way between its ends. */
  arcBetween(from: Vector, to: Vector): Arc;
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
  let arcs: Surface['arcBetween'] | undefined;
  // Made when they are first asked for, which is seldom.
  let ranges: Pick<Surface, 'depthsOver' | 'bendOver'> | undefined;
  const placeOf = (point: Vector): Float64Array => Float64Array.from({ length: axis }, (_, i) => point[i]!);
  const surface: Surface = {
    depth,
    beyond: (point) => point[axis]! - compiled.value(placeOf(point)),
    normalAt(point) {
      compiled.valueAndGrad(placeOf(point), slope);
      return normalized([...Array.from(slope, (value) => -value), 1]);
    },
    arcBetween: (from, to) => (arcs ??= axis === 1 ? planeArcs(surface) : spaceArcs(surface))(from, to),
    depthsOver: (box) => (ranges ??= rangesOf(depth, axis)).depthsOver(box),
    bendOver: (interval) => (ranges ??= rangesOf(depth, axis)).bendOver(interval),
  };
  return surface;
}

function planeArcs(surface: Surface): Surface['arcBetween'] {
  return (from, to) => {
    const width = to[0]! - from[0]!;
    let length = 0;
    arcRule.nodes.forEach((node, i) => (length += (arcRule.weights[i]! * Math.abs(width)) / surface.normalAt([from[0]! + node * width, 0])[1]!));
    const tangentAt = (place: Vector): Point => {
      const [x, z] = surface.normalAt([place[0]!, 0]) as [number, number];
      return scale([z, -x], Math.sign(width));
    };
    return { length, departure: tangentAt(from), arrival: tangentAt(to) };
  };
}

/** What the length of an arc changes by with its ends is, but for higher orders, the direction of the shortest way between them. */
function spaceArcs(surface: Surface): Surface['arcBetween'] {
  const { depth } = surface;
  const compiled = flatObjective(([x0, y0, x1, y1]: Tensor[]) => arcLength(depth, [x0!, y0!], [sub(x1!, x0!), sub(y1!, y0!)], [0, 1]), [0, 0, 1, 1]);
  const pull = new Float64Array(4);
  const directionAt = (place: Vector, x: number, y: number): Point => {
    const normal = surface.normalAt([place[0]!, place[1]!, 0]);
    const [a, b] = [-normal[0]! / normal[2]!, -normal[1]! / normal[2]!];
    const inner = (a * x + b * y) / (1 + a * a + b * b);
    return normalized([x - a * inner, y - b * inner, inner]);
  };
  return (from, to) => {
    const length = compiled.valueAndGrad(Float64Array.of(from[0]!, from[1]!, to[0]!, to[1]!), pull);
    return { length, departure: directionAt(from, -pull[0]!, -pull[1]!), arrival: directionAt(to, pull[2]!, pull[3]!) };
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

import { checkMedium } from '../arguments.js';
import { dualTime } from './dual.js';
import type { LayeredMedium } from './layered.js';
import { placesAlong } from './placesAlong.js';
import { rayAngles, rayParameter, raySpans } from './ray.js';
import { rayTangent } from './rayTangent.js';

/** The least-time path across parallel layers. In 3D, lengths and angles are measured along the offset. */
export interface LayeredSolution {
  /** The least time, exact to rounding. */
  readonly time: number;
  /** How far along the layers the path has come at each interface; one fewer than the layers. */
  readonly crossings: Float64Array;
  /** How far it comes in each layer. */
  readonly spans: Float64Array;
  /** sin(angle) / speed, which Snell's law keeps the same in every layer. */
  readonly rayParameter: number;
  /** The tangent of the angle in the fastest layer. Near the critical angle it alone still tells rays apart. */
  readonly tanFastest: number;
  /** The angle from the layers' normal in each layer, in radians, with the sign of the offset. */
  readonly angles: Float64Array;
  readonly iterations: number;
}

/**
 * Solves the crossing of parallel layers to rounding, at any angle and scale, in time proportional to their number.
 *
 * @example
 * ```ts
 * import { layered, solveLayered } from '@fermat/paths';
 *
 * const medium = layered({
 *   layers: [{ thickness: 10, speed: 0.7 }, { thickness: 10, speed: 0.3 }, { thickness: 10, speed: 0.45 }],
 *   offset: 20,
 * });
 * const { time, spans, rayParameter } = solveLayered(medium);
 * console.log(time); // 81.911687844967...
 * console.log([...spans]); // [11.173074074867..., 3.369914480107..., 5.457011445024...]
 * console.log(rayParameter); // 1.064486560755...
 * ```
 */
export function solveLayered(medium: LayeredMedium): LayeredSolution {
  checkMedium('solveLayered', medium, 'distance');
  const distance = Math.abs(medium.distance);
  const { tangent, iterations } = rayTangent(medium, distance);
  const mirrored = medium.distance < 0;
  const sign = mirrored ? -1 : 1;
  const spans = mirror(raySpans(medium, tangent, distance), mirrored);
  return {
    time: dualTime(medium, distance, tangent),
    crossings: placesAlong(spans, medium.distance).slice(0, -1),
    spans,
    rayParameter: sign * rayParameter(medium, tangent),
    tanFastest: sign * tangent,
    angles: mirror(rayAngles(medium, tangent), mirrored),
    iterations,
  };
}

function mirror(values: Float64Array, mirrored: boolean): Float64Array {
  return mirrored ? values.map((value) => -value) : values;
}

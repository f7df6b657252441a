import { checkMedium } from '../arguments.js';
import { invalidPath } from '../errors.js';
import type { Path } from '../geometry/path.js';
import type { Point } from '../geometry/vector.js';
import type { PiecewiseMedium } from '../medium/medium.js';
import type { SolvableMedium, TimedPath } from '../search/candidate.js';
import { findKink } from './findKink.js';

/** The derivatives of a path's time, its ends and the medium being moved and the path following as the fastest does. */
export interface TimeDerivatives {
  readonly time: number;
  /** By each coordinate of the start. */
  readonly from: Point;
  /** By each coordinate of the end. */
  readonly to: Point;
  /** By the speed of each piece of the medium, in its own order. */
  readonly speeds: Float64Array;
}

/** A medium that differentiates the time of a path through it. */
export interface SensitiveMedium<Derivatives extends TimeDerivatives = TimeDerivatives> extends PiecewiseMedium, SolvableMedium {
  derivatives(path: Path): Derivatives;
}

/** What the least time answers to, and how much. */
export type Sensitivity<Derivatives extends TimeDerivatives = TimeDerivatives> = Derivatives & {
  /** Whether the least time has these derivatives from all sides. */
  readonly differentiable: boolean;
  /** Why it has not. */
  readonly reason: string | null;
};

/**
 * The exact derivatives of the least time between two points with respect to everything that it depends on: the speeds,
 * the shape of the medium, and the two points.
 *
 * At a least-time path no move of its crossings changes the time to first order, so that the derivatives are those of the
 * time along the path as it stands (the envelope theorem). Where a second path takes as long, at the end of a contact, or
 * where an end lies on an interface, the least time has a kink: the derivatives then hold to one side only, and
 * `differentiable` is false.
 *
 * @param way a path of least time, or what `leastTimePath` returned, whose alternatives then need not be searched again
 * @throws PathsError `INVALID_MEDIUM`, `PATH_TOO_SHORT`, `INVALID_POINT` or `OUTSIDE_MEDIUM` when the path is none of this medium.
 *
 * @example
 * ```ts
 * import { layered, leastTimePath, sensitivity } from '@fermat/paths';
 *
 * const terrains = layered({
 *   layers: [{ thickness: 10, speed: 0.7 }, { thickness: 10, speed: 0.3 }, { thickness: 10, speed: 0.45 }],
 *   offset: 20,
 * });
 * const { speeds, thicknesses, to } = sensitivity(leastTimePath(terrains), terrains);
 * console.log(speeds); // Float64Array [-30.6012, -117.2506, -56.2571], in seconds for each m/s
 * console.log(thicknesses); // Float64Array [0.952725, 3.158794, 1.950677], in seconds for each metre
 * console.log(to); // [1.06448656, 1.95067680]: the slowness with which the path arrives
 * ```
 *
 * Source: P. Milgrom and I. Segal, "Envelope theorems for arbitrary choice sets", Econometrica 70 (2002), 583-601.
 */
export function sensitivity<Derivatives extends TimeDerivatives>(
  way: Path | (TimedPath & { readonly alternatives?: readonly TimedPath[] }),
  medium: SensitiveMedium<Derivatives>,
): Sensitivity<Derivatives> {
  checkMedium('sensitivity', medium, 'derivatives');
  if (typeof way !== 'object' || way === null) throw invalidPath(way);
  const path = 'path' in way ? way.path : way;
  const derivatives = medium.derivatives(path);
  const others = ('path' in way ? way.alternatives : undefined) ?? medium.candidates(path[0]!, path[path.length - 1]!);
  const reason = findKink(medium, path, others);
  return { ...derivatives, differentiable: reason === null, reason };
}

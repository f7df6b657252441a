import { checkedOptions } from '../arguments.js';
import { invalidOffset, unrepresentableTime } from '../errors.js';
import { normalized } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import type { BoundedMedium } from '../medium/medium.js';
import type { RefractiveMedium } from '../ray/traceRay.js';
import { piecewiseCandidate } from '../search/piecewiseCandidate.js';
import type { SensitiveMedium } from '../sensitivity/sensitivity.js';
import { checkLayers } from './layers.js';
import type { Layer } from './layers.js';
import { layeredBound } from './layeredBound.js';
import { layeredCandidates } from './layeredCandidates.js';
import { layeredDerivatives } from './layeredDerivatives.js';
import type { LayeredDerivatives } from './layeredDerivatives.js';
import { layeredCost, layeredGeometry } from './layeredGeometry.js';
import type { LayeredGeometry } from './layeredGeometry.js';
import { layeredRay } from './layeredRay.js';
import { layeredTrace } from './layeredTrace.js';

/** How far the end lies from the start along the layers: a number in 2D, of either sign, or `[dx, dy]` in 3D. */
export type Offset = number | readonly [number, number];

export interface LayeredOptions {
  /** In the order in which the path crosses them. */
  readonly layers: readonly Layer[];
  readonly offset: Offset;
}

/**
 * Parallel layers, and the two points to join: the start on the near side of the first layer, the end on the far side
 * of the last. The last coordinate of a point is its depth, 0 at the start, growing in the order of the layers; the
 * others run along the layers. A map may draw depth upwards and a section of the ground downwards: the medium does not
 * care. An interface belongs to its faster side; outside the layers nothing passes.
 */
export interface LayeredMedium extends SensitiveMedium<LayeredDerivatives>, BoundedMedium, RefractiveMedium, LayeredGeometry {
  readonly offset: Offset;
  /** How far along `direction` the end lies: the offset itself in 2D, its length in 3D. */
  readonly distance: number;
  /** The unit vector along the layers in which distances are measured: `[1]` in 2D. */
  readonly direction: Point;
  readonly from: Point;
  readonly to: Point;
}

/**
 * Makes the medium of parallel layers.
 *
 * A layer of thickness 0 is left out: it offers no way along it.
 *
 * @throws PathsError `NO_LAYERS`, `NO_THICKNESS`, `INVALID_SPEED`, `INVALID_THICKNESS`, `INVALID_OFFSET`, or
 * `UNREPRESENTABLE_TIME` when the crossing would take longer, or shorter, than a double can say.
 *
 * @example
 * ```ts
 * import { layered, solveLayered } from '@fermat/paths';
 *
 * const beach = layered({
 *   layers: [{ name: 'sand', thickness: 15, speed: 10 }, { name: 'water', thickness: 20, speed: 1.2 }],
 *   offset: 18,
 * });
 * console.log(beach.to); // [18, 35]
 * console.log(solveLayered(beach).time); // 18.94181467...
 * ```
 */
export function layered(options: LayeredOptions): LayeredMedium {
  const { layers, offset } = checkedOptions('layered', options);
  const horizontal = horizontalOf(offset);
  const flat = typeof offset === 'number';
  const distance = flat ? offset : Math.hypot(...horizontal);
  const geometry = layeredGeometry(checkLayers(layers), flat ? 2 : 3);
  checkTimes(geometry, distance);
  const medium: LayeredMedium = {
    ...geometry,
    symmetric: true,
    bounds: [...horizontal.map(() => -Infinity), 0, ...horizontal.map(() => Infinity), geometry.thickness],
    offset,
    distance,
    direction: flat ? [1] : distance === 0 ? [1, 0] : normalized(horizontal),
    from: [...horizontal.map(() => 0), 0],
    to: [...horizontal, geometry.thickness],
    cost: (position, displacement) => layeredCost(geometry, position, displacement),
    trace: (path) => layeredTrace(geometry, path),
    lowerBound: (from, to) => layeredBound(geometry, from, to),
    *candidates(from, to) {
      for (const path of layeredCandidates(geometry, from, to)) yield piecewiseCandidate(path, medium);
    },
    derivatives: (path) => layeredDerivatives(geometry, path),
    ray: (launch) => layeredRay(geometry, launch),
  };
  return medium;
}

function horizontalOf(offset: Offset): readonly number[] {
  const horizontal = typeof offset === 'number' ? [offset] : offset;
  const expected = typeof offset === 'number' ? 1 : 2;
  if (!Array.isArray(horizontal) || horizontal.length !== expected || !horizontal.every(Number.isFinite)) throw invalidOffset(offset);
  return horizontal;
}

/** Across each layer, and then both distances again at the largest speed: at most three times the least time. */
function checkTimes({ thicknesses, speeds, maxSpeed }: LayeredGeometry, distance: number): void {
  const across = thicknesses.reduce((time, thickness, i) => time + thickness / speeds[i]!, 0);
  const estimate = across + thicknesses.reduce((a, b) => a + b, Math.abs(distance)) / maxSpeed;
  if (!(estimate <= Number.MAX_VALUE && estimate >= 1e-290)) throw unrepresentableTime(estimate);
}

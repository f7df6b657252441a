import { checkFunction, checkedOptions } from '../arguments.js';
import { invalidLayerCount, invalidSpeed, invalidVisits, outsideBounds } from '../errors.js';
import { cornersOf, depthInside, isInside } from '../geometry/bounds.js';
import type { Bounds } from '../geometry/bounds.js';
import { checkPoint } from '../geometry/path.js';
import { norm } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import { isSpeed } from '../medium/localCost.js';
import type { BoundOptions, BoundedMedium, LowerBound } from '../medium/medium.js';
import type { RefractiveMedium } from '../ray/traceRay.js';
import type { Candidate } from '../search/candidate.js';
import { piecewiseCandidate } from '../search/piecewiseCandidate.js';
import { boundFromPath } from '../search/boundFromPath.js';
import { finished } from '../search/steps.js';
import type { Steps } from '../search/steps.js';
import type { SensitiveMedium } from '../sensitivity/sensitivity.js';
import { interfacesBound } from './bound/interfacesBound.js';
import { curvedDerivatives } from './curvedDerivatives.js';
import type { CurvedDerivatives } from './curvedDerivatives.js';
import { curvedLayers, layerAt } from './curvedLayers.js';
import type { CurvedLayers } from './curvedLayers.js';
import { curvedRay } from './curvedRay.js';
import { curvedTrace } from './curvedTrace.js';
import { phasePaths, startsOf, straightRoute } from './phasePaths.js';
import type { Ends } from './phasePaths.js';
import { planeWays } from './planeWays.js';
import { spaceWays } from './spaceWays.js';
import { surfaceOf } from './surface.js';
import type { SurfaceFunction } from './surface.js';

export interface InterfacesOptions {
  /** In the order of their depth. */
  readonly layers: readonly { readonly speed: number; readonly name?: string }[];
  /** The depths of the surfaces between them, one fewer: functions of x in 2D, of x and y in 3D, none above the one before. */
  readonly surfaces: readonly SurfaceFunction[];
  /** `[xmin, zmin, xmax, zmax]`, or `[xmin, ymin, zmin, xmax, ymax, zmax]` in 3D: the depth is the last coordinate. */
  readonly bounds: Bounds;
}

/** Layers between curved surfaces: undulating ground, the glasses of a lens. */
export interface InterfacesMedium extends SensitiveMedium<CurvedDerivatives>, BoundedMedium, RefractiveMedium {
  readonly bounds: Bounds;
  /**
   * The path of locally least time that visits surfaces in a given order: one after the next is passed, one that the path comes
   * back from is reflected at. `[0, 1, 0]` goes down through the first surface, is reflected at the second, and comes up.
   */
  phase(ends: { readonly from: Vector; readonly to: Vector; readonly surfaces: readonly number[] }): Candidate;
}

/**
 * Makes the medium of layers between curved surfaces.
 *
 * Rays are refracted at every surface they meet, or totally reflected (`traceRay`); the least-time path between two points
 * passes the surfaces between them, or goes on into a faster layer and comes back, and its crossings obey Snell's law
 * to rounding (`leastTimePath`). Along a surface it may run at the speed of the faster side: as a head wave along a flat one, or
 * creeping over a slow hill, or past it. In the plane it is the best over many points of the surfaces, refined; in space the best
 * that is found close to such ways through upright sheets between the ends. A stretch along a surface is a row of
 * points of it, close together, and its legs are as long as the curve. Where nothing obeys Snell's law the `reason` of the certificate
 * says so. The lower bound of a certificate is that of a map of polygons which covers the layers. The shells of a planet are such
 * layers too.
 *
 * @throws PathsError `INVALID_LAYERS`, `INVALID_SPEED`, `INVALID_SURFACES`, `INVALID_BOUNDS`.
 *
 * @example
 * ```ts
 * import { mul, sin } from '@fermat/autodiff';
 * import { interfaces, leastTimePath, verifySnell } from '@fermat/paths';
 *
 * // Hills of sediment over rock.
 * const ground = interfaces({
 *   layers: [{ name: 'sediment', speed: 2 }, { name: 'rock', speed: 5 }],
 *   surfaces: [(x) => mul(0.3, sin(x)).add(3)],
 *   bounds: [0, 0, 20, 10],
 * });
 * const way = leastTimePath(ground, { from: [2, 0], to: [14, 9] });
 * console.log(way.crossings.length, verifySnell(way.path, ground).ok); // 1 true
 * const echo = ground.phase({ from: [2, 0], to: [10, 0], surfaces: [0] });
 * console.log(echo.describe().legs.map(({ region }) => region)); // sediment, sediment
 * ```
 */
export function interfaces(options: InterfacesOptions): InterfacesMedium {
  return interfacesMedium(readInterfaces(options));
}

/** Checks layers between curved surfaces. */
export function readInterfaces(options: InterfacesOptions): CurvedLayers {
  const { layers, surfaces, bounds } = checkedOptions('interfaces', options);
  if (!Array.isArray(layers) || !Array.isArray(surfaces) || layers.length !== surfaces.length + 1) throw invalidLayerCount(layers, surfaces);
  layers.forEach((layer, i) => {
    if (!isSpeed(layer?.speed)) throw invalidSpeed(`layers[${i}].speed`, layer?.speed);
  });
  surfaces.forEach((surface, i) => checkFunction(`surfaces[${i}]`, surface, 'the depth at a place'));
  const dimension = cornersOf(bounds).low.length === 2 ? 2 : 3;
  const names = layers.map(({ name }, i) => name ?? `layer ${i + 1}`);
  return curvedLayers(surfaces.map((given) => surfaceOf(given, dimension)), layers.map(({ speed }) => speed), names, bounds);
}

/** The medium of layers that are checked. */
export function interfacesMedium(curved: CurvedLayers): InterfacesMedium {
  const { dimension, bounds } = curved;
  function* boundSteps(from: Vector, to: Vector, { path, budgetMs }: BoundOptions = {}): Steps<LowerBound> {
    checkedEnds(curved, from, to);
    return yield* boundFromPath(medium, from, to, path, (known) => interfacesBound(curved, { ...known, budgetMs }));
  }
  const medium: InterfacesMedium = {
    dimension,
    symmetric: true,
    bounds,
    cost: (position, displacement) => (isInside(bounds, position) ? norm(displacement) / curved.speeds[layerAt(curved, position)]! : Infinity),
    trace: (path) => curvedTrace(curved, path),
    lowerBound: (from, to, given) => finished(boundSteps(from, to, given)),
    lowerBoundSteps: boundSteps,
    derivatives: (path) => curvedDerivatives(curved, path),
    candidates(from, to) {
      const ways = (dimension === 2 ? planeWays : spaceWays)(curved, checkedEnds(curved, from, to));
      return ways.map((path) => piecewiseCandidate(path, medium)).sort((a, b) => a.time - b.time);
    },
    phase(options) {
      const { from, to, surfaces: visits } = checkedOptions('phase', options, ['from', 'to', 'surfaces']);
      if (!Array.isArray(visits)) throw invalidVisits(visits);
      const ends = checkedEnds(curved, from, to);
      const crossed = layersOf(visits, layerAt(curved, from), layerAt(curved, to));
      if (visits.length === 0 || crossed === null) throw invalidVisits(visits);
      const [path] = phasePaths(curved, ends, straightRoute(visits, crossed), startsOf(curved, ends, visits).slice(0, 1));
      return piecewiseCandidate(path!, medium);
    },
    ray: (launch) => curvedRay(curved, launch),
  };
  return medium;
}

function checkedEnds({ dimension, bounds }: CurvedLayers, from: Vector, to: Vector): Ends {
  for (const [where, point] of [['from', from], ['to', to]] as const) {
    checkPoint(where, point, dimension);
    if (depthInside(bounds, point) < 0) throw outsideBounds(where, point, bounds);
  }
  return { from: Array.from(from), to: Array.from(to) };
}

/**
 * The layer of each leg of a path that visits surfaces: one is passed where the next visit, or the end, lies beyond it, else the
 * path is reflected there. `null` where a surface does not border on the layer that the path has come to.
 */
function layersOf(visits: readonly number[], first: number, last: number): number[] | null {
  const crossed = [first];
  for (const [i, surface] of visits.entries()) {
    const layer = crossed[i]!;
    if (surface !== layer && surface !== layer - 1) return null;
    const other = surface === layer ? layer + 1 : layer - 1;
    const next = visits[i + 1];
    const passes = next === undefined ? last === other : next !== surface && (next === other || next === other - 1);
    crossed.push(passes ? other : layer);
  }
  return crossed[visits.length] === last ? crossed : null;
}

import type { Point } from '@fermat/paths';
import { invalidFile } from './errors.js';
import { peer } from './peer.js';

/** A plane in metres around a place on the Earth. */
export interface LocalProjection {
  /** `[longitude, latitude]` of the point that becomes (0, 0), in degrees. */
  readonly origin: Point;
  /** `[longitude, latitude]` in degrees to `[x, y]` in metres, east and north. */
  project(place: Point): Point;
  unproject(point: Point): Point;
  /** By how much distances on the map are off at the most, relative to those on the ground at sea level. */
  readonly relativeError: number;
}

/** The smallest radius of curvature of the WGS 84 ellipsoid, in metres: that of the meridian at the equator. */
const SMALLEST_RADIUS = 6_335_439;

/**
 * The transverse Mercator projection of WGS 84 whose central meridian passes through the middle of the places. Its scale is 1
 * on that meridian and at most `1 + x² / (2 R²)` at a distance x from it, R being the smallest radius of curvature.
 *
 * @throws PathsError `INVALID_FILE` where a place is no longitude and latitude, or where the places lie further apart than
 * 10 degrees, where no plane serves.
 *
 * Source: J. P. Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395 (1987), pp. 57-64; computed by proj4.
 */
export async function localProjection(format: string, places: readonly Point[]): Promise<LocalProjection> {
  const { default: proj4 } = await peer('proj4', () => import('proj4'));
  const wrong = places.find(([longitude, latitude]) => !(Math.abs(longitude!) <= 180 && Math.abs(latitude!) <= 90));
  if (wrong) throw invalidFile(format, `[${wrong.join(', ')}] is no longitude and latitude in degrees: if coordinates are in metres, pass crs: 'planar'`);
  const [west, east] = extremes(places, 0);
  const [south, north] = extremes(places, 1);
  if (east - west > 10 || north - south > 10) {
    throw invalidFile(format, `it reaches from [${west}, ${south}] to [${east}, ${north}], too far for one plane: take a part of at most 10 degrees, or project it yourself and pass crs: 'planar'`);
  }
  const origin = [(west + east) / 2, (south + north) / 2];
  const plane = proj4(`+proj=tmerc +lat_0=${origin[1]} +lon_0=${origin[0]} +k=1 +x_0=0 +y_0=0 +ellps=WGS84 +units=m`);
  const project = ([longitude, latitude]: Point): Point => plane.forward<number[]>([longitude!, latitude!]);
  const farthest = places.reduce((most, place) => Math.max(most, Math.abs(project(place)[0]!)), 0) / SMALLEST_RADIUS;
  return {
    origin,
    project,
    unproject: ([x, y]) => plane.inverse<number[]>([x!, y!]),
    relativeError: farthest ** 2 / 2,
  };
}

function extremes(places: readonly Point[], axis: 0 | 1): [number, number] {
  return places.reduce<[number, number]>(([low, high], place) => [Math.min(low, place[axis]!), Math.max(high, place[axis]!)], [Infinity, -Infinity]);
}

import type { Bounds, Point } from '@fermat/paths';
import { invalidFile, shown } from './errors.js';
import { readJson, type Zod } from './json.js';
import { localProjection, type LocalProjection } from './localProjection.js';
import { boundsOf, speedFrom, type MapPoint, type MapRegion, type Properties, type RegionMap, type SpeedOf } from './regionMap.js';

export interface GeoJsonOptions {
  /**
   * What coordinates mean: `'wgs84'`, longitude and latitude in degrees, as RFC 7946 has them, which are projected to metres;
   * or `'planar'`, taken as they are. Without it they are planar, and coordinates that look like degrees are refused.
   */
  readonly crs?: 'wgs84' | 'planar';
  /** The speed where no polygon is. */
  readonly background: number;
  /** Where the speed of a polygon stands; by default in its property `speed`. */
  readonly speed?: SpeedOf;
  /** `[xmin, ymin, xmax, ymax]` as in the file; by default the smallest box around everything read. */
  readonly bounds?: Bounds;
}

export interface GeoJsonMap extends RegionMap {
  /** The points of the file, such as starts and goals. */
  readonly points: readonly MapPoint[];
  /** The way back to degrees; null for planar coordinates. */
  readonly projection: LocalProjection | null;
  /** How many geometries are neither polygons nor points, and were left out. */
  readonly skipped: number;
}

const FORMAT = 'GeoJSON';

const position = (z: Zod) => z.array(z.number()).min(2).describe('a position');
const feature = (z: Zod) =>
  z.object({
    type: z.literal('Feature'),
    geometry: z.union([z.null(), z.looseObject({ type: z.string() })]),
    properties: z.union([z.null(), z.record(z.string(), z.unknown())]).optional(),
  });
const features = (z: Zod) => z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });
const polygon = (z: Zod) => z.array(z.array(position(z)).min(4));
const multiPolygon = (z: Zod) => z.array(polygon(z));
const collection = (z: Zod) => z.array(z.looseObject({ type: z.string() }));

/**
 * Reads polygons with a speed from GeoJSON: a `FeatureCollection` or one `Feature`, as text or as what `JSON.parse` makes of
 * it. Later features cover earlier ones; a `MultiPolygon` becomes as many regions; points are handed over as they are named.
 *
 * Needs the package `zod`, and for degrees `proj4`.
 *
 * @throws PathsError `INVALID_FILE` with the place in the file, for what is not GeoJSON, for a polygon without a speed, and
 * for coordinates that look like degrees where `crs` is left out.
 *
 * @example
 * ```ts
 * import { readGeoJson } from '@fermat/paths/formats';
 *
 * const meadow = {
 *   type: 'Feature',
 *   properties: { name: 'meadow', speed: 1.2 },
 *   geometry: { type: 'Polygon', coordinates: [[[500, 0], [900, 0], [900, 400], [500, 0]]] },
 * };
 * const map = await readGeoJson(meadow, { background: 1.5 });
 * console.log(map.regions[0]?.speed, map.bounds); // 1.2 [500, 0, 900, 400]
 * ```
 *
 * Source: RFC 7946, The GeoJSON Format (2016).
 */
export async function readGeoJson(data: unknown, options: GeoJsonOptions): Promise<GeoJsonMap> {
  const { crs, background, speed = 'speed' } = options;
  const { value, check } = await readJson(FORMAT, data);
  const isCollection = (value as { type?: unknown } | null)?.type === 'FeatureCollection';
  const all = isCollection ? check(features, value).features : [value];

  const regions: MapRegion[] = [];
  const points: MapPoint[] = [];
  let skipped = 0;
  all.forEach((each, index) => {
    const at = isCollection ? `features[${index}]` : '';
    const { geometry, properties } = check(feature, each, at);
    const named = nameIn(properties ?? {});
    const add = (shape: { type: string; [key: string]: unknown }, where: string): void => {
      const coordinates = `${where}.coordinates`;
      if (shape.type === 'GeometryCollection') {
        check(collection, shape['geometries'], `${where}.geometries`).forEach((part, i) => add(part, `${where}.geometries[${i}]`));
      } else if (shape.type === 'Point') {
        points.push({ ...named, point: check(position, shape['coordinates'], coordinates).slice(0, 2) });
      } else if (shape.type === 'Polygon' || shape.type === 'MultiPolygon') {
        const polygons = shape.type === 'Polygon' ? [check(polygon, shape['coordinates'], coordinates)] : check(multiPolygon, shape['coordinates'], coordinates);
        const its = speedFrom(FORMAT, at || 'the feature', properties ?? {}, speed);
        for (const rings of polygons) regions.push({ polygon: rings.map((ring) => ring.map((place) => place.slice(0, 2))), speed: its, ...named });
      } else skipped++;
    };
    if (geometry) add(geometry, at === '' ? 'geometry' : `${at}.geometry`);
  });

  const places = [...regions.flatMap((region) => region.polygon.flat()), ...points.map(({ point }) => point), ...corners(options.bounds)];
  checkUnits(places, crs);
  const projection = crs === 'wgs84' ? await localProjection(FORMAT, places) : null;
  const placed = (place: Point): Point => projection?.project(place) ?? place;
  return {
    regions: regions.map((region) => ({ ...region, polygon: region.polygon.map((ring) => ring.map(placed)) })),
    points: points.map((each) => ({ ...each, point: placed(each.point) })),
    background,
    bounds: boundsOf(FORMAT, (options.bounds ? corners(options.bounds) : places).map(placed)),
    projection,
    skipped,
  };
}

const nameIn = ({ name }: Properties): { name?: string } => (typeof name === 'string' ? { name } : {});

function corners(bounds: Bounds | undefined): Point[] {
  if (!bounds) return [];
  const [west, south, east, north] = bounds as readonly [number, number, number, number];
  return [[west, south], [east, south], [east, north], [west, north]];
}

function checkUnits(places: readonly Point[], crs: unknown): void {
  if (crs === 'wgs84' || crs === 'planar') return;
  if (crs !== undefined) throw invalidFile(FORMAT, `crs is ${shown(crs)}: pass 'wgs84' for degrees, or 'planar' for metres`);
  if (places.length > 0 && places.every(([x, y]) => Math.abs(x!) <= 180 && Math.abs(y!) <= 90)) {
    throw invalidFile(FORMAT, `coordinates such as [${places[0]!.join(', ')}] look like degrees: pass crs: 'wgs84' if they are, or 'planar' if they are metres`);
  }
}

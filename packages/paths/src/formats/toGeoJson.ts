import type { Path, Point } from '@fermat/paths';
import type { LocalProjection } from './localProjection.js';
import type { MapRegion, Properties } from './regionMap.js';

export interface ToGeoJsonOptions {
  readonly regions?: readonly MapRegion[];
  readonly paths?: readonly { readonly path: Path; readonly properties?: Properties }[];
  /** The way back to degrees, as `readGeoJson` gave it; without it coordinates are written as they are. */
  readonly projection?: LocalProjection | null;
}

/** What `toGeoJson` gives: a `FeatureCollection`, ready for `JSON.stringify`. */
export interface GeoJsonDocument {
  readonly type: 'FeatureCollection';
  readonly features: readonly {
    readonly type: 'Feature';
    readonly properties: Properties;
    readonly geometry: { readonly type: 'Polygon' | 'LineString'; readonly coordinates: unknown };
  }[];
}

/**
 * Regions and paths as GeoJSON, paths as `LineString`s. What `readGeoJson` read is written back as it was, but that rings are
 * closed.
 *
 * @example
 * ```ts
 * import { toGeoJson } from '@fermat/paths/formats';
 *
 * const document = toGeoJson({ paths: [{ path: [[0, 0], [3, 4]], properties: { time: 5 } }] });
 * console.log(document.features[0]?.geometry.type); // LineString
 * ```
 */
export function toGeoJson({ regions = [], paths = [], projection }: ToGeoJsonOptions): GeoJsonDocument {
  const place = (point: ArrayLike<number>): Point => projection?.unproject(Array.from(point)) ?? Array.from(point);
  const closed = (ring: readonly Point[]): Point[] => {
    const [first, last] = [ring[0], ring.at(-1)];
    return first && last && first.some((x, i) => x !== last[i]) ? [...ring, first] : [...ring];
  };
  return {
    type: 'FeatureCollection',
    features: [
      ...regions.map(({ polygon, speed, name }) => ({
        type: 'Feature' as const,
        properties: name === undefined ? { speed } : { name, speed },
        geometry: { type: 'Polygon' as const, coordinates: polygon.map((ring) => closed(ring).map(place)) },
      })),
      ...paths.map(({ path, properties = {} }) => ({
        type: 'Feature' as const,
        properties,
        geometry: { type: 'LineString' as const, coordinates: path.map(place) },
      })),
    ],
  };
}

import type { Bounds, Point } from '@fermat/paths';
import { invalidFile, shown } from './errors.js';

/** A ring of points; the last may repeat the first. */
export type Ring = readonly Point[];

/** A polygon of terrain: its rings, the outer one first, then its holes. */
export interface MapRegion {
  readonly polygon: readonly Ring[];
  /** Length per time; 0 where nothing passes. */
  readonly speed: number;
  readonly name?: string;
}

/** Terrain as a list of polygons, each of which covers those before it: what `regions` takes. */
export interface RegionMap {
  readonly regions: readonly MapRegion[];
  /** The speed where no polygon is. */
  readonly background: number;
  /** `[xmin, ymin, xmax, ymax]` */
  readonly bounds: Bounds;
}

/** A named point of a map, such as a start or a goal. */
export interface MapPoint {
  readonly name?: string;
  readonly point: Point;
}

/** What a file says of a thing on the map, by name. */
export type Properties = Readonly<Record<string, unknown>>;

/** Where the speed of a region stands: the name of a property, or a function of all of them. */
export type SpeedOf = string | ((properties: Properties) => number);

/** The speed of a region; throws a `PathsError` unless it is a number of at least 0. */
export function speedFrom(format: string, where: string, properties: Properties, speed: SpeedOf): number {
  const value = typeof speed === 'string' ? properties[speed] : speed(properties);
  if (typeof value === 'number' && value >= 0 && value < Infinity) return value;
  const what = typeof speed === 'string' ? `the property ${JSON.stringify(speed)} of ${where} is ${shown(value)}` : `the speed of ${where} is ${shown(value)}`;
  throw invalidFile(format, `${what}, but a region needs a speed of at least 0 (0 is impassable): set it, or pass { speed } to say where it stands`);
}

/** The smallest box around all points. */
export function boundsOf(format: string, points: readonly Point[]): Bounds {
  if (points.length === 0) throw invalidFile(format, 'there is no polygon in it, and no bounds were given');
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    bounds[0] = Math.min(bounds[0]!, x!);
    bounds[1] = Math.min(bounds[1]!, y!);
    bounds[2] = Math.max(bounds[2]!, x!);
    bounds[3] = Math.max(bounds[3]!, y!);
  }
  return bounds;
}

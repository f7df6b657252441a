import type { Path, Point } from '@fermat/paths';
import { invalidFile } from './errors.js';
import type { RegionMap } from './regionMap.js';

export interface ToTiledOptions {
  readonly paths?: readonly { readonly path: Path; readonly name?: string }[];
  /** How long a pixel of the map is, as for `readTiled`. */
  readonly unitsPerPixel?: number;
  /** The edge of a tile in pixels; the map has as many as cover the bounds. */
  readonly tileSize?: number;
}

/** What `toTiled` gives: a map in Tiled's JSON format, ready for `JSON.stringify`. */
export interface TiledDocument {
  readonly type: 'map';
  readonly layers: readonly { readonly type: 'objectgroup'; readonly name: string; readonly objects: readonly object[] }[];
  readonly [field: string]: unknown;
}

/**
 * Regions and paths as a map for the editor Tiled: a layer of polygons with the property `speed`, in the order in which they
 * cover each other, and a layer of polylines. The lower left corner of the bounds becomes that of the map.
 *
 * @throws PathsError `INVALID_FILE` for a region with holes, which Tiled's polygons cannot have.
 *
 * @example
 * ```ts
 * import { readTiled, toTiled } from '@fermat/paths/formats';
 *
 * const terrain = { regions: [{ polygon: [[[0, 0], [32, 0], [0, 32]]], speed: 0.5 }], background: 1, bounds: [0, 0, 64, 32] };
 * const again = await readTiled(toTiled(terrain), { background: 1 });
 * console.log(again.regions[0]?.polygon[0]); // [[0, 0], [32, 0], [0, 32]]
 * ```
 */
export function toTiled({ regions, bounds }: RegionMap, { paths = [], unitsPerPixel = 1, tileSize = 32 }: ToTiledOptions = {}): TiledDocument {
  const [xmin, ymin, xmax, ymax] = bounds as readonly [number, number, number, number];
  const tiles = (length: number): number => Math.max(1, Math.ceil(length / unitsPerPixel / tileSize - 1e-9));
  const [width, height] = [tiles(xmax - xmin), tiles(ymax - ymin)];
  let nextobjectid = 1;
  const object = (name: string, shape: 'polygon' | 'polyline', points: readonly ArrayLike<number>[], properties: readonly object[] = []): object => ({
    id: nextobjectid++,
    name,
    type: '',
    x: 0,
    y: 0,
    width: 0,
    height: 0,
    rotation: 0,
    visible: true,
    properties,
    [shape]: points.map((point) => ({ x: (point[0]! - xmin) / unitsPerPixel, y: height * tileSize - (point[1]! - ymin) / unitsPerPixel })),
  });
  const polygons = regions.map(({ polygon, speed, name = '' }, i) => {
    if (polygon.length !== 1) {
      throw invalidFile('Tiled map', `regions[${i}] has ${polygon.length} rings, and polygons of Tiled have one: give what lies in its holes as regions that cover it`);
    }
    return object(name, 'polygon', opened(polygon[0]!), [{ name: 'speed', type: 'float', value: speed }]);
  });
  const polylines = paths.map(({ path, name = 'path' }) => object(name, 'polyline', path));
  const layer = (id: number, name: string, objects: readonly object[]) =>
    ({ type: 'objectgroup', id, name, objects, draworder: 'index', opacity: 1, visible: true, x: 0, y: 0 }) as const;
  return {
    type: 'map',
    version: '1.10',
    orientation: 'orthogonal',
    renderorder: 'right-down',
    infinite: false,
    width,
    height,
    tilewidth: tileSize,
    tileheight: tileSize,
    tilesets: [],
    layers: [layer(1, 'terrain', polygons), ...(polylines.length > 0 ? [layer(2, 'paths', polylines)] : [])],
    nextlayerid: 3,
    nextobjectid,
  };
}

/** A ring whose last point does not repeat the first. */
function opened(ring: readonly Point[]): readonly Point[] {
  const last = ring.at(-1);
  return ring.length > 1 && ring[0]!.every((x, i) => x === last![i]) ? ring.slice(0, -1) : ring;
}

import type { Bounds, Point } from '@fermat/paths';
import { invalidFile } from './errors.js';
import { readJson, type Check } from './json.js';
import { speedFrom, type MapPoint, type MapRegion, type Properties, type RegionMap, type SpeedOf } from './regionMap.js';
import { tiledLayer, tiledMap, tileset, type TiledLayer, type TiledMap, type TiledObject, type TiledProperty, type TiledTileset } from './tiledFormat.js';
import { tileBlocks, tileRuns } from './tiledTiles.js';

export interface TiledOptions {
  /** The speed where there is neither a tile nor an object with a speed. */
  readonly background: number;
  /** Where the speed stands; by default in the property `speed` of objects and tiles, or of the layer that they are in. */
  readonly speed?: SpeedOf;
  /** How long a pixel of the map is; 1 by default, so that coordinates are pixels. */
  readonly unitsPerPixel?: number;
  /** The tilesets that the map refers to, by the `source` that it gives. */
  readonly tilesets?: Readonly<Record<string, unknown>>;
}

export interface TiledTerrain extends RegionMap {
  /** The point objects of the map, such as starts and goals. */
  readonly points: readonly MapPoint[];
}

const FORMAT = 'Tiled map';

/**
 * Reads the ground from a map of the editor Tiled (https://www.mapeditor.org), saved as JSON: tiles and objects (polygons and
 * rectangles, turned ones too) that have a speed, in the order of the layers; equal tiles of a row become one rectangle.
 * Tiled's y axis points down and its origin is the upper left corner; here y points up, and (0, 0) is the lower left corner of
 * the map. Hidden layers and objects count as well. Tiles and objects without a speed say nothing of the ground, and are left
 * out; points are handed over as they are named.
 *
 * Needs the package `zod`.
 *
 * @throws PathsError `INVALID_FILE` with the place in the file: for what is no such map, one that is not orthogonal, ellipses
 * and templates with a speed, tilesets in files of their own that were not handed over, and compression other than zlib and gzip.
 *
 * @example
 * ```ts
 * import { readTiled } from '@fermat/paths/formats';
 *
 * const terrain = await readTiled({
 *   type: 'map', orientation: 'orthogonal', width: 2, height: 1, tilewidth: 16, tileheight: 16,
 *   tilesets: [{ firstgid: 1, tiles: [{ id: 0, properties: [{ name: 'speed', type: 'float', value: 0.5 }] }] }],
 *   layers: [{ type: 'tilelayer', name: 'ground', width: 2, height: 1, data: [0, 1] }],
 * }, { background: 1 });
 * console.log(terrain.regions[0]?.polygon[0]); // [[16, 16], [32, 16], [32, 0], [16, 0]]
 * ```
 *
 * Source: Tiled documentation, JSON Map Format (1.10).
 */
export async function readTiled(data: unknown, { background, speed = 'speed', unitsPerPixel = 1, tilesets = {} }: TiledOptions): Promise<TiledTerrain> {
  if (!(unitsPerPixel > 0 && unitsPerPixel < Infinity)) throw invalidFile(FORMAT, `unitsPerPixel is ${unitsPerPixel}: pass a positive number`);
  const { value, check } = await readJson(FORMAT, data);
  const map = check(tiledMap, value);
  if (map.orientation !== 'orthogonal') throw invalidFile(FORMAT, `the orientation is ${map.orientation}: only orthogonal maps show the ground as it is`);
  const tiles = tileProperties(map.tilesets ?? [], tilesets, check);
  const layers = layersOf(map.layers, 'layers', check);
  const height = map.height * map.tileheight;
  const place = (x: number, y: number): Point => [x * unitsPerPixel, (height - y) * unitsPerPixel];

  const regions: MapRegion[] = [];
  const points: MapPoint[] = [];
  for (const { layer, at, offset } of layers) {
    const ofLayer = propertiesOf(layer.properties, layer.class);
    const add = (ring: Point[], properties: Properties, name: string | undefined, where: string): void => {
      const all = { ...ofLayer, ...properties };
      if (typeof speed === 'string' && all[speed] === undefined) return;
      regions.push({ polygon: [ring], speed: speedFrom(FORMAT, where, all, speed), ...(name ? { name } : {}) });
    };
    for (const block of await tileBlocks(FORMAT, layer, at)) {
      for (const { tile, x, y, length } of tileRuns(block)) {
        const [left, top] = [x * map.tilewidth + offset[0], y * map.tileheight + offset[1]];
        add(rectangle(left, top, length * map.tilewidth, map.tileheight).map(([px, py]) => place(px!, py!)), tiles.get(tile) ?? {}, layer.name, `tile ${tile} in ${at}`);
      }
    }
    layer.objects?.forEach((object, i) => {
      const where = `${at}.objects[${i}]`;
      const properties = propertiesOf(object.properties, object.class ?? object.type);
      const outline = outlineOf(object);
      const placed = outline.map(([x, y]) => place(x! + offset[0], y! + offset[1]));
      if (object.point) points.push({ ...(object.name ? { name: object.name } : {}), point: placed[0]! });
      else if (placed.length > 0) add(placed, properties, object.name, where);
      else if (typeof speed === 'string' && properties[speed] !== undefined) {
        throw invalidFile(FORMAT, `${where} has a speed, and is neither a polygon nor a rectangle: draw it as one of these`);
      }
    });
  }
  return { regions, points, background, bounds: boundsOfMap(map, unitsPerPixel) };
}

function boundsOfMap(map: TiledMap, unit: number): Bounds {
  return [0, 0, map.width * map.tilewidth * unit, map.height * map.tileheight * unit];
}

const rectangle = (x: number, y: number, width: number, height: number): Point[] => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]];

/** The corners of an object in pixels, y down; one for a point, none for what is no polygon. It turns clockwise about (x, y). */
function outlineOf({ x, y, width = 0, height = 0, rotation = 0, ...object }: TiledObject): Point[] {
  const isOther = object.ellipse || object.polyline || object.gid !== undefined || object.text !== undefined || object.template !== undefined;
  if (isOther) return [];
  const corners = object.point ? [[0, 0]] : object.polygon ? object.polygon.map((corner) => [corner.x, corner.y]) : width > 0 && height > 0 ? rectangle(0, 0, width, height) : [];
  const [cosine, sine] = directionOf(rotation);
  return corners.map(([px, py]) => [x + px! * cosine - py! * sine, y + px! * sine + py! * cosine]);
}

/** Cosine and sine of an angle in degrees, exact for quarter turns. */
function directionOf(degrees: number): readonly [number, number] {
  const quarter = [[1, 0], [0, 1], [-1, 0], [0, -1]] as const;
  const turns = (((degrees / 90) % 4) + 4) % 4;
  const angle = (degrees * Math.PI) / 180;
  return quarter[turns] ?? [Math.cos(angle), Math.sin(angle)];
}

interface PlacedLayer {
  readonly layer: TiledLayer;
  readonly at: string;
  readonly offset: readonly [number, number];
}

/** All layers from the lowest to the highest, those in groups where the group stands. */
function layersOf(given: readonly unknown[], at: string, check: Check, [left, top]: readonly [number, number] = [0, 0]): PlacedLayer[] {
  return given.flatMap((each, i) => {
    const where = `${at}[${i}]`;
    const layer = check(tiledLayer, each, where);
    const offset = [left + (layer.offsetx ?? 0), top + (layer.offsety ?? 0)] as const;
    return layer.layers ? layersOf(layer.layers, `${where}.layers`, check, offset) : [{ layer, at: where, offset }];
  });
}

function propertiesOf(given: readonly TiledProperty[] = [], className?: string): Properties {
  return { ...(className ? { class: className } : {}), ...Object.fromEntries(given.map(({ name, value }) => [name, value])) };
}

/** What is said of each tile, by its number in the map. */
function tileProperties(sets: readonly TiledTileset[], files: Readonly<Record<string, unknown>>, check: Check): Map<number, Properties> {
  const found = new Map<number, Properties>();
  sets.forEach((set, i) => {
    const { source } = set;
    if (source !== undefined && !Object.hasOwn(files, source)) {
      throw invalidFile(FORMAT, `tilesets[${i}] is in the file ${JSON.stringify(source)}: read it, and pass { tilesets: { ${JSON.stringify(source)}: its JSON } }, or embed it in the map`);
    }
    const { tiles = [] } = source === undefined ? set : check(tileset, { ...(files[source] as object), firstgid: set.firstgid }, `the tileset ${source}`);
    for (const tile of tiles) found.set(set.firstgid + tile.id, propertiesOf(tile.properties, tile.class ?? tile.type));
  });
  return found;
}

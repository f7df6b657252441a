import type { ZodType } from 'zod';
import type { Zod } from './json.js';

/** The parts of Tiled's JSON map format (version 1.10) that say what ground there is. */

type Schema<T> = (z: Zod) => ZodType<T>;
type Maybe<T> = T | undefined;

export interface TiledProperty {
  readonly name: string;
  readonly value?: unknown;
}

export interface TiledObject {
  readonly name?: Maybe<string>;
  readonly type?: Maybe<string>;
  readonly class?: Maybe<string>;
  readonly x: number;
  readonly y: number;
  readonly width?: Maybe<number>;
  readonly height?: Maybe<number>;
  readonly rotation?: Maybe<number>;
  readonly polygon?: Maybe<readonly { readonly x: number; readonly y: number }[]>;
  readonly polyline?: Maybe<readonly unknown[]>;
  readonly ellipse?: Maybe<boolean>;
  readonly point?: Maybe<boolean>;
  readonly gid?: Maybe<number>;
  readonly text?: unknown;
  readonly template?: Maybe<string>;
  readonly properties?: Maybe<readonly TiledProperty[]>;
}

/** The numbers of tiles, or these packed into text. */
export type TiledData = readonly number[] | string;

export interface TiledChunk {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly data: TiledData;
}

export interface TiledLayer {
  readonly type: string;
  readonly name?: Maybe<string>;
  readonly class?: Maybe<string>;
  readonly offsetx?: Maybe<number>;
  readonly offsety?: Maybe<number>;
  readonly properties?: Maybe<readonly TiledProperty[]>;
  readonly objects?: Maybe<readonly TiledObject[]>;
  readonly layers?: Maybe<readonly unknown[]>;
  readonly width?: Maybe<number>;
  readonly height?: Maybe<number>;
  readonly data?: Maybe<TiledData>;
  readonly chunks?: Maybe<readonly TiledChunk[]>;
  readonly encoding?: Maybe<string>;
  readonly compression?: Maybe<string>;
}

export interface TiledTileset {
  readonly firstgid: number;
  readonly source?: Maybe<string>;
  readonly tiles?: Maybe<
    readonly { readonly id: number; readonly type?: Maybe<string>; readonly class?: Maybe<string>; readonly properties?: Maybe<readonly TiledProperty[]> }[]
  >;
}

export interface TiledMap {
  readonly orientation: string;
  readonly width: number;
  readonly height: number;
  readonly tilewidth: number;
  readonly tileheight: number;
  readonly layers: readonly unknown[];
  readonly tilesets?: Maybe<readonly TiledTileset[]>;
}

const property = (z: Zod) => z.object({ name: z.string(), value: z.unknown() });
const point = (z: Zod) => z.object({ x: z.number(), y: z.number() });

const tiledObject = (z: Zod) =>
  z.object({
    name: z.string().optional(),
    type: z.string().optional(),
    class: z.string().optional(),
    x: z.number(),
    y: z.number(),
    width: z.number().optional(),
    height: z.number().optional(),
    rotation: z.number().optional(),
    polygon: z.array(point(z)).min(3).optional(),
    polyline: z.array(point(z)).optional(),
    ellipse: z.boolean().optional(),
    point: z.boolean().optional(),
    gid: z.number().optional(),
    text: z.unknown().optional(),
    template: z.string().optional(),
    properties: z.array(property(z)).optional(),
  });

const cells = (z: Zod) => z.union([z.array(z.int().min(0)), z.string()]);
const chunk = (z: Zod) => z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1), data: cells(z) });

export const tiledLayer: Schema<TiledLayer> = (z) =>
  z.object({
    type: z.string(),
    name: z.string().optional(),
    class: z.string().optional(),
    offsetx: z.number().optional(),
    offsety: z.number().optional(),
    properties: z.array(property(z)).optional(),
    objects: z.array(tiledObject(z)).optional(),
    layers: z.array(z.unknown()).optional(),
    width: z.int().min(1).optional(),
    height: z.int().min(1).optional(),
    data: cells(z).optional(),
    chunks: z.array(chunk(z)).optional(),
    encoding: z.string().optional(),
    compression: z.string().optional(),
  });

export const tileset: Schema<TiledTileset> = (z) =>
  z.object({
    firstgid: z.int().min(1),
    source: z.string().optional(),
    tiles: z.array(z.object({ id: z.int().min(0), type: z.string().optional(), class: z.string().optional(), properties: z.array(property(z)).optional() })).optional(),
  });

export const tiledMap: Schema<TiledMap> = (z) =>
  z.object({
    orientation: z.string(),
    width: z.int().min(1),
    height: z.int().min(1),
    tilewidth: z.number().positive(),
    tileheight: z.number().positive(),
    layers: z.array(z.unknown()),
    tilesets: z.array(tileset(z)).optional(),
  });

import { invalidFile } from './errors.js';
import type { TiledChunk, TiledLayer } from './tiledFormat.js';

/** The uppermost four bits of a tile's number say how it is turned and mirrored. */
const NUMBER = 0x0fff_ffff;

/** A rectangle of tiles: the numbers of its tiles row after row from the top, 0 where there is none. */
export interface TileBlock {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tiles: ArrayLike<number>;
}

/** A row of equal tiles, in tiles from the left and from the top. */
export interface TileRun {
  readonly tile: number;
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

/** The tiles of a layer, decoded. */
export function tileBlocks(format: string, layer: TiledLayer, at: string): Promise<TileBlock[]> {
  const chunks: readonly TiledChunk[] = layer.chunks ?? (layer.data === undefined ? [] : [{ x: 0, y: 0, width: layer.width ?? 0, height: layer.height ?? 0, data: layer.data }]);
  return Promise.all(
    chunks.map(async ({ data, ...box }, i) => {
      const where = layer.chunks ? `${at}.chunks[${i}].data` : `${at}.data`;
      const tiles = typeof data === 'string' ? await decoded(format, data, layer, where) : data;
      if (tiles.length !== box.width * box.height) {
        throw invalidFile(format, `${where} has ${tiles.length} tiles, and its ${box.width} x ${box.height} are ${box.width * box.height}: the file is cut short, or was edited`);
      }
      return { ...box, tiles };
    }),
  );
}

/** The tiles of a block joined along rows. */
export function* tileRuns({ x, y, width, height, tiles }: TileBlock): Generator<TileRun> {
  for (let row = 0; row < height; row++) {
    for (let from = 0, to = 0; from < width; from = to) {
      const tile = tiles[row * width + from]! & NUMBER;
      do to++;
      while (to < width && (tiles[row * width + to]! & NUMBER) === tile);
      if (tile !== 0) yield { tile, x: x + from, y: y + row, length: to - from };
    }
  }
}

async function decoded(format: string, data: string, { encoding = 'csv', compression = '' }: TiledLayer, where: string): Promise<Uint32Array> {
  const streams: Record<string, CompressionFormat | null> = { '': null, zlib: 'deflate', gzip: 'gzip' };
  const stream = streams[compression];
  if (encoding !== 'base64' || stream === undefined) {
    throw invalidFile(format, `${where} is in ${[encoding, compression].filter(Boolean).join(' and ')}: in Tiled, save the map with the tile layer format CSV, or Base64 with zlib or gzip`);
  }
  try {
    const packed = new Blob([Uint8Array.from(atob(data.trim()), (character) => character.charCodeAt(0))]);
    const bytes = await new Response(stream ? packed.stream().pipeThrough(new DecompressionStream(stream)) : packed).arrayBuffer();
    const view = new DataView(bytes);
    return Uint32Array.from({ length: Math.floor(bytes.byteLength / 4) }, (_, i) => view.getUint32(4 * i, true));
  } catch (error) {
    throw invalidFile(format, `${where} cannot be decoded (${(error as Error).message}): the file is cut short, or was edited`);
  }
}

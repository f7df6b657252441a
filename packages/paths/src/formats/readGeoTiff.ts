import { invalidFile } from './errors.js';
import { checkCells, gridOfCells, type Grid } from './grid.js';
import { peer } from './peer.js';

export interface GeoTiffOptions {
  /** Which band to read, from 0. */
  readonly band?: number;
  readonly signal?: AbortSignal;
}

/**
 * Reads a band of a GeoTIFF, such as a model of elevation: north up, in the units of its coordinate system. NaN where the file
 * says that nothing is known.
 *
 * Needs the package `geotiff`.
 *
 * @throws PathsError `INVALID_FILE` for what is no GeoTIFF, is cut short, is turned, has no place on the Earth or no such band.
 *
 * @example
 * ```ts no-run
 * import { readFile } from 'node:fs/promises';
 * import { readGeoTiff } from '@fermat/paths/formats';
 *
 * const { rows, bounds } = await readGeoTiff(await readFile('elevation.tif'));
 * ```
 *
 * Source: OGC 19-008r4, GeoTIFF Standard (2019).
 */
export async function readGeoTiff(bytes: Uint8Array, { band = 0, signal }: GeoTiffOptions = {}): Promise<Grid> {
  const format = 'GeoTIFF';
  const { fromArrayBuffer } = await peer('geotiff', () => import('geotiff'));
  signal?.throwIfAborted();
  const read = async <T>(step: () => Promise<T> | T): Promise<T> => {
    try {
      return await step();
    } catch (error) {
      signal?.throwIfAborted();
      throw invalidFile(format, `it cannot be read (${(error as Error).message}): the file is cut short, or is none`);
    }
  };
  const image = await read(async () => (await fromArrayBuffer(new Uint8Array(bytes).buffer, signal)).getImage());
  checkCells(format, image.getWidth(), image.getHeight());
  const bands = image.getSamplesPerPixel();
  if (!Number.isInteger(band) || band < 0 || band >= bands) throw invalidFile(format, `band is ${band}, and the file has ${bands}, counted from 0`);
  const [dx, dy] = (await read(() => image.getResolution())) as [number, number];
  if (!(dx > 0 && dy < 0)) throw invalidFile(format, `a pixel goes ${dx} east and ${dy} north: turn the picture north up`);
  const [west, south] = (await read(() => image.getBoundingBox())) as [number, number];
  const values = (await read(() => image.readRasters({ samples: [band], interleave: true, ...(signal ? { signal } : {}) }))) as unknown as ArrayLike<number>;
  const missing = image.getGDALNoData();
  return gridOfCells(image.getWidth(), image.getHeight(), [west, south], [dx, -dy], (i) => (values[i] === missing ? NaN : values[i]!));
}

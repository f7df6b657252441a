import { invalidFile } from './errors.js';
import { readPng } from './grayImage.js';
import { gridOfCells, type Grid } from './grid.js';

export interface HeightPngOptions {
  /** The edge of a pixel on the ground. */
  readonly cellSize: number;
  /** The height that black stands for. */
  readonly lowest: number;
  /** The height that white stands for. */
  readonly highest: number;
  /** Where the lower left corner of the picture lies; (0, 0) by default. */
  readonly origin?: readonly [number, number];
}

/**
 * Reads heights from a picture in grey, of 16 bits best: with 8 bits a hill of 100 m has steps of 40 cm. Heights belong to the
 * middle of their pixels.
 *
 * Needs the package `fast-png`.
 *
 * @throws PathsError `INVALID_FILE` for what is no PNG, is cut short, has colours, or options that are no lengths.
 *
 * @example
 * ```ts no-run
 * import { readFile } from 'node:fs/promises';
 * import { readHeightPng } from '@fermat/paths/formats';
 *
 * const { rows, bounds } = await readHeightPng(await readFile('island.png'), { cellSize: 10, lowest: 0, highest: 850 });
 * ```
 */
export async function readHeightPng(bytes: Uint8Array, { cellSize, lowest, highest, origin = [0, 0] }: HeightPngOptions): Promise<Grid> {
  const format = 'heights';
  if (!(cellSize > 0 && cellSize < Infinity)) throw invalidFile(format, `cellSize is ${cellSize}: pass the edge of a pixel on the ground, a positive number`);
  if (![lowest, highest, ...origin].every(Number.isFinite)) throw invalidFile(format, `lowest, highest and origin are ${lowest}, ${highest} and [${origin.join(', ')}]: pass finite numbers`);
  const { width, height, max, values } = await readPng(format, bytes);
  const step = (highest - lowest) / max;
  return gridOfCells(width, height, origin, [cellSize, cellSize], (i) => lowest + values[i]! * step);
}

import { invalidFile, shown } from './errors.js';
import { gridOfCells, type Grid } from './grid.js';
import { readPgm, readPng } from './grayImage.js';
import { peer } from './peer.js';

export interface RosMapOptions {
  /** The speed where the map is free; 1 by default. */
  readonly speed?: number;
  /** The speed where nothing is known; 0, impassable, by default. */
  readonly unknownSpeed?: number;
}

export interface RosMap {
  /** How likely each cell is occupied, from 0 to 1, by the map's mode; -1 where nothing is known. */
  readonly occupancy: Grid;
  /** What `speedGrid` takes: the speed at free cells, 0 at occupied ones; between them in mode `scale`. */
  readonly speeds: Grid['rows'];
  readonly bounds: Grid['bounds'];
}

const FORMAT = 'map.yaml';
const MODES = ['trinary', 'scale', 'raw'] as const;

/**
 * Reads an occupancy map of ROS's map_server: the text of its `map.yaml`, and the bytes of the picture that its `image` names,
 * PGM or PNG. A pixel of brightness x is occupied with probability `p = (255 - x) / 255`, or `x / 255` if it is negated; it is
 * occupied above `occupied_thresh`, free below `free_thresh`, and unknown between. The first row of the picture is the
 * uppermost; `origin` is the lower left corner of the map.
 *
 * Needs the package `yaml`, and for PNG `fast-png`.
 *
 * @throws PathsError `INVALID_FILE` for missing or impossible entries, a map that is turned, and a picture that cannot be read.
 *
 * @example
 * ```ts
 * import { readRosMap } from '@fermat/paths/formats';
 *
 * const yaml = 'image: yard.pgm\nresolution: 0.5\norigin: [-1, -1, 0]\nnegate: 0\noccupied_thresh: 0.65\nfree_thresh: 0.196\n';
 * const picture = new TextEncoder().encode('P2 2 2 255  0 254  205 254');
 * const yard = await readRosMap(yaml, picture);
 * console.log(yard.speeds.map((row) => [...row]), yard.bounds); // [[0, 1], [0, 1]] [-0.75, -0.75, -0.25, -0.25]
 * ```
 *
 * Source: ROS documentation, map_server, sections 3 and 4.
 */
export async function readRosMap(yaml: string, image: Uint8Array, { speed = 1, unknownSpeed = 0 }: RosMapOptions = {}): Promise<RosMap> {
  const { parse } = await peer('yaml', () => import('yaml'));
  for (const [name, value] of Object.entries({ speed, unknownSpeed })) {
    if (!(value >= 0 && value < Infinity)) throw invalidFile(FORMAT, `${name} is ${value}: pass a finite number of at least 0`);
  }
  let entries: Record<string, unknown>;
  try {
    entries = parse(yaml) as Record<string, unknown>;
  } catch (error) {
    throw invalidFile(FORMAT, `it is not YAML (${(error as Error).message.split('\n')[0]})`);
  }
  if (!(entries instanceof Object)) throw invalidFile(FORMAT, `it is ${shown(entries)}: it has entries image, resolution and origin`);

  const number = (name: string, otherwise?: number): number => {
    const value = entries[name] ?? otherwise;
    if (typeof value !== 'number' || !Number.isFinite(value)) throw invalidFile(FORMAT, `${name} is ${shown(value)}: it has to be a number`);
    return value;
  };
  const resolution = number('resolution');
  if (!(resolution > 0)) throw invalidFile(FORMAT, `resolution is ${resolution}: it has to be the edge of a pixel in metres, a positive number`);
  const { origin, mode = 'trinary' } = entries;
  if (!Array.isArray(origin) || origin.length < 2 || !origin.every(Number.isFinite)) throw invalidFile(FORMAT, `origin is ${shown(origin)}: it has to be a list [x, y, yaw] of numbers`);
  const [x, y, yaw = 0] = origin as [number, number, number?];
  if (yaw !== 0) throw invalidFile(FORMAT, `the map is turned by ${yaw} rad (the third number of origin): turn the picture instead`);
  const kind = MODES.find((each) => each === mode);
  if (!kind) throw invalidFile(FORMAT, `mode is ${shown(mode)}: it is one of ${MODES.join(', ')}`);
  const [occupied, free] = [number('occupied_thresh', 0.65), number('free_thresh', 0.196)];
  if (!(free < occupied)) throw invalidFile(FORMAT, `free_thresh is ${free} and occupied_thresh ${occupied}: the first has to be the smaller`);
  const negated = Boolean(entries['negate']);

  const isPng = image[0] === 0x89 && image[1] === 0x50;
  const { width, height, max, values } = isPng ? await readPng(FORMAT, image) : readPgm(FORMAT, image);
  const occupancyOf = (index: number): number => {
    const brightness = values[index]! / max;
    if (kind === 'raw') return 255 * brightness > 100 ? -1 : (255 * brightness) / 100;
    const p = negated ? brightness : 1 - brightness;
    if (p > occupied) return 1;
    if (p < free) return 0;
    return kind === 'scale' ? (p - free) / (occupied - free) : -1;
  };
  const occupancy = gridOfCells(width, height, [x, y], [resolution, resolution], occupancyOf);
  const speedOf = (p: number): number => (p < 0 ? unknownSpeed : speed * (1 - p));
  return { occupancy, speeds: occupancy.rows.map((row) => row.map(speedOf)), bounds: occupancy.bounds };
}

import { encode } from 'fast-png';
import { writeArrayBuffer } from 'geotiff';
import { describe, expect, it } from 'vitest';
import { readEsriAscii } from './readEsriAscii.js';
import { readGeoTiff } from './readGeoTiff.js';
import { readHeightPng } from './readHeightPng.js';
import { readRosMap } from './readRosMap.js';

const plain = (rows: readonly Float64Array[]): number[][] => rows.map((row) => [...row]);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('readEsriAscii', () => {
  const header = 'NCOLS 3\r\nNROWS 2\r\nXLLCENTER 0\r\nYLLCENTER 0\r\nCELLSIZE 2\r\n';

  it('reads rows from the north, however their lines are broken', () => {
    expect(plain(readEsriAscii(`${header}1 2\n3 4 5\n-9999`).rows)).toEqual([[4, 5, NaN], [1, 2, 3]]);
    expect(readEsriAscii(`${header}1 2 3 4 5 6`).bounds).toEqual([0, 0, 4, 2]);
  });

  it('reads cells that are no squares', () => {
    expect(readEsriAscii('ncols 2 nrows 2 xllcorner 0 yllcorner 0 dx 2 dy 4 1 2 3 4').bounds).toEqual([1, 2, 3, 6]);
  });

  it.each([
    ['an empty file', '', 'ncols is missing'],
    ['a file cut short', `${header}1 2 3 4 5`, 'only 5 numbers where 3 columns and 2 rows have 6'],
    ['too many numbers', `${header}1 2 3 4 5 6 7`, 'there are more numbers'],
    ['a word among numbers', `${header}1 2 x 4 5 6`, 'number 3 is "x"'],
    ['another header', 'north: 4\nsouth: 2', 'the header has "north:"'],
    ['no place', 'ncols 2 nrows 2 cellsize 1 1 2 3 4', 'xllcorner is missing'],
    ['a size of zero', 'ncols 0 nrows 2 xllcorner 0 yllcorner 0 cellsize 1', 'ncols is 0'],
    ['a negative cell', 'ncols 2 nrows 2 xllcorner 0 yllcorner 0 cellsize -1', 'dx is -1'],
    ['an infinite number', `${header}1 2 3 4 5 Infinity`, 'number 6 is "Infinity"'],
    ['a grid of the world in millimetres', 'ncols 1000000 nrows 1000000 xllcorner 0 yllcorner 0 cellsize 1', 'too many'],
  ])('refuses %s', (_, text, message) => {
    expect(() => readEsriAscii(text)).toThrow(message);
  });
});

describe('readHeightPng', () => {
  const options = { cellSize: 2, lowest: 100, highest: 100 + 65535, origin: [10, 20] } as const;
  const png = encode({ width: 2, height: 2, depth: 16, channels: 1, data: Uint16Array.of(1, 2, 3, 65535) });

  it('reads 16 bits, the lowest row first', async () => {
    const { rows, bounds } = await readHeightPng(png, options);
    expect(plain(rows)).toEqual([[103, 65635], [101, 102]]);
    expect(bounds).toEqual([11, 21, 13, 23]);
  });

  it('reads grey that is saved as colour', async () => {
    const grey = encode({ width: 2, height: 1, channels: 4, data: Uint8Array.of(5, 5, 5, 255, 9, 9, 9, 255) });
    expect(plain((await readHeightPng(grey, { cellSize: 1, lowest: 0, highest: 255 })).rows)).toEqual([[5, 9]]);
  });

  it.each([
    ['no PNG', bytes('GIF89a'), options, 'cannot be decoded'],
    ['a file cut short', png.subarray(0, 50), options, 'cannot be decoded'],
    ['a damaged file', png.map((byte, i) => (i === 45 ? byte ^ 255 : byte)), options, 'CRC'],
    ['a picture that says it is huge', png.map((byte, i) => (i === 16 || i === 20 ? 127 : byte)), options, '2130706434 x 2130706434 cells are too many'],
    ['colours', encode({ width: 1, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3) }), options, 'column 0 and row 0 of the PNG is coloured'],
    ['a cell of no size', png, { ...options, cellSize: 0 }, 'cellSize is 0'],
    ['heights that are none', png, { ...options, highest: NaN }, 'lowest, highest and origin'],
  ])('refuses %s', async (_, data, given, message) => {
    await expect(readHeightPng(data, given)).rejects.toThrow(message);
  });
});

describe('readRosMap', () => {
  const yaml = (rest = ''): string => `image: a.pgm\nresolution: 2\norigin: [0, 0, 0.0]\nnegate: 0\noccupied_thresh: 0.65\nfree_thresh: 0.196\n${rest}`;
  const pgm = new Uint8Array([...bytes('P5\n# made by hand\n3 1\n255\n'), 0, 205, 254]);

  it('tells occupied, unknown and free cells by the thresholds of map_server', async () => {
    const { occupancy, speeds, bounds } = await readRosMap(yaml(), pgm, { speed: 3, unknownSpeed: 0.5 });
    expect(plain(occupancy.rows)).toEqual([[1, -1, 0]]);
    expect(plain(speeds)).toEqual([[0, 0.5, 3]]);
    expect(bounds).toEqual([1, 1, 5, 1]);
  });

  it('reads PNG, negated pictures, and the modes scale and raw', async () => {
    const png = encode({ width: 3, height: 1, channels: 1, data: Uint8Array.of(0, 100, 255) });
    expect(plain((await readRosMap(yaml().replace('negate: 0', 'negate: 1'), png)).occupancy.rows)).toEqual([[0, -1, 1]]);
    const [scaled] = (await readRosMap(yaml('mode: scale'), png)).occupancy.rows;
    expect(scaled![1]).toBeCloseTo((155 / 255 - 0.196) / (0.65 - 0.196), 12);
    expect(plain((await readRosMap(yaml('mode: raw'), png)).occupancy.rows)).toEqual([[0, 1, -1]]);
  });

  it('reads PGM of 16 bits, and in plain text', async () => {
    expect(plain((await readRosMap(yaml(), new Uint8Array([...bytes('P5 2 1 65535\n'), 0, 0, 255, 255]))).occupancy.rows)).toEqual([[1, 0]]);
    expect(plain((await readRosMap(yaml(), bytes('P2 2 1 100\n0 100'))).occupancy.rows)).toEqual([[1, 0]]);
  });

  it.each([
    ['what is no YAML', 'a: [', pgm, 'it is not YAML'],
    ['an empty file', '', pgm, 'it is null'],
    ['no resolution', 'origin: [0, 0, 0]', pgm, 'resolution is missing'],
    ['a turned map', yaml().replace('0.0]', '0.3]'), pgm, 'turned by 0.3 rad'],
    ['thresholds in the wrong order', yaml().replace('0.65', '0.1'), pgm, 'the first has to be the smaller'],
    ['a mode of its own', yaml('mode: fancy'), pgm, 'mode is "fancy"'],
    ['a picture cut short', yaml(), pgm.subarray(0, pgm.length - 1), 'has 2 pixels where 3 x 1 are 3'],
    ['a picture that says it is huge', yaml(), bytes('P5 100000 100000 255\n0'), 'has 1 pixels where 100000 x 100000'],
    ['no picture', yaml(), bytes('hello'), 'does not begin as a PGM does'],
  ])('refuses %s', async (_, text, image, message) => {
    await expect(readRosMap(text, image)).rejects.toMatchObject({ code: 'INVALID_FILE', message: expect.stringContaining(message) });
  });
});

describe('readGeoTiff', () => {
  const metadata = { width: 3, height: 2, ModelPixelScale: [10, 20, 0], ModelTiepoint: [0, 0, 0, 100, 240, 0], GDAL_NODATA: '-1', BitsPerSample: [32], SampleFormat: [3], SamplesPerPixel: 1, GeographicTypeGeoKey: 4326, GTModelTypeGeoKey: 1 };
  const tiff = new Uint8Array(writeArrayBuffer(Float32Array.of(1, 2, 3, 4, 5, -1), metadata));

  /** The same file, whose directory says that it has 100000 columns and rows. */
  const huge = tiff.slice();
  const entries = new DataView(huge.buffer);
  for (let entry = entries.getUint32(4) + 2; entries.getUint16(entry) <= 257; entry += 12) {
    if (entries.getUint16(entry) < 256) continue;
    entries.setUint16(entry + 2, 4);
    entries.setUint32(entry + 8, 100_000);
  }

  it('reads a band north up, with what is not known as NaN', async () => {
    const { rows, bounds } = await readGeoTiff(tiff);
    expect(plain(rows)).toEqual([[4, 5, NaN], [1, 2, 3]]);
    expect(bounds).toEqual([105, 210, 125, 230]);
  });

  it.each([
    ['no TIFF', bytes('hello, world'), {}, 'it cannot be read'],
    ['a file cut short', tiff.subarray(0, tiff.length / 2), {}, 'it cannot be read'],
    ['a picture that says it is huge', huge, {}, '100000 x 100000 cells are too many'],
    ['a band that is not there', tiff, { band: 1 }, 'band is 1, and the file has 1'],
  ])('refuses %s', async (_, data, options, message) => {
    await expect(readGeoTiff(data, options)).rejects.toMatchObject({ code: 'INVALID_FILE', message: expect.stringContaining(message) });
  });

  it('stops when it is told to', async () => {
    await expect(readGeoTiff(tiff, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

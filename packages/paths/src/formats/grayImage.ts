import { invalidFile } from './errors.js';
import { checkCells } from './grid.js';
import { peer } from './peer.js';

/** A picture in grey, from the upper left corner, row after row. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  /** The brightest value: 255, or 65535. */
  readonly max: number;
  readonly values: ArrayLike<number>;
}

/** A picture whose colours are no greys would be read as something that it does not show. */
export async function readPng(format: string, bytes: Uint8Array): Promise<GrayImage> {
  const { decode } = await peer('fast-png', () => import('fast-png'));
  // Width and height stand in front.
  if (bytes?.[0] === 0x89 && bytes.length >= 24) {
    const header = new DataView(bytes.buffer, bytes.byteOffset + 16);
    checkCells(format, header.getUint32(0), header.getUint32(4));
  }
  let png: ReturnType<typeof decode>;
  try {
    png = decode(bytes, { checkCrc: true });
  } catch (error) {
    throw invalidFile(format, `the PNG cannot be decoded (${(error as Error).message}): the file is cut short, or is none`);
  }
  const { width, height, channels, depth, data, palette } = png;
  if (palette) throw invalidFile(format, 'the PNG has a palette: save it in grey, with 8 or 16 bits');
  if (depth < 8) throw invalidFile(format, `the PNG has ${depth} bit a pixel: save it in grey, with 8 or 16 bits`);
  if (channels >= 3) {
    for (let i = 0; i < width * height; i++) {
      const [r, g, b] = [data[i * channels], data[i * channels + 1], data[i * channels + 2]];
      if (r !== g || r !== b) throw invalidFile(format, `the pixel in column ${i % width} and row ${Math.floor(i / width)} of the PNG is coloured: save it in grey`);
    }
  }
  const values = channels === 1 ? data : Float64Array.from({ length: width * height }, (_, i) => data[i * channels]!);
  return { width, height, max: 2 ** depth - 1, values };
}

const HEADER = /^P([25])\s(?:\s*#[^\n]*\n)*\s*(\d+)\s(?:\s*#[^\n]*\n)*\s*(\d+)\s(?:\s*#[^\n]*\n)*\s*(\d+)\s/;

/**
 * Reads a PGM picture, binary (P5) or in plain text (P2), of 8 or 16 bits.
 *
 * Source: Netpbm documentation, PGM format specification.
 */
export function readPgm(format: string, bytes: Uint8Array): GrayImage {
  const start = Array.from(bytes.subarray(0, 4096), (byte) => String.fromCharCode(byte)).join('');
  const header = HEADER.exec(start);
  if (!header) throw invalidFile(format, 'the picture does not begin as a PGM does (P5 or P2, width, height, brightest value)');
  const [width, height, max] = [Number(header[2]), Number(header[3]), Number(header[4])];
  if (width < 1 || height < 1 || max < 1 || max > 65535) throw invalidFile(format, `the PGM is ${width} x ${height} with values up to ${max}: it has to be 1 x 1 at least, with values up to 255 or 65535`);
  const values = header[1] === '5' ? binary(bytes.subarray(header[0].length), max, width * height) : plain(bytes.subarray(header[0].length));
  if (values.length < width * height) throw invalidFile(format, `the PGM has ${values.length} pixels where ${width} x ${height} are ${width * height}: the file is cut short`);
  return { width, height, max, values };
}

function binary(bytes: Uint8Array, max: number, count: number): ArrayLike<number> {
  if (max < 256) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: Math.min(count, bytes.length >> 1) }, (_, i) => view.getUint16(2 * i));
}

function plain(bytes: Uint8Array): ArrayLike<number> {
  return Array.from(new TextDecoder('latin1').decode(bytes).matchAll(/\d+/g), ([digits]) => Number(digits));
}

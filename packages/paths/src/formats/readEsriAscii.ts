import { invalidFile, shown } from './errors.js';
import { checkCells, gridOfCells, type Grid } from './grid.js';

const FORMAT = 'ESRI ASCII grid';
const HEADER = ['ncols', 'nrows', 'xllcorner', 'xllcenter', 'yllcorner', 'yllcenter', 'cellsize', 'dx', 'dy', 'nodata_value'];

/**
 * Reads an ESRI ASCII grid (`.asc`): a header of names and numbers, then the cells from the north, row after row.
 *
 * @throws PathsError `INVALID_FILE` that names the line of the header or the number that is wrong or missing.
 *
 * @example
 * ```ts
 * import { readEsriAscii } from '@fermat/paths/formats';
 *
 * const hill = readEsriAscii('ncols 2\nnrows 2\nxllcorner 100\nyllcorner 200\ncellsize 10\nNODATA_value -9\n3 4\n1 -9\n');
 * console.log(hill.rows.map((row) => [...row]), hill.bounds); // [[1, NaN], [3, 4]] [105, 205, 115, 215]
 * ```
 *
 * Source: ESRI, ArcGIS documentation, Esri ASCII raster format.
 */
export function readEsriAscii(text: string): Grid {
  const words = text.matchAll(/\S+/g);
  const header = new Map<string, number>();
  const numbers: number[] = [];
  const numberIn = (word: string | undefined, what: string): number => {
    const value = Number(word);
    if (word === undefined || !Number.isFinite(value)) throw invalidFile(FORMAT, `${what} is ${shown(word)}: it has to be a number`);
    return value;
  };
  const next = (): string | undefined => words.next().value?.[0];
  let word = next();
  for (; word !== undefined && /^[a-z]/i.test(word) && !/^(nan|inf)/i.test(word); word = next()) {
    const name = word.toLowerCase();
    if (!HEADER.includes(name)) throw invalidFile(FORMAT, `the header has ${shown(word)}: it has ${HEADER.join(', ')}`);
    header.set(name, numberIn(next(), `${name} in the header`));
  }

  const count = (name: string): number => {
    const value = header.get(name);
    if (!Number.isInteger(value) || value! < 1) throw invalidFile(FORMAT, `${name} is ${shown(value)}: the header has to give it as a whole number of at least 1`);
    return value!;
  };
  const length = (names: readonly string[]): number => {
    const value = names.map((name) => header.get(name)).find((found) => found !== undefined);
    if (!(value! > 0 && value! < Infinity)) throw invalidFile(FORMAT, `${names[0]} is ${shown(value)}: the header has to give it as a positive number`);
    return value!;
  };
  const [columns, rows] = [count('ncols'), count('nrows')];
  checkCells(FORMAT, columns, rows);
  const cell = [length(['dx', 'cellsize']), length(['dy', 'cellsize'])] as const;
  const corner = (axis: 'x' | 'y', size: number): number => {
    const [edge, centre] = [header.get(`${axis}llcorner`), header.get(`${axis}llcenter`)];
    if (edge === undefined && centre === undefined) throw invalidFile(FORMAT, `${axis}llcorner is missing: the header has to say where the lower left corner lies`);
    return edge ?? centre! - size / 2;
  };
  const missing = header.get('nodata_value') ?? -9999;
  for (; word !== undefined && numbers.length <= columns * rows; word = next()) numbers.push(numberIn(word, `number ${numbers.length + 1}`));
  if (numbers.length !== columns * rows) {
    const amount = numbers.length > columns * rows ? 'more' : `only ${numbers.length}`;
    throw invalidFile(FORMAT, `there are ${amount} numbers where ${columns} columns and ${rows} rows have ${columns * rows}: the file is cut short, or its header is wrong`);
  }
  return gridOfCells(columns, rows, [corner('x', cell[0]), corner('y', cell[1])], cell, (i) => (numbers[i] === missing ? NaN : numbers[i]!));
}

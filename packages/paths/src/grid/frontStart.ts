import { invalidRaster, noSources, noSpeedAtEnd, outsideBounds } from '../errors.js';
import { depthInside } from '../geometry/bounds.js';
import { checkPoint } from '../geometry/path.js';
import { addScaled, norm, subtract } from '../geometry/vector.js';
import type { Vector } from '../geometry/vector.js';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import { placeOf, rasterOf } from './raster.js';
import type { Raster } from './raster.js';
import type { SpeedGrid } from './speedGrid.js';

/**
 * So many columns and rows around a source the times are those of straight lines, as differences fail near a point;
 * fewer where something impassable stands so near.
 */
const furthestReach = 4;

const rule = gaussLegendre(4);

/** Where a front starts: the times that are given, `Infinity` at all other points of the grid. */
export interface FrontStart {
  readonly times: Float64Array;
  /** Which of the sources each of the times counts from. */
  readonly origins: Int32Array;
  readonly sources: readonly Vector[];
}

/** A start at the points of the grid around sources, by straight lines. */
export function startAroundSources(grid: SpeedGrid, sources: readonly Vector[]): FrontStart {
  if (!Array.isArray(sources) || sources.length === 0) throw noSources();
  const { bounds, spacing, values } = grid.raster;
  const times = new Float64Array(values.length).fill(Infinity);
  const origins = new Int32Array(values.length);
  sources.forEach((source, i) => {
    checkSource(grid, `sources[${i}]`, source);
    const column = (source[0]! - bounds[0]!) / spacing[0];
    const row = (source[1]! - bounds[1]!) / spacing[1];
    let near = indicesAround(grid.raster, column, row, 1);
    for (let reach = 2; reach <= furthestReach; reach++) {
      const further = indicesAround(grid.raster, column, row, reach);
      if (further.some((index) => values[index] === 0)) break;
      near = further;
    }
    for (const index of near) {
      const time = values[index]! > 0 ? straightTime(grid, source, placeOf(grid.raster, index)) : Infinity;
      if (time >= times[index]!) continue;
      times[index] = time;
      origins[index] = i;
    }
  });
  return { times, origins, sources };
}

/** The points of the grid at most `reach` columns and rows from a place. */
function indicesAround({ columns, rows }: Raster, column: number, row: number, reach: number): number[] {
  const found: number[] = [];
  for (let y = Math.max(0, Math.ceil(row - reach)); y <= Math.min(rows - 1, row + reach); y++) {
    for (let x = Math.max(0, Math.ceil(column - reach)); x <= Math.min(columns - 1, column + reach); x++) found.push(y * columns + x);
  }
  return found;
}

/** A start beside the zero level of a function, by the distances to it along the axes, where it changes its sign. */
export function startBesideFront(grid: SpeedGrid, front: readonly ArrayLike<number>[]): FrontStart {
  const { columns, rows, bounds, spacing, values: speeds } = grid.raster;
  const { values, columns: width, rows: height } = rasterOf('front', front, bounds);
  if (width !== columns || height !== rows) throw invalidRaster('front', `it has ${height} rows of ${width} values, the grid ${rows} of ${columns}`);
  const distanceAlong = (index: number, step: number, place: number, count: number, distance: number): number => {
    let nearest = Infinity;
    for (const side of [-1, 1]) {
      const other = values[index + side * step];
      const isNeighbour = place + side >= 0 && place + side < count;
      if (isNeighbour && other! * values[index]! < 0) nearest = Math.min(nearest, (distance * values[index]!) / (values[index]! - other!));
    }
    return nearest;
  };
  const times = values.map((value, index) => {
    if (speeds[index] === 0) return Infinity;
    if (value === 0) return 0;
    const x = distanceAlong(index, 1, index % columns, columns, spacing[0]);
    const y = distanceAlong(index, columns, Math.floor(index / columns), rows, spacing[1]);
    return 1 / (speeds[index]! * Math.hypot(1 / x, 1 / y));
  });
  if (times.every((time) => time === Infinity)) throw noSources();
  return { times, origins: new Int32Array(times.length), sources: [] };
}

function checkSource(grid: SpeedGrid, where: string, source: Vector): void {
  checkPoint(where, source, 2);
  if (depthInside(grid.raster.bounds, source) < 0) throw outsideBounds(where, source, grid.raster.bounds);
  const speed = grid.speedAt(source);
  if (!(speed > 0)) throw noSpeedAtEnd(where, source, speed);
}

function straightTime(grid: SpeedGrid, from: Vector, to: Vector): number {
  const line = subtract(to, from);
  const slowness = rule.nodes.reduce((total, u, i) => total + rule.weights[i]! / grid.speedAt(addScaled(from, u, line)), 0);
  return norm(line) === 0 ? 0 : norm(line) * slowness;
}

import type { Point } from '../../geometry/vector.js';
import type { RegionMap } from '../../regions/regionMap.js';
import { regionMap } from '../../regions/regions.js';
import type { CurvedLayers } from '../curvedLayers.js';
import type { CurvedLeg } from '../curvedTrace.js';
import { coveringColumns } from './coveringColumns.js';
import type { Column } from './coveringColumns.js';
import type { Section } from './section.js';

/** A map of polygons, each place of which is as fast as any of the layers that are seen there, or faster, and a path as it runs there. */
export interface CoveringMap {
  readonly map: RegionMap;
  readonly path: readonly Point[];
}

/** How far polygons lie beyond their layers at least, relative to the height: more than a point of a surface may be off it. */
const margin = 1e-9;

/**
 * Covers the layers of a section with polygons of their speeds, each a little larger than its layer, the faster ones on top. They
 * are closest to the layers where these are close to a path, which is given by its legs.
 */
export function coveringMap(layers: CurvedLayers, section: Section, legs: readonly CurvedLeg[], accuracy: number): CoveringMap {
  const { speeds, surfaces } = layers;
  const { bounds } = section;
  const [, top, , bottom] = bounds as readonly [number, number, number, number];
  const height = bottom - top;
  const within = (depth: number): number => Math.min(Math.max(depth, top), bottom);
  const places = [legs[0]!.from, ...legs.map(({ to }) => to)].map((point) => section.placeOf(point));
  const columns = coveringColumns(section, surfaces.length, places, legs.filter(({ surface }) => surface >= 0).map(({ from }) => section.placeOf(from)[0]!), accuracy);
  const borders = surfaces.map((_, surface) => bordersOf(columns, surface, margin * height));
  const regions = speeds.map((speed, layer) => {
    const upper = columns.map(({ x }, k): [number, number] => [x, layer === 0 ? top - height : within(borders[layer - 1]!.before[k]!)]);
    const lower = upper.map(([x, depth], k): [number, number] => [x, layer === surfaces.length ? bottom + height : Math.max(within(borders[layer]!.beyond[k]!), depth + margin * height)]);
    return { polygon: [...upper, ...lower.reverse()], speed };
  });
  const onBorder = (surface: number, x: number): Point => {
    const { before, beyond } = borders[surface]!;
    return [x, within(depthOver(columns, speeds[surface]! > speeds[surface + 1]! ? beyond : before, x))];
  };
  const moved = legs.flatMap(({ surface, arc }, i): Point[] => {
    const [[from], [to]] = [places[i]!, places[i + 1]!] as [Point, Point];
    const first = i === 0 || surface < 0 ? places[i]! : onBorder(surface, from!);
    if (arc === undefined) return [first];
    const between = columns.map(({ x }) => x).filter((x) => (x - from!) * (to! - x) > 0);
    return [first, ...(from! < to! ? between : between.reverse()).map((x) => onBorder(surface, x))];
  });
  return { map: regionMap({ regions: regions.sort((a, b) => a.speed - b.speed), background: Math.max(...speeds), bounds }), path: [...moved, places[legs.length]!] };
}

/** The depths over the columns of two polylines, of which one lies before a surface everywhere and the other beyond it. */
function bordersOf(columns: readonly Column[], surface: number, away: number): { readonly before: number[]; readonly beyond: number[] } {
  const errorsBeside = columns.map(({ errors }, k) => [errors[surface], columns[k - 1]?.errors[surface]].filter((error) => error !== undefined));
  return {
    before: columns.map(({ depths }, k) => depths[surface]! - away + Math.min(0, ...errorsBeside[k]!.map(([least]) => least))),
    beyond: columns.map(({ depths }, k) => depths[surface]! + away + Math.max(0, ...errorsBeside[k]!.map(([, most]) => most))),
  };
}

/** The depth of a polyline over the columns at a place. */
function depthOver(columns: readonly Column[], depths: readonly number[], x: number): number {
  const next = Math.max(1, columns.findIndex((column) => column.x >= x));
  const [left, right] = [columns[next - 1]!.x, columns[next]!.x];
  return depths[next - 1]! + ((x - left) / (right - left)) * (depths[next]! - depths[next - 1]!);
}

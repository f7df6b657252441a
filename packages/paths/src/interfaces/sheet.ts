import { add, mul, sub } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import { depthInside } from '../geometry/bounds.js';
import { norm, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { curvedLayers } from './curvedLayers.js';
import type { CurvedLayers } from './curvedLayers.js';
import type { Ends } from './phasePaths.js';
import { surfaceOf } from './surface.js';

/** An upright sheet between two points, unrolled: its layers are layers of the plane. */
export interface Sheet {
  readonly layers: CurvedLayers;
  readonly ends: Ends;
  /** The place over which a point of the sheet lies. */
  readonly placeAt: (along: number) => Point;
}

/** How far a sheet goes on beyond the ends, relative to the distance, and at how many places it is looked whether it is within the bounds. */
const overhang = 0.3;
const looks = 40;

/** The sheet that is bent to the side by a part of the distance; `null` where it leaves the bounds between the ends. */
export function sheetBetween({ bounds, surfaces, speeds, names }: CurvedLayers, { from, to }: Ends, bend: number): Sheet | null {
  const line = subtract(to, from);
  const [x = 0, y = 0] = line;
  const length = Math.hypot(x, y);
  const [cos, sin] = length > 0 ? [x / length, y / length] : [1, 0];
  const curvature = length > 0 ? (4 * bend) / length : 0;
  const placeAt = (along: number): Point => {
    const aside = curvature * along * (length - along);
    return [from[0]! + cos * along - sin * aside, from[1]! + sin * along + cos * aside];
  };
  const isInside = (along: number): boolean => depthInside(bounds, [...placeAt(along), from[2]!]) >= 0;
  const reach = overhang * norm(line);
  const away = Array.from({ length: looks + 1 }, (_, k) => (k / looks) * reach);
  const lastInside = (places: readonly number[]): number => places[places.findIndex((place) => !isInside(place)) - 1] ?? places[places.length - 1]!;
  const [start, end] = [lastInside(away.map((distance) => -distance)), lastInside(away.map((distance) => length + distance))];
  const leaves = away.some((_, k) => !isInside((k / looks) * length));
  if (leaves || !(start < end) || (length === 0 && bend !== 0)) return null;
  const unrolled = surfaces.map(({ depth }) =>
    surfaceOf((along: Tensor) => {
      const aside = mul(curvature, mul(along, sub(length, along)));
      return depth(add(from[0]!, sub(mul(cos, along), mul(sin, aside))), add(from[1]!, add(mul(sin, along), mul(cos, aside))));
    }, 2),
  );
  return {
    layers: curvedLayers(unrolled, speeds, names, [start, bounds[2]!, end, bounds[5]!]),
    ends: { from: [0, from[2]!], to: [length, to[2]!] },
    placeAt,
  };
}

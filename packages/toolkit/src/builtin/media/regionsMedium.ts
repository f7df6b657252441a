import { regions } from '@fermat/paths';
import * as z from 'zod';
import { impassableEnd } from '../../errors.js';
import type { MediumKind } from '../../plugins/plugin.js';
import type { SearchProblem } from '../../run/searchProblem.js';
import { printableText } from '../../scenario/printableText.js';

/** How many polygons and corners a scenario may have: a map with more is a file of its own. */
const mostRegions = 1000;
const mostCorners = 10_000;

/** A map of polygons; the path is found by a search, so that there are no unknowns. */
export function regionsMedium(): MediumKind {
  const point = z.tuple([z.number(), z.number()]).describe('a point [x, y]');
  const ring = z.array(point).min(3).max(mostCorners).describe('a list of at least 3 corners [x, y]');
  const region = z
    .strictObject({
      name: printableText(40).exactOptional().describe('a name for the region, 1 to 40 printable characters'),
      polygon: z.union([ring, z.array(ring).min(1).max(1000)]).describe('a list of at least 3 corners [x, y], or a list of such rings, the outer one first, then its holes'),
      speed: z.number().min(0).describe('a number of at least 0, the speed in this region; 0 where nothing passes'),
    })
    .describe('an object with "polygon", "speed" and perhaps "name"');
  const schema = z.strictObject({
    regions: z.array(region).max(mostRegions).describe(`a list of at most ${mostRegions} regions; a later one covers an earlier one`),
    background: z.number().min(0).describe('a number of at least 0, the speed where no region is'),
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).describe('the corners of the map, [xmin, ymin, xmax, ymax]'),
    from: point.describe('the start, a point [x, y] of the map where something passes'),
    to: point.describe('the goal, a point [x, y] of the map where something passes'),
  });
  const kind: MediumKind<typeof schema> = {
    summary: 'a map of polygons, each with a speed, over a background; the path from `from` to `to` is searched, without a method',
    schema,
    create({ regions: list, background, bounds, from, to }): SearchProblem {
      const named = list.map(({ name, polygon, speed }, i) => ({ name: name ?? `region ${i + 1}`, polygon, speed }));
      const medium = regions({ regions: named, background, bounds });
      const [xmin, ymin, xmax, ymax] = bounds;
      const ground = { name: 'background', rings: [[[xmin, ymin], [xmax, ymin], [xmax, ymax], [xmin, ymax]]], speed: background };
      const areas = named.map(({ name, polygon, speed }) => ({ name, rings: isRing(polygon) ? [polygon] : polygon, speed }));
      for (const [name, point] of Object.entries({ from, to })) {
        if (medium.cost(point, [1, 0]) === Infinity) throw impassableEnd(name, point);
      }
      return { medium, from, to, bounds, areas: [ground, ...areas] };
    },
  };
  return kind;
}

type Corner = [number, number];

function isRing(polygon: Corner[] | Corner[][]): polygon is Corner[] {
  return typeof polygon[0]?.[0] === 'number';
}

import type { Point } from '../../geometry/vector.js';
import { distanceTo } from '../../geometry/path.js';
import type { Range } from '../../numeric/functionRange.js';
import type { Section } from './section.js';

/** The surfaces over one place, and how much deeper they are than their chords to the next; nothing beyond the last. */
export interface Column {
  readonly x: number;
  readonly depths: readonly number[];
  readonly errors: readonly Range[];
}

/** How many columns there are at least. */
const fewest = 24;

/** Places closer to each other than this part of the width are one. */
const closest = 1e-7;

/** Chords are as close to a surface as this part of their distance from the path, where the accuracy that is asked for is less. */
const accuracyAway = 1e-2;

/**
 * Places of a section between which the chords of surfaces are close to them, the closer the nearer they are to a path.
 *
 * @param met places that are to be among them: where the path meets a surface
 * @param accuracy how close chords have to be, relative to the size of the section
 */
export function coveringColumns(section: Section, surfaces: number, path: readonly Point[], met: readonly number[], accuracy: number): Column[] {
  const [start, top, end, bottom] = section.bounds as readonly [number, number, number, number];
  const width = end - start;
  const size = Math.hypot(width, bottom - top);
  const depthsAt = (x: number): number[] => Array.from({ length: surfaces }, (_, surface) => section.depthAt(surface, x));
  const isClose = (x: number, next: number, depth: number, depthNext: number, [least, most]: Range): boolean => {
    const reach = Math.hypot(next - x, depthNext - depth) / 2;
    const away = Math.max(0, distanceTo(path, [(x + next) / 2, (depth + depthNext) / 2]) - reach);
    return Math.max(-least, most) <= accuracy * size + accuracyAway * away;
  };
  const columnsFrom = (x: number, depths: readonly number[], next: number, depthsNext: readonly number[]): Column[] => {
    const errors = depths.map((depth, i) => section.chordError(i, { stretch: [x, next], depths: [depth, depthsNext[i]!] }));
    if (next - x <= section.narrowest * width || errors.every((error, i) => isClose(x, next, depths[i]!, depthsNext[i]!, error))) return [{ x, depths, errors }];
    const middle = (x + next) / 2;
    const between = depthsAt(middle);
    return [...columnsFrom(x, depths, middle, between), ...columnsFrom(middle, between, next, depthsNext)];
  };
  const places = Array.from({ length: fewest + 1 }, (_, k) => (k === fewest ? end : start + (k / fewest) * width));
  for (const x of met) if (places.every((other) => Math.abs(other - x) > closest * width)) places.push(x);
  const known = places.sort((a, b) => a - b).map((x) => ({ x, depths: depthsAt(x) }));
  const columns = known.slice(1).flatMap(({ x, depths }, i) => columnsFrom(known[i]!.x, known[i]!.depths, x, depths));
  return [...columns, { ...known[known.length - 1]!, errors: [] }];
}

import { leastTimePath, type RegionsMedium, type TimedPath } from '@fermat/paths';
import { randomNumbers } from './randomNumbers.js';

/** How many of the locally best ways are refined: about twice the work of a search. */
const alternatives = 320;

/** Places to start from, each about twice the work of a search: a way through it, and the search from that way. */
const detours = 4;

/** How far from the path these lie at most, as a part of the distance between its ends. */
const reach = 0.3;

/** The least time that about ten times the work of the search that found a path comes to. */
export function furtherSearch(medium: RegionsMedium, { path, time }: TimedPath): number {
  const ends = { from: path[0]!, to: path.at(-1)!, certificateBudgetMs: 0 };
  const times = [time, leastTimePath(medium, { ...ends, alternatives }).time];
  const random = randomNumbers(7919);
  for (let i = 0; i < detours; i++) {
    const place = placeNear(medium, path, random);
    if (place === undefined) continue;
    const detour = leastTimePath(medium, { ...ends, via: [place] });
    if (detour.time < Infinity) times.push(leastTimePath(medium, { ...ends, warmStart: detour }).time);
  }
  return Math.min(...times);
}

/** A random place of the map beside a path that can be entered. */
function placeNear(medium: RegionsMedium, path: TimedPath['path'], random: () => number): number[] | undefined {
  const [from, to] = [path[0]!, path.at(-1)!];
  const spread = reach * Math.hypot(to[0]! - from[0]!, to[1]! - from[1]!);
  const tries = Array.from({ length: 50 }, () => {
    const i = Math.floor(random() * (path.length - 1));
    const part = random();
    return [0, 1].map((axis) => path[i]![axis]! + part * (path[i + 1]![axis]! - path[i]![axis]!) + spread * (2 * random() - 1));
  });
  return tries.find((place) => medium.cost(place, [1, 0]) < Infinity);
}

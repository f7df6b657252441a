import type { CurvedRoute } from './curvedRoute.js';

/** A route, and about where it visits its surfaces. */
export interface Sketch<Place> {
  readonly route: CurvedRoute;
  readonly places: readonly Place[];
}

/** A sketch that does not follow a surface in some legs, one after the other: it crosses it where it must, or passes it by. */
export function withoutLegs<Place>({ route: { visits, legs }, places }: Sketch<Place>, first: number, last: number): Sketch<Place> {
  const [before, after] = [legs[first - 1], legs[last + 1]];
  const crosses = before !== undefined && after !== undefined && before.layer !== after.layer;
  const isSame = before !== undefined && before.layer === after?.layer;
  const drop = <T>(list: readonly T[], start: number, end: number): T[] => [...list.slice(0, start), ...list.slice(end)];
  const firstVisit = Math.max(0, crosses ? first : first - 1);
  return {
    route: { visits: drop(visits, firstVisit, last + 1), legs: drop(legs, first, last + (isSame ? 2 : 1)) },
    places: drop(places, firstVisit, last + 1),
  };
}

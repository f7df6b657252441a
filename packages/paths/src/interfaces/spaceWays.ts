import { add, flatObjective, mul } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import { lbfgs, minimize } from '@fermat/optim';
import { cornersOf, diagonalOf } from '../geometry/bounds.js';
import type { Path } from '../geometry/path.js';
import { addScaled, dot, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { timeOf } from '../medium/pathTime.js';
import { largestResidual, measureCrossings } from '../proof/snellCrossing.js';
import { distinctPaths } from '../search/distinctPaths.js';
import { balancer } from './balancer.js';
import { routeOf } from './curvedDerivatives.js';
import type { CurvedLayers } from './curvedLayers.js';
import { curvedRouteAt } from './curvedRoute.js';
import type { CurvedRoute } from './curvedRoute.js';
import { curvedTrace, followsOn } from './curvedTrace.js';
import { problemOf } from './phasePaths.js';
import type { Ends } from './phasePaths.js';
import { fastestOf, isStationary, isWithinBounds, phaseWays } from './phaseWays.js';
import { planeWays } from './planeWays.js';
import { withoutLegs } from './sketch.js';
import type { Sketch } from './sketch.js';
import { sheetBetween } from './sheet.js';
import type { Sheet } from './sheet.js';
import { pointAt } from './surface.js';

/** How far sheets are bent to the side, relative to the distance. */
const bends = [0, 0.15, -0.15, 0.4, -0.4];

/** A route that takes longer than a path that is known by less than this part may still lead to a faster one. */
const promising = 3e-2;

/** A way within a sheet that is faster than all paths that obey Snell's law, but by no more than this part, is a sketch of one of them. */
const rough = 1e-3;

/** Where no path is found close to a sketch that is moved aside, it is looked for after so much of the way. */
const parts = [1, 0.5, 0];

/** A path with a residual of Snell's law up to this may obey it once its stretches along surfaces have more points. */
const nearly = 1e-2;

/** Paths that nowhere come apart by more than this part of the diagonal are one. */
const same = 1e-3;

/**
 * Paths of locally least time between two points in space: phases, and those close to the fastest ways within upright sheets between
 * the points, which may creep along surfaces. Where none of them obeys Snell's law, the best that is known.
 */
export function spaceWays(layers: CurvedLayers, ends: Ends): Path[] {
  const phases = phaseWays(layers, ends);
  const least: Path[] = phases.filter((path) => isStationary(layers, path));
  const sheets = bends.flatMap((bend) => sheetBetween(layers, ends, bend) ?? []);
  const known = new Set(least.map((path) => routeOf(curvedTrace(layers, path)).route.visits.join()));
  const isNew = ({ route }: Sketch<Point>): boolean => route.legs.some(({ following }) => following !== null) || !known.has(route.visits.join());
  const sketches = sheets.flatMap((sheet) => planeWays(sheet.layers, sheet.ends).map((way) => sketchOn(sheet, way))).filter(isNew);
  const shifted = sketches.map((sketch) => shiftAside(layers, ends, sketch)).sort((a, b) => a.time - b.time);
  let fastest = fastestOf(layers, least);
  for (const { time, route, placesAfter } of shifted) {
    if (time > fastest * (1 + promising)) break;
    const path = leastNear(layers, ends, route, parts.map(placesAfter));
    if (path === null) continue;
    least.push(path);
    fastest = Math.min(fastest, fastestOf(layers, [path]));
  }
  const coarse = sketches.map((sketch) => pathThrough(layers, ends, sketch)).filter((path) => isWithinBounds(layers, path) && fastestOf(layers, [path]) < fastest * (1 - rough));
  const found = [...(least.length > 0 ? least : phases), ...coarse].map((path) => ({ path: path.map((point) => Array.from(point)), time: timeOf(curvedTrace(layers, path)) }));
  // One way along a surface may be given by more points than another.
  return distinctPaths(found.sort((a, b) => a.time - b.time), same * diagonalOf(cornersOf(layers.bounds))).map(({ path }) => path);
}

/** A path that obeys Snell's law close to one of some sketches of a route; `null` where none is found. */
function leastNear(layers: CurvedLayers, ends: Ends, route: CurvedRoute, sketches: readonly (readonly Point[])[]): Path | null {
  const settle = settler(layers, ends, route);
  for (const places of sketches) {
    const settled = settle(places);
    if (residualOf(layers, pathThrough(layers, ends, settled)) > nearly) continue;
    const finer = withMiddles(ends, settled);
    const paths = [settler(layers, ends, finer.route)(finer.places), settled].map((sketch) => pathThrough(layers, ends, sketch));
    const found = paths.find((path) => isWithinBounds(layers, path) && isStationary(layers, path));
    if (found !== undefined) return found;
  }
  return null;
}

/** A way through a sheet: the points of a stretch along a surface are visits, and stand evenly. */
function sketchOn({ layers, placeAt }: Sheet, way: Path): Sketch<Point> {
  const legs = curvedTrace(layers, way);
  const met = legs.flatMap((leg, i) => (i > 0 && leg.surface >= 0 ? [leg] : []));
  const route: CurvedRoute = {
    visits: met.map(({ surface }) => surface),
    legs: [legs[0]!, ...met].map(({ layer, surface, arc }) => ({ layer, following: arc === undefined ? null : { surface, parts: [0, 1] } })),
  };
  const alongs = evenedOut(met.map(({ from }) => from[0]!), (i) => followsOn(met[i - 1], met[i]!));
  return { route, places: alongs.map(placeAt) };
}

/** Numbers, of which those within a row are moved so that they stand evenly. */
function evenedOut(values: readonly number[], isWithin: (i: number) => boolean): number[] {
  const evened = [...values];
  for (let first = 0, last = 1; last < values.length; last++) {
    if (isWithin(last)) continue;
    for (let i = first + 1; i < last; i++) evened[i] = values[first]! + ((i - first) / (last - first)) * (values[last]! - values[first]!);
    first = last;
  }
  return evened;
}

/**
 * Finds the route of locally least time close to sketches of one route: it follows the same surfaces, but for those that it does
 * not come to.
 */
function settler(layers: CurvedLayers, ends: Ends, route: CurvedRoute): (near: readonly Point[]) => Sketch<Point> {
  const balance = balancer(problemOf(layers, ends, route));
  return (near) => {
    const found = balance(near.flat());
    const places = near.map((_, k): Point => found.slice(2 * k, 2 * k + 2));
    const backwards = rowsOf(route).filter(([first, last]) => runsBack(ends, near, places, first, last));
    if (backwards.length === 0) return { route, places };
    const less = backwards.reduceRight((left, [first, last]) => withoutLegs(left, first, last), { route, places: near } as Sketch<Point>);
    return settler(layers, ends, less.route)(less.places);
  };
}

/** A sketch with a visit in the middle of each leg along a surface. */
function withMiddles({ from, to }: Ends, { route, places }: Sketch<Point>): Sketch<Point> {
  const all = [from.slice(0, 2), ...places, to.slice(0, 2)];
  const isLong = (k: number): boolean => route.legs[k]!.following !== null;
  const legs = route.legs.flatMap((leg, k) => (isLong(k) ? [leg, leg] : [leg]));
  const visits = route.legs.flatMap((leg, k) => [...(leg.following === null ? [] : [leg.following.surface]), ...route.visits.slice(k, k + 1)]);
  const finer = route.legs.flatMap((_, k) => [...(isLong(k) ? [addScaled(all[k]!, 0.5, subtract(all[k + 1]!, all[k]!))] : []), ...places.slice(k, k + 1)]);
  return { route: { visits, legs }, places: finer };
}

/** How often visits are moved aside at most, to where the time is least: no closer than it takes to find the balance. */
const mostMoves = 30;

/** How far they are moved at first, relative to the distance: on the top of a hill to either side is down. */
const nudge = 1e-3;

interface Shift {
  readonly route: CurvedRoute;
  /** Where its visits are after part of the way aside. */
  readonly placesAfter: (part: number) => readonly Point[];
  /** The time after all of it, as long as the legs stay in their layers. */
  readonly time: number;
}

/** Moves a sketch to less time: all visits stay as far along the line between the ends as they are. */
function shiftAside(layers: CurvedLayers, ends: Ends, { route, places }: Sketch<Point>): Shift {
  const [x = 0, y = 0] = subtract(ends.to, ends.from);
  const length = Math.hypot(x, y);
  const aside = length > 0 ? [-y / length, x / length] : [0, 1];
  const problem = problemOf(layers, ends, route);
  const timeOf = (shifts: Tensor[]): Tensor => curvedRouteAt(problem, places.map((place, i) => place.map((value, axis) => add(value, mul(aside[axis]!, shifts[i]!))))).time;
  if (places.length === 0) return { route, placesAfter: () => places, time: timeOf([]).item() };
  const { x: shifts, value: time } = minimize(flatObjective(timeOf, places.map(() => 0)), new Float64Array(places.length).fill(nudge * length), { method: lbfgs(), maxIterations: mostMoves });
  return { route, placesAfter: (part) => places.map((place, i) => addScaled(place, part * shifts[i]!, aside)), time };
}

/** That of Snell's law; of a path that leaves the bounds infinite. */
function residualOf(layers: CurvedLayers, path: Path): number {
  return isWithinBounds(layers, path) ? largestResidual(measureCrossings(curvedTrace(layers, path))) : Infinity;
}

function pathThrough({ surfaces }: CurvedLayers, { from, to }: Ends, { route, places }: Sketch<Point>): Point[] {
  return [from, ...route.visits.map((surface, i) => pointAt(surfaces[surface]!, places[i]!)), to];
}

/** The first and the last leg of each stretch along a surface. */
function rowsOf({ legs }: CurvedRoute): (readonly [first: number, last: number])[] {
  const isAlong = (k: number): boolean => legs[k] !== undefined && legs[k].following !== null;
  const starts = legs.flatMap((_, k) => (isAlong(k) && !isAlong(k - 1) ? [k] : []));
  return starts.map((first) => [first, legs.findIndex((_, k) => k >= first && !isAlong(k + 1))]);
}

/** Whether a stretch has come out with its ends the wrong way round. */
function runsBack({ from, to }: Ends, sketched: readonly Point[], found: readonly Point[], first: number, last: number): boolean {
  const across = (places: readonly Point[]): Point => {
    const all = [from, ...places, to];
    return subtract(all[last + 1]!.slice(0, 2), all[first]!.slice(0, 2));
  };
  return !(dot(across(sketched), across(found)) > 0);
}

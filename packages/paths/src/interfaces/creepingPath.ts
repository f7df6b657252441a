import { addScaled, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { isClose } from './arcAlong.js';
import { fasterSide, surfaceAt } from './curvedLayers.js';
import type { CurvedLayers } from './curvedLayers.js';
import { balancer } from './balancer.js';
import type { CurvedRoute, RouteLeg } from './curvedRoute.js';
import { phasePaths, problemOf } from './phasePaths.js';
import type { Ends } from './phasePaths.js';
import type { SampledStep, SampledWay } from './sampledWay.js';
import { withoutLegs } from './sketch.js';
import type { Sketch } from './sketch.js';
import { pointAt } from './surface.js';
import type { Surface } from './surface.js';

/** Points along a surface stand so close that it leaves the line between them by half of what `arcAlong` allows. */
const close = 0.005;

/** How often the stretch between two points is halved at most. */
const mostHalvings = 12;

/**
 * The path of locally least time close to a sampled one in the plane: it crosses surfaces as Snell says, and creeps along others
 * from where it touches them, or meets them at the critical angle, to where it leaves them so.
 */
export function creepingPath(layers: CurvedLayers, ends: Ends, sampled: SampledWay): Point[] {
  let sketch = sketchOf(layers, sampled);
  for (;;) {
    const { route } = sketch;
    if (route.legs.every(({ following }) => following === null)) return phasePaths(layers, ends, route, [sketch.places.map((place) => [place])])[0]!;
    const places = balancer(problemOf(layers, ends, route))(sketch.places);
    const backwards = route.legs.flatMap((_, leg) => (runsBack(sketch, places, ends, leg) ? [leg] : []));
    if (backwards.length === 0) return pathThrough(layers, ends, route, places);
    sketch = backwards.reduceRight((left, leg) => withoutLegs(left, leg, leg), sketch);
  }
}

/** The route of a sampled way: steps along one surface are one leg, and where it only touches a surface it may follow it. */
function sketchOf(layers: CurvedLayers, sampled: SampledWay): Sketch<number> {
  const [visits, places, legs] = [[] as number[], [] as number[], [] as RouteLeg[]];
  const steps = sampled.steps.map((step, i) => ({ ...step, along: isFlat(layers, sampled.steps[i - 1], step) ? step.surface : step.along }));
  steps.forEach(({ to, surface, layer, along }, i) => {
    const next = steps[i + 1];
    if (along < 0 || along !== steps[i - 1]?.along) legs.push({ layer, following: along < 0 ? null : { surface: along, parts: [0, 1] } });
    if (next === undefined || (along >= 0 && along === next.along)) return;
    visits.push(surface);
    places.push(to[0]!);
    if (along >= 0 || next.along >= 0 || layer !== next.layer) return;
    visits.push(surface);
    places.push(to[0]!);
    legs.push({ layer: fasterSide(layers, surface), following: { surface, parts: [0, 1] } });
  });
  return { route: { visits, legs }, places };
}

/** Whether a step from one place of a surface to another runs along it, since it is flat there. */
function isFlat(layers: CurvedLayers, before: SampledStep | undefined, { to, surface }: SampledStep): boolean {
  return before !== undefined && surface >= 0 && before.surface === surface && surfaceAt(layers, addScaled(to, 0.5, subtract(before.to, to))) === surface;
}

/** Whether a leg that should follow a surface has come out with its ends the wrong way round. */
function runsBack({ route, places }: Sketch<number>, found: readonly number[], { from, to }: Ends, leg: number): boolean {
  if (route.legs[leg]!.following === null) return false;
  const endsOf = (all: readonly number[]): number[] => [from[0]!, ...all, to[0]!];
  const [before, sketched, solved] = [endsOf(places)[leg - 1]!, endsOf(places), endsOf(found)];
  const heading = sketched[leg + 1]! - sketched[leg]! || sketched[leg]! - before;
  return !((solved[leg + 1]! - solved[leg]!) * heading > 0);
}

function pathThrough({ surfaces }: CurvedLayers, { from, to }: Ends, { visits, legs }: CurvedRoute, places: readonly number[]): Point[] {
  const ends = [from, ...visits.map((surface, i) => pointAt(surfaces[surface]!, [places[i]!])), to];
  return [from, ...legs.flatMap(({ following }, i) => {
    const [start, end] = [ends[i]!, ends[i + 1]!];
    return following === null ? [end] : [...between(surfaces[following.surface]!, start, end, mostHalvings), end];
  })];
}

/** Points of a surface between two of its points. */
function between(surface: Surface, start: Point, end: Point, halvings: number): Point[] {
  if (halvings === 0 || isClose(surface, start, end, close)) return [];
  const middle = pointAt(surface, [(start[0]! + end[0]!) / 2]);
  return [...between(surface, start, middle, halvings - 1), middle, ...between(surface, middle, end, halvings - 1)];
}

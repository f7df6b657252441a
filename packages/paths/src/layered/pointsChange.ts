import { dot, norm, normalized } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import type { LayeredGeometry } from './layeredGeometry.js';
import type { LayeredLeg } from './layeredTrace.js';
import { legExtent } from './legExtent.js';

/** A direction in which all that a path through layers depends on may be changed; what is left out stays. */
export interface LayeredChange {
  readonly from?: Vector;
  readonly to?: Vector;
  /** One for each layer. */
  readonly speeds?: ArrayLike<number>;
  readonly thicknesses?: ArrayLike<number>;
}

/**
 * How much longer a leg becomes to one side when the medium changes and the slowness to that side, which all legs of a
 * least-time path have in common, changes by f: `free + softness f`. A leg along an interface has any length, and one f.
 */
type Spring = { readonly free: number; readonly softness: number } | { readonly length: number; readonly force: number };

/**
 * How the points of a least-time path through layers move along a change, by the implicit function theorem.
 *
 * Snell's law gives all legs the same slowness along the layers, so that its change is one vector, and they share a change
 * of the distance as springs in a row share a stretch: in the path's own direction, and, in 3D, aside of it.
 */
export function pointsChange(geometry: LayeredGeometry, legs: readonly LayeredLeg[], points: readonly Point[], change: LayeredChange): Point[] {
  const axis = geometry.dimension - 1;
  const last = points.length - 1;
  const end = (i: number): Vector | undefined => (i === 0 ? change.from : i === last ? change.to : undefined);
  const depths = points.map((point, i) => depthChange(geometry, point[axis]!, change) + (end(i)?.[axis] ?? 0));
  const moved = points.map((_, i): number[] => [...new Array<number>(axis).fill(0), depths[i]!]);

  const direction = directionOf(legs, axis);
  const along = legs.map((leg, i) => springAlong(geometry, leg, direction, depths[i + 1]! - depths[i]!, change));
  const aside = legs.map((leg): Spring => ({ free: 0, softness: legExtent(geometry, leg).length * legExtent(geometry, leg).speed }));
  const sides = axis === 1 ? [[direction, along] as const] : [[direction, along] as const, [[-direction[1]!, direction[0]!], aside] as const];
  for (const [side, springs] of sides) {
    const [from, to] = [partAlong(side, change.from), partAlong(side, change.to)];
    let place = from;
    stretch(springs, to - from).forEach((gives, i) => {
      moved[i]!.forEach((_, k) => k < axis && (moved[i]![k]! += side[k]! * place));
      place += gives;
    });
    moved[last]!.forEach((_, k) => k < axis && (moved[last]![k]! += side[k]! * to));
  }
  return moved;
}

/** The horizontal direction of a path, any where it goes straight across. */
function directionOf(legs: readonly LayeredLeg[], axis: number): Point {
  const total = Array.from({ length: axis }, (_, k) => legs.reduce((sum, { from, to }) => sum + to[k]! - from[k]!, 0));
  return norm(total) === 0 ? total.map((_, k) => (k === 0 ? 1 : 0)) : normalized(total);
}

function partAlong(side: Point, move: Vector | undefined): number {
  return move === undefined ? 0 : dot(side, move);
}

/** By how much the depth of a point grows with the layers above it. */
function depthChange({ depths }: LayeredGeometry, depth: number, { thicknesses }: LayeredChange): number {
  let total = 0;
  for (let layer = 0; thicknesses !== undefined && layer < thicknesses.length && depths[layer + 1]! <= depth; layer++) total += thicknesses[layer]!;
  return total;
}

function springAlong(geometry: LayeredGeometry, leg: LayeredLeg, direction: Point, deeper: number, change: LayeredChange): Spring {
  const extent = legExtent(geometry, leg);
  const { speed, across, length } = extent;
  const along = dot(direction, extent.along);
  const faster = (change.speeds?.[leg.layer] ?? 0) / speed;
  if (across === 0) return { length, force: (-Math.sign(along) * faster) / speed };
  const axis = leg.to.length - 1;
  const longer = leg.to[axis]! > leg.from[axis]! ? deeper : -deeper;
  const steepness = length / across;
  return { free: (along / across) * longer + along * steepness * steepness * faster, softness: length * speed * steepness * steepness };
}

/** What each spring gives when all of them together are stretched. */
function stretch(springs: readonly Spring[], total: number): number[] {
  const contact = springs.find((spring) => 'force' in spring);
  const sumOf = (part: (spring: Spring) => number): number => springs.reduce((sum, spring) => sum + part(spring), 0);
  const free = sumOf((spring) => ('force' in spring ? 0 : spring.free));
  const softness = sumOf((spring) => ('force' in spring ? 0 : spring.softness));
  const force = contact?.force ?? (total - free) / softness;
  const rest = total - free - softness * force;
  const following = sumOf((spring) => ('force' in spring ? spring.length : 0));
  return springs.map((spring) => ('force' in spring ? rest * (spring.length / following) : spring.free + spring.softness * force));
}

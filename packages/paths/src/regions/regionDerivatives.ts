import type { Path } from '../geometry/path.js';
import { addScaled, dot, norm, scale, subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { CompensatedSum } from '../numeric/compensatedSum.js';
import type { TimeDerivatives } from '../sensitivity/sensitivity.js';
import type { Region } from './readRegions.js';
import type { Contact, RegionMap } from './regionMap.js';
import { regionTrace } from './regionTrace.js';
import type { RegionLeg } from './regionTrace.js';
import { readRings } from './sides.js';
import type { SideSource } from './sides.js';

/**
 * The derivatives of a path's time through a map of polygons. `speeds` has one for each region, and the background's at its end;
 * it is 0 for what the path does not enter, impassable regions among them.
 */
export interface RegionDerivatives extends TimeDerivatives {
  /**
   * For each region, by the coordinates of its corners: a list of polygons, each a list of rings of corners, the first corner
   * of a closed ring once. Where sides of several polygons lie on one another they are taken to move together, and the
   * derivative stands at the last of them.
   */
  readonly corners: readonly (readonly (readonly (readonly Point[])[])[])[];
}

/** Differentiates the time of a path. Where it meets the map, time is gained by moving what it meets against its turn. */
export function regionDerivatives(map: RegionMap, regions: readonly Region[], path: Path): RegionDerivatives {
  const legs = regionTrace(map, path);
  const time = new CompensatedSum();
  const speeds = new Float64Array(regions.length + 1);
  for (const leg of legs) {
    const duration = leg.cost.time(subtract(leg.to, leg.from));
    time.add(duration);
    const [from, to] = besideEdge(map, leg);
    for (const { region, part } of map.regionsAlong(leg.face, from, to)) {
      const piece = region < 0 ? regions.length : region;
      speeds[piece]! -= (part * duration) / map.arrangement.faces[leg.face]!.speed;
    }
  }
  const rings = regions.map(({ polygon }) => readRings('polygon', polygon));
  const corners = rings.map((parts) => parts.map((part) => part.map((ring) => ring.map(() => [0, 0]))));
  const momenta = legs.map(({ from, to, cost }) => cost.momentum(subtract(to, from)));
  legs.slice(1).forEach(({ from, contacts: [contact] }, i) => {
    if (contact === null) return;
    for (const { source, pull } of pullsOn(map, contact, subtract(momenta[i]!, momenta[i + 1]!))) {
      const ring = rings[source.region]![source.part]![source.ring]!;
      const gained = corners[source.region]![source.part]![source.ring]!;
      const [first, second] = [source.index, (source.index + 1) % ring.length];
      const side = subtract(ring[second]!, ring[first]!);
      const share = dot(subtract(from, ring[first]!), side) / dot(side, side);
      gained[first] = addScaled(gained[first]!, 1 - share, pull);
      gained[second] = addScaled(gained[second]!, share, pull);
    }
  });
  const still = [0, 0];
  return { time: time.value, from: scale(momenta[0] ?? still, -1), to: momenta[momenta.length - 1] ?? still, speeds, corners };
}

/** A leg, or one a little inside its face where it follows an edge. */
function besideEdge(map: RegionMap, { from, to, face, kind }: RegionLeg): [Point, Point] {
  if (kind === 'free' || kind === undefined) return [from, to];
  const [dx, dy] = subtract(to, from) as [number, number];
  const middle = addScaled(from, 0.5, [dx, dy]);
  const across = scale([-dy, dx], (1e3 * map.snap) / Math.hypot(dx, dy));
  const aside = map.faceAt(addScaled(middle, 1, across)) === face ? across : scale(across, -1);
  return [addScaled(from, 1, aside), addScaled(to, 1, aside)];
}

interface Pull {
  readonly source: SideSource;
  /** The derivative by moves of the side at the place that the path meets. */
  readonly pull: Point;
}

/**
 * What moving the sides at a point of a path gains, when moving the point itself gains `rate`. On an edge it is the part across
 * it, as Snell's law lets nothing be gained along it. At a vertex, where two sides cross or meet, the point moves so that it stays
 * on both: its derivative by each side is across that side.
 */
function pullsOn(map: RegionMap, { vertex, edge }: Contact, rate: Point): Pull[] {
  if (edge >= 0) {
    const normal = normalOf(map, edge);
    const source = lastSource(map, edge);
    return source === null ? [] : [{ source, pull: scale(normal, dot(rate, normal)) }];
  }
  const [first, ...others] = map.edgesAt[vertex]!;
  const one = normalOf(map, first!);
  const turnTo = (candidate: number): number => cross(one, normalOf(map, candidate));
  const second = others.reduce((best, candidate) => (Math.abs(turnTo(candidate)) > Math.abs(turnTo(best)) ? candidate : best), first!);
  const other = normalOf(map, second);
  const turn = cross(one, other);
  if (turn === 0) return pullsOn(map, { vertex: -1, edge: first! }, rate);
  const pulls = [[first!, scale(one, cross(rate, other) / turn)], [second, scale(other, cross(one, rate) / turn)]] as const;
  return pulls.flatMap(([side, pull]): Pull[] => {
    const source = lastSource(map, side);
    return source === null ? [] : [{ source, pull }];
  });
}

function normalOf({ arrangement: { edges, vertices } }: RegionMap, edge: number): Point {
  const [dx, dy] = subtract(vertices[edges[edge]!.b]!, vertices[edges[edge]!.a]!) as [number, number];
  const length = norm([dx, dy]);
  return [-dy / length, dx / length];
}

/** The side that is painted last along an edge; `null` on the bounds. */
function lastSource({ arrangement }: RegionMap, edge: number): SideSource | null {
  return arrangement.edges[edge]!.sides.reduce<SideSource | null>((last, side) => (last === null || side.region >= last.region ? side : last), null);
}

function cross(a: Point, b: Point): number {
  return a[0]! * b[1]! - a[1]! * b[0]!;
}

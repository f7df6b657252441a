import type { Path } from '../../geometry/path.js';
import { addScaled, dot, norm, scale, subtract } from '../../geometry/vector.js';
import type { Point } from '../../geometry/vector.js';
import type { Contact, RegionMap } from '../regionMap.js';
import { regionTrace } from '../regionTrace.js';
import type { RegionLeg } from '../regionTrace.js';
import type { SideSource } from '../sides.js';

/** The corners of all polygons, by region, part and ring. */
export type Rings = readonly (readonly (readonly (readonly Point[])[])[])[];

/** A side of a polygon, or of the map's bounds, which stay. */
export type Line = { readonly side: SideSource } | { readonly fixed: readonly [Point, Point] };

/** What a point of a path stays on while the map and the path's ends move. */
export type Stop =
  | { readonly on: 'start' }
  | { readonly on: 'goal' }
  /** `share` is how much of the line lies before the point, which slides along it unless it is held. */
  | { readonly on: 'line'; readonly line: Line; readonly share: number; readonly isHeld: boolean }
  /** The corner that a side begins at. */
  | { readonly on: 'corner'; readonly corner: SideSource }
  | { readonly on: 'crossing'; readonly lines: readonly [Line, Line] }
  /** A bend with no reason. */
  | { readonly on: 'nothing'; readonly point: Point };

/** A path as the sequence of what it passes: while that stays, its time is a differentiable function of the map. */
export interface FixedRoute {
  readonly stops: readonly Stop[];
  /** For each leg between two stops the regions it runs in, and which part of it each takes; -1 is the background. */
  readonly legs: readonly (readonly { readonly region: number; readonly part: number }[])[];
}

/** Sides whose directions differ by less than this, in radians, do not cross. */
const parallel = 1e-9;

/**
 * Reads which sides, corners and regions a path passes. Between regions of equal speed it goes straight on, and yet would bend as
 * soon as their speeds differ: it stops there too.
 */
export function fixedRoute(map: RegionMap, rings: Rings, path: Path): FixedRoute {
  const stops: Stop[] = [{ on: 'start' }];
  const legs: FixedRoute['legs'][number][] = [];
  regionTrace(map, path).forEach((leg, i) => {
    if (i > 0) stops.push(stopAt(map, rings, leg.from, leg.contacts[0]));
    const [from, to] = besideEdge(map, leg);
    const pieces = map.regionsAlong(leg.face, from, to);
    if (leg.kind !== 'free') {
      legs.push(pieces);
      return;
    }
    for (const { region, start, entry } of pieces) {
      if (entry !== null) stops.push(onLine(rings, { side: entry }, addScaled(from, start, subtract(to, from)), false));
      legs.push([{ region, part: 1 }]);
    }
  });
  return { stops: [...stops, { on: 'goal' }], legs };
}

export function endsOfLine(rings: Rings, line: Line): readonly [Point, Point] {
  return 'fixed' in line ? line.fixed : [cornerAt(rings, line.side), cornerAt(rings, nextCorner(rings, line.side))];
}

export function cornerAt(rings: Rings, { region, part, ring, index }: SideSource): Point {
  return rings[region]![part]![ring]![index]!;
}

/** The corner that a side ends at, as the side that begins there. */
export function nextCorner(rings: Rings, side: SideSource): SideSource {
  const count = rings[side.region]![side.part]![side.ring]!.length;
  return { ...side, index: (side.index + 1) % count };
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

function stopAt(map: RegionMap, rings: Rings, point: Point, contact: Contact | null): Stop {
  if (contact === null) return { on: 'nothing', point };
  if (contact.edge >= 0) return onLine(rings, lineOf(map, contact.edge), point, false);
  const edges = map.edgesAt[contact.vertex]!;
  const sides = edges.flatMap((edge) => map.arrangement.edges[edge]!.sides);
  const corners = sides.flatMap((side) => [side, nextCorner(rings, side)]);
  const corner = lastPainted(corners.filter((one) => norm(subtract(cornerAt(rings, one), point)) <= map.snap));
  if (corner !== null) return { on: 'corner', corner };
  const [first, ...others] = edges.map((edge) => lineOf(map, edge));
  const turn = (line: Line): number => turnBetween(endsOfLine(rings, first!), endsOfLine(rings, line));
  const second = others.reduce((best, line) => (turn(line) > turn(best) ? line : best), first!);
  return turn(second) > parallel ? { on: 'crossing', lines: [first!, second] } : onLine(rings, first!, point, true);
}

function onLine(rings: Rings, line: Line, point: Point, isHeld: boolean): Stop {
  const [start, end] = endsOfLine(rings, line);
  const whole = subtract(end, start);
  return { on: 'line', line, share: dot(subtract(point, start), whole) / dot(whole, whole), isHeld };
}

/** The side that is painted last along an edge, or the edge itself on the bounds. */
function lineOf({ arrangement: { edges, vertices } }: RegionMap, edge: number): Line {
  const { a, b, sides } = edges[edge]!;
  const side = lastPainted(sides);
  return side === null ? { fixed: [vertices[a]!, vertices[b]!] } : { side };
}

function lastPainted(sides: readonly SideSource[]): SideSource | null {
  return sides.reduce<SideSource | null>((last, side) => (last === null || side.region >= last.region ? side : last), null);
}

/** The sine of the angle between two lines. */
function turnBetween([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): number {
  const [[ux, uy], [vx, vy]] = [subtract(b, a), subtract(d, c)] as [[number, number], [number, number]];
  return Math.abs(ux * vy - uy * vx) / (Math.hypot(ux, uy) * Math.hypot(vx, vy));
}

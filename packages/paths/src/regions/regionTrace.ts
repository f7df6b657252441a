import { orient2d } from 'robust-predicates';
import { checkPath } from '../geometry/path.js';
import type { Path } from '../geometry/path.js';
import { addScaled, isSamePoint, norm, subtract } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { impassable, isotropic } from '../medium/localCost.js';
import type { LocalCost } from '../medium/localCost.js';
import type { Corner, Interface, Leg } from '../medium/medium.js';
import type { Contact, RegionMap } from './regionMap.js';

export interface RegionLeg extends Leg {
  /** The face whose speed it has: along an edge that of the faster side. */
  readonly face: number;
  /** What of the map `from` and `to` lie on. */
  readonly contacts: readonly [Contact | null, Contact | null];
}

/** A point of a path, and what of the map it lies on. */
interface Stop {
  readonly point: Point;
  readonly contact: Contact | null;
}

/** Cuts a polyline where it meets the edges of the map. A piece that runs along an edge belongs to its faster side. */
export function regionTrace(map: RegionMap, path: Path): RegionLeg[] {
  checkPath(path, 2);
  const points = path.map((point, index): Point => {
    map.checkOnMap(`point ${index} of the path`, point);
    return [point[0]!, point[1]!];
  });
  const legs: RegionLeg[] = [];
  for (let i = 1; i < points.length; i++) {
    const stops = stopsBetween(map, points[i - 1]!, points[i]!);
    for (let k = 1; k < stops.length; k++) {
      const [from, to] = [stops[k - 1]!, stops[k]!];
      if (isSamePoint(from.point, to.point)) continue;
      legs.push({ from: from.point, to: to.point, entry: entryOf(map, from.contact), contacts: [from.contact, to.contact], ...pieceOf(map, from, to) });
    }
  }
  return legs;
}

/** The time of a straight line, as that of its trace, without saying what it meets. */
export function regionSegmentTime(map: RegionMap, from: Point, to: Point): number {
  const around = map.faceAround(from, to);
  if (around >= 0) return timeIn(map, around, from, to);
  const stops = stopsBetween(map, from, to);
  let time = 0;
  for (let k = 1; k < stops.length; k++) {
    const [before, after] = [stops[k - 1]!, stops[k]!];
    if (!isSamePoint(before.point, after.point)) time += timeIn(map, faceBetween(map, before, after).face, before.point, after.point);
  }
  return time;
}

/** The time of a straight line in one face: that of its cost, which is not made for it. */
function timeIn(map: RegionMap, face: number, from: Point, to: Point): number {
  return map.slownessOf(face) === Infinity ? Infinity : norm(subtract(to, from)) / map.arrangement.faces[face]!.speed;
}

/** The ends of a straight line and every place between them where it meets a vertex or an edge, in order. */
function stopsBetween(map: RegionMap, from: Point, to: Point): Stop[] {
  const { vertices, edges } = map.arrangement;
  const whole = subtract(to, from);
  const length = norm(whole);
  const found: (Stop & { readonly at: number })[] = [];
  const passed = new Set<number>();
  const near = map.edgesNear(from, to);
  for (const vertex of near.flatMap((edge) => [edges[edge]!.a, edges[edge]!.b])) {
    if (passed.has(vertex)) continue;
    const [px, py] = subtract(vertices[vertex]!, from) as [number, number];
    const at = (px * whole[0]! + py * whole[1]!) / length;
    const aside = Math.abs(px * whole[1]! - py * whole[0]!) / length;
    if (aside > map.snap || at <= map.snap || at >= length - map.snap) continue;
    passed.add(vertex);
    found.push({ at, point: vertices[vertex]!, contact: { vertex, edge: -1 } });
  }
  for (const edge of near) {
    const { a, b } = edges[edge]!;
    if (passed.has(a) || passed.has(b)) continue;
    const part = crossingPart(from, to, vertices[a]!, vertices[b]!);
    if (part === null || part * length <= map.snap || (1 - part) * length <= map.snap) continue;
    found.push({ at: part * length, point: addScaled(from, part, whole), contact: { vertex: -1, edge } });
  }
  found.sort((p, q) => p.at - q.at);
  // Far from all edges, most lines meet none.
  const contactOf = (point: Point): Contact | null => (near.length === 0 ? null : map.contactOf(point));
  return [{ point: from, contact: contactOf(from) }, ...found, { point: to, contact: contactOf(to) }];
}

/** Which part of the way from p to q lies before its crossing with a to b; null where they do not cross. */
function crossingPart(p: Vector, q: Vector, a: Vector, b: Vector): number | null {
  const [sideP, sideQ] = [orientation(a, b, p), orientation(a, b, q)];
  if (!(sideP * sideQ < 0) || !(orientation(p, q, a) * orientation(p, q, b) < 0)) return null;
  return sideP / (sideP - sideQ);
}

function orientation(a: Vector, b: Vector, c: Vector): number {
  return orient2d(a[0]!, a[1]!, b[0]!, b[1]!, c[0]!, c[1]!);
}

/** The piece of the medium that a leg runs in. */
function pieceOf(map: RegionMap, from: Stop, to: Stop): Pick<RegionLeg, 'face' | 'cost' | 'name' | 'kind'> {
  const { face, kind } = faceBetween(map, from, to);
  return { face, cost: costOf(map, face), name: map.nameAt(face, middleOf(from, to)), kind };
}

/** The face that a leg runs in, or whose side it follows. */
function faceBetween(map: RegionMap, from: Stop, to: Stop): Required<Pick<RegionLeg, 'face' | 'kind'>> {
  const edge = sharedEdge(map, from.contact, to.contact);
  if (edge < 0) return { face: map.faceAt(middleOf(from, to)), kind: 'free' };
  const { left, right } = map.arrangement.edges[edge]!;
  const isLeftFaster = right < 0 || (left >= 0 && map.slownessOf(left) <= map.slownessOf(right));
  const [faster, slower] = isLeftFaster ? [left, right] : [right, left];
  const isWall = map.slownessOf(slower) === Infinity;
  return { face: faster, kind: isWall ? 'obstacle' : 'edge' };
}

function middleOf(from: Stop, to: Stop): Point {
  return addScaled(from.point, 0.5, subtract(to.point, from.point));
}

/** The edge that two places both lie on, its ends included; -1 for none. */
function sharedEdge({ arrangement: { edges }, edgesAt }: RegionMap, one: Contact | null, other: Contact | null): number {
  if (one === null || other === null) return -1;
  const candidates = one.edge >= 0 ? [one.edge] : edgesAt[one.vertex]!;
  return candidates.find((edge) => (other.edge >= 0 ? other.edge === edge : edges[edge]!.a === other.vertex || edges[edge]!.b === other.vertex)) ?? -1;
}

function costOf(map: RegionMap, face: number): LocalCost {
  const slowness = map.slownessOf(face);
  return slowness === Infinity ? impassable : isotropic(map.arrangement.faces[face]!.speed);
}

function entryOf(map: RegionMap, contact: Contact | null): Interface | Corner | null {
  if (contact === null) return null;
  return contact.edge >= 0 ? interfaceOf(map, contact.edge) : cornerOf(map, contact.vertex);
}

function interfaceOf(map: RegionMap, edge: number): Interface {
  const { vertices, edges, faces } = map.arrangement;
  const { a, b, left, right } = edges[edge]!;
  const along = subtract(vertices[b]!, vertices[a]!);
  const length = norm(along);
  const middle = addScaled(vertices[a]!, 0.5, along);
  const sideOf = (face: number): LocalCost | null => (face < 0 || faces[face]!.speed === 0 ? null : costOf(map, face));
  const names = [right, left].filter((face) => face >= 0).map((face) => map.nameAt(face, middle));
  const name = names.length === 2 ? `between ${names[0]} and ${names[1]}` : `the border of the map at ${names[0]}`;
  return { name, normal: [-along[1]! / length, along[0]! / length], before: sideOf(right), beyond: sideOf(left) };
}

function cornerOf(map: RegionMap, vertex: number): Corner {
  const { vertices, edges } = map.arrangement;
  const here = vertices[vertex]!;
  const rays = map.edgesAt[vertex]!.map((edge) => {
    const { a, b, left, right } = edges[edge]!;
    const leaves = a === vertex;
    const step = subtract(vertices[leaves ? b : a]!, here);
    const beside = [map.slownessOf(left), map.slownessOf(right)];
    return { direction: [step[0]! / norm(step), step[1]! / norm(step)], slowness: beside[leaves ? 0 : 1]!, slownessAlong: Math.min(...beside), angle: Math.atan2(step[1]!, step[0]!) };
  });
  const sectors = rays.sort((p, q) => p.angle - q.angle).map(({ direction, slowness, slownessAlong }) => ({ direction, slowness, slownessAlong }));
  return { name: `the corner (${here.map((value) => Number(value.toPrecision(6))).join(', ')})`, sectors };
}

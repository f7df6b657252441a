import Flatbush from 'flatbush';
import { orient2d } from 'robust-predicates';
import { noSpeedAtEnd, outsideBounds } from '../errors.js';
import { depthInside } from '../geometry/bounds.js';
import type { Bounds } from '../geometry/bounds.js';
import { checkPoint } from '../geometry/path.js';
import { norm, subtract } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { arrange } from './arrangement.js';
import type { ArrangementInput, MeshedArrangement } from './arrangement.js';
import { isDeepInside, triangleAt } from '../mesh/locate.js';
import type { SideSource } from './sides.js';

/** What of the arrangement a point lies on: a vertex, or the inside of an edge; the other one is -1. */
export interface Contact {
  readonly vertex: number;
  readonly edge: number;
}

/** A stretch of a segment on which one region is seen. */
export interface RegionPiece {
  /** -1 is the background. */
  readonly region: number;
  /** Which part of the segment lies before it, and which it takes. */
  readonly start: number;
  readonly part: number;
  /** The side at which it begins; `null` for the first. */
  readonly entry: SideSource | null;
}

/** A map of polygons with what it takes to find things in it. */
export class RegionMap {
  readonly arrangement: MeshedArrangement;
  readonly bounds: Bounds;
  /** Points closer than this are one. */
  readonly snap: number;
  /** The edges that end at each vertex of the arrangement. */
  readonly edgesAt: readonly (readonly number[])[];
  readonly #input: ArrangementInput;
  readonly #names: readonly string[];
  readonly #index: Flatbush;
  /** Where something was last looked for: mostly the next is near. */
  #triangle = 0;

  constructor(input: ArrangementInput, names: readonly string[]) {
    this.arrangement = arrange(input);
    this.bounds = [...input.bounds];
    this.snap = input.snap;
    this.#input = input;
    this.#names = names;
    const { edges, vertices } = this.arrangement;
    const edgesAt = vertices.map((): number[] => []);
    this.#index = new Flatbush(edges.length);
    edges.forEach(({ a, b }, edge) => {
      edgesAt[a]!.push(edge);
      edgesAt[b]!.push(edge);
      const [[ax, ay], [bx, by]] = [vertices[a]!, vertices[b]!] as [[number, number], [number, number]];
      this.#index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
    });
    this.#index.finish();
    this.edgesAt = edgesAt;
  }

  /** Time per length in a face; infinite where nothing passes, and beyond the bounds (face -1). */
  slownessOf(face: number): number {
    return face < 0 ? Infinity : 1 / this.arrangement.faces[face]!.speed;
  }

  /** The edges whose boxes come within `snap` of the box of two points. */
  edgesNear(p: Vector, q: Vector): number[] {
    const { snap } = this;
    return this.#index.search(Math.min(p[0]!, q[0]!) - snap, Math.min(p[1]!, q[1]!) - snap, Math.max(p[0]!, q[0]!) + snap, Math.max(p[1]!, q[1]!) + snap);
  }

  /** The vertex or the edge that a point lies on, within `snap`; null inside a face. */
  contactOf(point: Vector): Contact | null {
    const { vertices, edges } = this.arrangement;
    const near = this.edgesNear(point, point);
    for (const edge of near) {
      for (const vertex of [edges[edge]!.a, edges[edge]!.b]) {
        if (norm(subtract(vertices[vertex]!, point)) <= this.snap) return { vertex, edge: -1 };
      }
    }
    const touched = near.find((edge) => this.distanceTo(edge, point) <= this.snap);
    return touched === undefined ? null : { vertex: -1, edge: touched };
  }

  distanceTo(edge: number, point: Vector): number {
    const { vertices, edges } = this.arrangement;
    const [a, b] = [vertices[edges[edge]!.a]!, vertices[edges[edge]!.b]!];
    const whole = subtract(b, a);
    const length = norm(whole);
    const [px, py] = subtract(point, a) as [number, number];
    const along = (px * whole[0]! + py * whole[1]!) / length;
    if (along < 0 || along > length) return Math.min(Math.hypot(px, py), norm(subtract(point, b)));
    return Math.abs(px * whole[1]! - py * whole[0]!) / length;
  }

  /** The face that a point inside one lies in. */
  faceAt(point: Vector): number {
    const triangle = this.#triangleAt(point);
    return triangle < 0 ? -1 : this.arrangement.mesh.faces[triangle]!;
  }

  /** The face of the triangle in whose inside both of two points lie; -1 where none is known, as where one of them may touch an edge. */
  faceAround(p: Vector, q: Vector): number {
    const { mesh } = this.arrangement;
    const isInside = (point: Vector): boolean => isDeepInside(mesh, this.#triangle, point[0]!, point[1]!, this.snap);
    const isFound = isInside(p) || (this.#triangleAt(p) >= 0 && isInside(p));
    return isFound && isInside(q) ? mesh.faces[this.#triangle]! : -1;
  }

  /** The faces that a point lies in or on the side of, -1 for beyond the bounds. */
  facesAt(point: Vector): number[] {
    const contact = this.contactOf(point);
    if (contact === null) return [this.faceAt(point)];
    const { edges } = this.arrangement;
    return (contact.edge >= 0 ? [contact.edge] : this.edgesAt[contact.vertex]!).flatMap((edge) => [edges[edge]!.left, edges[edge]!.right]);
  }

  isOnMap(point: Vector): boolean {
    return depthInside(this.bounds, point) >= -this.snap;
  }

  /** Throws unless a point lies on the map. */
  checkOnMap(where: string, point: Vector): void {
    checkPoint(where, point, 2);
    if (!this.isOnMap(point)) throw outsideBounds(where, point, this.bounds);
  }

  /** Throws unless a path can begin or end at a point. */
  checkEnd(where: string, point: Vector): void {
    this.checkOnMap(where, point);
    if (this.facesAt(point).every((face) => this.slownessOf(face) === Infinity)) throw noSpeedAtEnd(where, point, 0);
  }

  /** What is seen at a point of a face. */
  nameAt(face: number, point: Vector): string {
    const { regions } = this.arrangement.faces[face]!;
    const region = regions.length === 1 ? regions[0]! : this.#regionAt(point);
    return region < 0 ? 'background' : this.#names[region]!;
  }

  /** The regions that are seen along a segment in one face, one after the other. */
  regionsAlong(face: number, from: Point, to: Point): RegionPiece[] {
    const { regions } = this.arrangement.faces[face]!;
    if (regions.length === 1) return [{ region: regions[0]!, start: 0, part: 1, entry: null }];
    const line = subtract(to, from);
    const pieces: { region: number; start: number; part: number; entry: SideSource | null }[] = [];
    const places = this.#sidesAcross(from, line);
    places.forEach(({ at: start, entry }, i) => {
      const end = places[i + 1]?.at ?? 1;
      const middle = (start + end) / 2;
      const region = this.#regionAt([from[0]! + middle * line[0]!, from[1]! + middle * line[1]!]);
      const before = pieces[pieces.length - 1];
      if (before?.region === region) before.part += end - start;
      else pieces.push({ region, start, part: end - start, entry });
    });
    return pieces;
  }

  #triangleAt(point: Vector): number {
    const triangle = triangleAt(this.arrangement.mesh, point[0]!, point[1]!, 0, this.#triangle);
    if (triangle >= 0) this.#triangle = triangle;
    return triangle;
  }

  /** Where a line begins and, in order, where it crosses sides of polygons; of sides that it crosses at once the one painted last. */
  #sidesAcross(from: Point, line: Point): { at: number; entry: SideSource | null }[] {
    const { rings, sources } = this.#input;
    const shortest = this.snap / norm(line);
    const cuts = rings.flatMap(({ corners, sides }) =>
      corners.map((corner, i) => ({ at: crossingOf(from, line, corner, corners[(i + 1) % corners.length]!), entry: sources[sides[i]!] ?? null })),
    );
    const places: { at: number; entry: SideSource | null }[] = [{ at: 0, entry: null }];
    for (const cut of cuts.filter(({ at }) => at > shortest && at < 1 - shortest).sort((p, q) => p.at - q.at)) {
      const last = places[places.length - 1]!;
      if (last.at === 0 || cut.at - last.at > shortest) places.push(cut);
      else if (cut.entry !== null && cut.entry.region >= (last.entry?.region ?? 0)) last.entry = cut.entry;
    }
    return places;
  }

  /** The last region that covers a point; -1 for none. */
  #regionAt(point: Vector): number {
    // A polygon covers what its outer ring winds around and none of its holes does.
    const isMissed = new Set<string>();
    for (const { region, part, ring, corners } of this.#input.rings) {
      if (windsAround(corners, point[0]!, point[1]!) !== (ring === 0)) isMissed.add(`${region},${part}`);
    }
    return this.#input.rings.reduce((last, { region, part }) => (isMissed.has(`${region},${part}`) ? last : Math.max(last, region)), -1);
  }
}

/** Which part of a line lies before its crossing with a side; NaN where they do not cross. */
function crossingOf(from: Point, line: Point, a: Point, b: Point): number {
  const side = subtract(b, a);
  const [px, py] = subtract(a, from) as [number, number];
  const turn = line[0]! * side[1]! - line[1]! * side[0]!;
  const onSide = (px * line[1]! - py * line[0]!) / turn;
  return onSide >= 0 && onSide <= 1 ? (px * side[1]! - py * side[0]!) / turn : NaN;
}

/** Whether a closed curve winds around a point, by the edges that cross the ray from it to the right. */
function windsAround(corners: readonly Point[], x: number, y: number): boolean {
  let turns = 0;
  corners.forEach(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % corners.length]!;
    if (ay! <= y === by! <= y) return;
    const isLeft = orient2d(ax!, ay!, bx!, by!, x, y) < 0;
    if (ay! <= y && isLeft) turns++;
    else if (by! <= y && !isLeft) turns--;
  });
  return turns !== 0;
}

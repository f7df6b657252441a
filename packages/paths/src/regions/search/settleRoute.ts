import type { SlownessMesh } from '../../mesh/slownessMesh.js';
import { edgeStation, positionOf, slownessBetween, vertexStation, withoutNeedless } from './route.js';
import type { Route, Station } from './route.js';

/** Newton's method ends after this many steps at the latest; most routes take fewer than ten. */
const mostSteps = 60;

/** A step towards the end of an edge goes this part of the way at most, until it is as good as there. */
const mostOfTheWay = 0.9;
const asGoodAsThere = 1e-13;

/**
 * Moves the stations of a route along their edges to where its time is least, to rounding. That time is a convex function
 * of the places on a fixed sequence of edges, with a tridiagonal second derivative. A station that reaches the end of its
 * edge becomes the vertex there and stays; vertices are where they are, and so are both ends.
 *
 * Source: J. S. B. Mitchell and C. H. Papadimitriou, The weighted region problem, JACM 38 (1991) 18-73, section 3 (convexity
 * for a fixed sequence of edges).
 */
export function settleRoute(field: SlownessMesh, given: Route): Station[] {
  let route = withoutNeedless(field, given);
  for (let step = 0; step < mostSteps; step++) {
    const chain = new Chain(field, route);
    if (!chain.hasFree) return route;
    const { moved, isSettled } = chain.advance();
    route = withoutNeedless(field, route.map((station, i) => placed(field, station, moved[i]!)));
    if (isSettled) return route;
  }
  return route;
}

/** A station moved along its edge, or the vertex that it has come to. */
function placed(field: SlownessMesh, station: Station, along: number): Station {
  if (station.edge < 0) return station;
  if (along <= 0) return vertexStation(field.startOf(station.edge));
  if (along >= field.edgeLength[station.edge]!) return vertexStation(field.endOf(station.edge));
  return edgeStation(station.edge, along);
}

/** A route of fixed sequence as numbers: one variable for each station inside an edge. */
class Chain {
  readonly #count: number;
  /** Whether each station is free to move, along which unit vector, from which point, and up to which distance. */
  readonly #edges: number[] = [];
  readonly #free: boolean[] = [];
  readonly #directions: [number, number][] = [];
  readonly #origins: [number, number][] = [];
  readonly #lengths: number[] = [];
  readonly #along: Float64Array;
  /** The slowness between each station and the next. */
  readonly #slowness: number[] = [];

  constructor(field: SlownessMesh, route: Route) {
    this.#count = route.length;
    this.#along = Float64Array.from(route, ({ along }) => along);
    route.forEach((station, i) => {
      const { edge } = station;
      this.#edges.push(edge);
      this.#free.push(edge >= 0 && i > 0 && i < route.length - 1);
      const origin = edge < 0 ? positionOf(field, station) : positionOf(field, vertexStation(field.startOf(edge)));
      this.#origins.push(origin);
      const end = edge < 0 ? origin : positionOf(field, vertexStation(field.endOf(edge)));
      const length = edge < 0 ? 1 : field.edgeLength[edge]!;
      this.#lengths.push(length);
      this.#directions.push([(end[0] - origin[0]) / length, (end[1] - origin[1]) / length]);
      if (i > 0) this.#slowness.push(slownessBetween(field, route[i - 1]!, station));
    });
  }

  get hasFree(): boolean {
    return this.#free.includes(true);
  }

  /** One step of Newton's method, kept inside the edges, shortened until the time does not grow. */
  advance(): { moved: Float64Array; isSettled: boolean } {
    const step = this.#newtonStep();
    const before = this.#time(this.#along);
    // Where many edges end close to each other, to stop each station apart spoils the step: there all stop when the first one must.
    for (const reach of [Infinity, this.#reach(step)]) {
      for (let factor = Math.min(1, reach); factor > 1e-6 * Math.min(1, reach); factor /= 4) {
        const moved = this.#along.map((along, i) => (this.#free[i] ? inside(along, factor * step[i]!, this.#lengths[i]!) : along));
        this.#joinPassed(moved);
        const after = this.#time(moved);
        // In slivers the step may be no number.
        if (!(after <= before * (1 + Number.EPSILON))) continue;
        const largest = moved.reduce((most, along, i) => Math.max(most, Math.abs(along - this.#along[i]!) / this.#lengths[i]!), 0);
        return { moved, isSettled: largest < 1e-15 || (after >= before * (1 - Number.EPSILON) && largest < 1e-9) };
      }
    }
    return { moved: this.#along, isSettled: true };
  }

  /** Two stations in a row on one edge that have passed each other become one: the path no longer follows the edge. */
  #joinPassed(moved: Float64Array): void {
    for (let i = 1; i < this.#count; i++) {
      if (!this.#free[i] || this.#edges[i] !== this.#edges[i - 1]) continue;
      const before = this.#along[i]! - this.#along[i - 1]!;
      const after = moved[i]! - moved[i - 1]!;
      if (before * after < 0) moved[i - 1] = moved[i] = (moved[i]! + moved[i - 1]!) / 2;
    }
  }

  /** How much of a step there is until the first station comes to the end of its edge, or almost. */
  #reach(step: Float64Array): number {
    let reach = Infinity;
    step.forEach((change, i) => {
      if (this.#free[i] && change !== 0) reach = Math.min(reach, (mostOfTheWay * (change > 0 ? this.#lengths[i]! - this.#along[i]! : this.#along[i]!)) / Math.abs(change));
    });
    return reach;
  }

  #time(along: Float64Array): number {
    let time = 0;
    for (let i = 1; i < this.#count; i++) {
      const [dx, dy] = this.#between(along, i);
      time += this.#slowness[i - 1]! * Math.hypot(dx, dy);
    }
    return time;
  }

  /** From station i - 1 to station i. */
  #between(along: Float64Array, i: number): [number, number] {
    const [ax, ay] = this.#origins[i - 1]!;
    const [bx, by] = this.#origins[i]!;
    const [ux, uy] = this.#directions[i - 1]!;
    const [vx, vy] = this.#directions[i]!;
    return [bx - ax + (along[i]! * vx - along[i - 1]! * ux), by - ay + (along[i]! * vy - along[i - 1]! * uy)];
  }

  #newtonStep(): Float64Array {
    const count = this.#count;
    const slope = new Float64Array(count);
    const diagonal = new Float64Array(count);
    const beside = new Float64Array(count);
    for (let i = 1; i < count; i++) {
      const [dx, dy] = this.#between(this.#along, i);
      const length = Math.hypot(dx, dy);
      if (length === 0) continue;
      const [ex, ey] = [dx / length, dy / length];
      const slowness = this.#slowness[i - 1]!;
      const across = (at: number): number => (this.#free[at] ? ex * this.#directions[at]![1] - ey * this.#directions[at]![0] : 0);
      const [p, q] = [across(i - 1), across(i)];
      const stiffness = slowness / length;
      if (this.#free[i - 1]) slope[i - 1]! -= slowness * (ex * this.#directions[i - 1]![0] + ey * this.#directions[i - 1]![1]);
      if (this.#free[i]) slope[i]! += slowness * (ex * this.#directions[i]![0] + ey * this.#directions[i]![1]);
      diagonal[i - 1]! += stiffness * p * p;
      diagonal[i]! += stiffness * q * q;
      beside[i] = -stiffness * p * q;
    }
    const isHeld = (i: number): boolean => !this.#free[i] || (this.#along[i] === 0 && slope[i]! > 0) || (this.#along[i] === this.#lengths[i] && slope[i]! < 0);
    return solveTridiagonal(diagonal, beside, slope, isHeld);
  }
}

/** A place moved by a step, but not past either end of its edge, and not all at once to an end. */
function inside(along: number, step: number, length: number): number {
  const moved = along + step;
  if (moved <= 0) return along <= asGoodAsThere * length ? 0 : (1 - mostOfTheWay) * along;
  if (moved >= length) return length - along <= asGoodAsThere * length ? length : length - (1 - mostOfTheWay) * (length - along);
  return moved;
}

/** Solves H x = -g for a tridiagonal, positive semidefinite H, with x = 0 where it is held. */
function solveTridiagonal(diagonal: Float64Array, beside: Float64Array, slope: Float64Array, isHeld: (i: number) => boolean): Float64Array {
  const count = diagonal.length;
  const x = new Float64Array(count);
  const pivots = new Float64Array(count);
  const factors = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    if (isHeld(i) || diagonal[i] === 0) continue;
    const coupling = i > 0 && pivots[i - 1]! > 0 ? beside[i]! : 0;
    factors[i] = coupling === 0 ? 0 : coupling / pivots[i - 1]!;
    // What rounding leaves of a curvature that cancels is none; a trace of it keeps the step finite.
    pivots[i] = Math.max(diagonal[i]! - factors[i]! * coupling, 1e-14 * diagonal[i]!);
    x[i] = -slope[i]! - (coupling === 0 ? 0 : factors[i]! * x[i - 1]!);
  }
  for (let i = count - 1; i >= 0; i--) {
    if (pivots[i] === 0) continue;
    x[i] = x[i]! / pivots[i]! - (i + 1 < count ? factors[i + 1]! * x[i + 1]! : 0);
  }
  return x;
}

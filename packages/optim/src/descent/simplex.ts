import type { Point, Problem } from '../minimize/method.js';
import { maxAbs } from '../vector.js';
import { firstTrial } from './firstTrial.js';

export interface Vertex {
  x: Float64Array;
  value: number;
}

/** The first simplex reaches this share of each unknown, or of the largest one where it is zero. */
const FIRST_SHARE = 0.05;
/** A simplex below this share of its scales has collapsed; below the looser one if it is level too. */
const COLLAPSED = 1e-14;
const COLLAPSED_LEVEL = 1e-6;

/** n + 1 points, the lowest first, with the length that counts as large along each axis. */
export class Simplex {
  vertices: Vertex[] = [];
  private readonly first: Float64Array;
  private readonly problem: Problem;

  constructor(problem: Problem, { x, gradient, value }: Point) {
    this.problem = problem;
    const largest = maxAbs(x) || firstTrial({ x, gradient, value }) * maxAbs(gradient);
    this.first = x.map(xi => FIRST_SHARE * (Math.abs(xi) || largest));
  }

  /** The length that counts as large along axis i. */
  scale(i: number, x: Float64Array): number {
    return Math.max(Math.abs(x[i]!), this.first[i]!);
  }

  /** Starts from the point and one neighbour along each axis, at the first simplex's distance. */
  spread({ x, value }: Point): void {
    this.vertices = [{ x: x.slice(), value }];
    for (let i = 0; i < x.length; i++) {
      const neighbour = x.slice();
      neighbour[i]! += this.first[i]!;
      this.vertices.push(this.vertex(neighbour));
    }
    this.sort();
  }

  /** Evaluates x; where the objective is not finite, the vertex is infinitely high. */
  vertex(x: Float64Array): Vertex {
    const value = this.problem.value(x);
    return { x, value: Number.isNaN(value) ? Infinity : value };
  }

  replaceWorst(vertex: Vertex): void {
    this.vertices[this.vertices.length - 1] = vertex;
    this.sort();
  }

  /** Moves all vertices towards the lowest. */
  shrink(share: number): void {
    const [lowest, ...others] = this.vertices;
    const anchor = lowest!.x;
    this.vertices = [lowest!, ...others.map(({ x }) => this.vertex(x.map((xi, i) => anchor[i]! + share * (xi - anchor[i]!))))];
    this.sort();
  }

  sort(): void {
    this.vertices.sort((a, b) => a.value - b.value || 0);
  }

  hasCollapsed(): boolean {
    const [lowest, ...others] = this.vertices;
    const { x, value } = lowest!;
    const level = others.at(-1)!.value - value <= Number.EPSILON * Math.abs(value);
    const share = level ? COLLAPSED_LEVEL : COLLAPSED;
    return others.every(other => other.x.every((xi, i) => Math.abs(xi - x[i]!) <= share * this.scale(i, x)));
  }
}

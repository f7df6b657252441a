import { depthInside } from '../geometry/bounds.js';
import type { Point } from '../geometry/vector.js';
import { fasterSide } from './curvedLayers.js';
import type { CurvedLayers } from './curvedLayers.js';
import type { Ends } from './phasePaths.js';
import { pointAt } from './surface.js';

/** The nodes of the ends. */
export const start = 0;
export const goal = 1;

/** What a step from a node to the next is: its layer, and the surface that it follows, or -1. */
type VisitStep = (next: number, layer: number, along: number) => void;

/**
 * What can be reached straight or along a surface from where. The nodes are the ends, and the samples of each surface one after
 * another: a place is the same column of all surfaces.
 */
export class SampledGraph {
  readonly size: number;
  readonly #layers: CurvedLayers;
  readonly #ends: readonly [Point, Point];
  readonly #xs: readonly number[];
  /** The points of each surface; null outside the bounds. */
  readonly #points: readonly (readonly (Point | null)[])[];
  readonly #depths: readonly Float64Array[];
  /** Where the goal lies, which every look asks for. */
  readonly #goalSurfaces: readonly number[];
  readonly #goalLayers: readonly number[];

  constructor(layers: CurvedLayers, { from, to }: Ends, columns: readonly number[]) {
    const { surfaces, bounds } = layers;
    this.#layers = layers;
    this.#ends = [from, to];
    this.#xs = columns;
    this.#depths = surfaces.map((surface) => Float64Array.from(this.#xs, (x) => pointAt(surface, [x])[1]!));
    this.#points = this.#depths.map((depths) => Array.from(depths, (z, column) => (depthInside(bounds, [this.#xs[column]!, z]) >= -layers.snap ? [this.#xs[column]!, z] : null)));
    this.size = 2 + surfaces.length * this.#xs.length;
    this.#goalSurfaces = this.#surfacesAt(goal);
    this.#goalLayers = this.#layersAt(goal);
  }

  pointOf(node: number): Point {
    return node < 2 ? this.#ends[node]! : this.#points[this.surfaceOf(node)]![this.#columnOf(node)]!;
  }

  /** The surface that a sample belongs to; -1 for the ends. */
  surfaceOf(node: number): number {
    return node < 2 ? -1 : Math.floor((node - 2) / this.#xs.length);
  }

  #columnOf(node: number): number {
    return (node - 2) % this.#xs.length;
  }

  /** The first column from a place on, to the right or the left; -1 or the number of columns where there is none. */
  #columnFrom(x: number, direction: 1 | -1): number {
    const found = this.#xs.findIndex((other) => other >= x);
    const right = found < 0 ? this.#xs.length : found;
    return direction > 0 || this.#xs[right] === x ? right : right - 1;
  }

  #nodeOf(surface: number, column: number): number {
    return 2 + surface * this.#xs.length + column;
  }

  /** Calls back for each step from a node. */
  forEachStep(node: number, visit: VisitStep): void {
    for (const surface of this.#surfacesAt(node)) {
      const layer = fasterSide(this.#layers, surface);
      for (const next of this.#besideOn(node, surface)) visit(next, layer, surface);
    }
    for (const layer of this.#layersAt(node)) {
      this.#look(node, layer, 1, visit);
      this.#look(node, layer, -1, visit);
    }
  }

  /** The surfaces that a node lies on. */
  #surfacesAt(node: number): number[] {
    const { surfaces, snap } = this.#layers;
    const own = this.surfaceOf(node);
    return surfaces.flatMap((surface, i) => (i === own || (own < 0 && Math.abs(surface.beyond(this.pointOf(node))) <= snap) ? [i] : []));
  }

  /** The layers that a node lies in or on the border of. */
  #layersAt(node: number): number[] {
    const { surfaces, speeds, snap } = this.#layers;
    const own = this.surfaceOf(node);
    if (own >= 0) return [own, own + 1];
    const point = this.pointOf(node);
    return speeds.flatMap((_, layer) => ((surfaces[layer - 1]?.beyond(point) ?? 0) >= -snap && (surfaces[layer]?.beyond(point) ?? 0) <= snap ? [layer] : []));
  }

  /** The nodes next to one on a surface; of both ends on one, each is beside the other where no sample lies between. */
  #besideOn(node: number, surface: number): number[] {
    const x = this.pointOf(node)[0]!;
    const columns = [this.#columnFrom(x, -1), this.#columnFrom(x, 1)].map((column, i) => (this.#xs[column] === x ? column + 2 * i - 1 : column));
    const samples = columns.filter((column) => this.#points[surface]![column]).map((column) => this.#nodeOf(surface, column));
    const [before = -Infinity, after = Infinity] = columns.map((column) => this.#xs[column]);
    const isBetween = (other: number): boolean => other >= before && other <= after;
    const [, target] = this.#ends;
    return node !== goal && this.#goalSurfaces.includes(surface) && isBetween(target[0]!) ? [...samples, goal] : samples;
  }

  /**
   * What is in sight from a node within a layer, to one side: a line of sight is bounded by the steepest rise of the surface on
   * the one side of the layer, and the steepest fall of that on the other, as far as it has come.
   */
  #look(node: number, layer: number, direction: 1 | -1, visit: VisitStep): void {
    const [x, z] = this.pointOf(node) as [number, number];
    const xs = this.#xs;
    const borders = [layer - 1, layer].filter((surface) => surface >= 0 && surface < this.#depths.length);
    const [, target] = this.#ends;
    const away = direction * (target[0]! - x);
    let [low, high] = [-Infinity, Infinity];
    let waits = node !== goal && away >= 0 && this.#goalLayers.includes(layer);
    const slack = this.#layers.snap;
    const lookAtGoal = (): void => {
      waits = false;
      const slope = (target[1]! - z) / away;
      if (away === 0 || (slope >= low - slack / away && slope <= high + slack / away)) visit(goal, layer, -1);
    };
    for (let column = this.#columnFrom(x, direction); column >= 0 && column < xs.length; column += direction) {
      const distance = direction * (xs[column]! - x);
      if (waits && away <= distance) lookAtGoal();
      const slopes = borders.map((surface) => (this.#depths[surface]![column]! - z) / distance);
      borders.forEach((surface, k) => {
        const next = this.#nodeOf(surface, column);
        const isInSight = distance === 0 || (slopes[k]! >= low - slack / distance && slopes[k]! <= high + slack / distance);
        if (next !== node && isInSight && this.#points[surface]![column] !== null) visit(next, layer, -1);
      });
      if (distance === 0) continue;
      borders.forEach((surface, k) => {
        if (surface < layer) low = Math.max(low, slopes[k]!);
        else high = Math.min(high, slopes[k]!);
      });
      if (low > high + slack / distance) return;
    }
    if (waits) lookAtGoal();
  }
}

import { slice } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import type { Vector } from '../../geometry/vector.js';
import type { SideSource } from '../sides.js';
import { nextCorner } from './fixedRoute.js';
import type { FixedRoute, Rings } from './fixedRoute.js';
import type { MapValues } from './routeProgram.js';

/** Numbers for all that a route depends on: its ends, the speeds of the regions it runs in, the corners of the sides it meets. */
export interface RouteNumbers<Vectors = Float64Array> {
  readonly from: Vectors;
  readonly to: Vectors;
  readonly speeds: Vectors;
  readonly corners: readonly Vectors[];
}

/** What of a map a route depends on. */
export class RouteInputs {
  /** -1 is the background. */
  readonly regions: readonly number[];
  readonly corners: readonly SideSource[];
  readonly #cornerIndex: ReadonlyMap<string, number>;

  constructor({ stops, legs }: FixedRoute, rings: Rings) {
    this.regions = [...new Set(legs.flatMap((parts) => parts.map(({ region }) => region)))];
    const corners = new Map<string, SideSource>();
    const add = (corner: SideSource): unknown => corners.set(keyOf(corner), corner);
    for (const stop of stops) {
      if (stop.on === 'corner') add(stop.corner);
      const lines = stop.on === 'line' ? [stop.line] : stop.on === 'crossing' ? stop.lines : [];
      for (const line of lines) if ('side' in line) [line.side, nextCorner(rings, line.side)].forEach(add);
    }
    this.corners = [...corners.values()];
    this.#cornerIndex = new Map([...corners.keys()].map((key, i) => [key, i]));
  }

  gather(from: Vector, to: Vector, speedOf: (region: number) => number, cornerOf: (corner: SideSource) => Vector): RouteNumbers {
    return {
      from: Float64Array.from(from),
      to: Float64Array.from(to),
      speeds: Float64Array.from(this.regions, speedOf),
      corners: this.corners.map((corner) => Float64Array.from(cornerOf(corner))),
    };
  }

  valuesOf({ from, to, speeds, corners }: RouteNumbers<Tensor>): MapValues {
    return {
      from,
      to,
      corner: (corner) => corners[this.#cornerIndex.get(keyOf(corner))!]!,
      speed: (region) => slice(speeds, this.regions.indexOf(region)),
    };
  }
}

function keyOf({ region, part, ring, index }: SideSource): string {
  return `${region},${part},${ring},${index}`;
}

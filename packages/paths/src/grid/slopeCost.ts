import { checkedOptions } from '../arguments.js';
import { invalidCost } from '../errors.js';

/** What going up or down costs: seconds (or what else is to be least) for each metre, by the slope along the heading. */
export interface SlopeCost {
  /** For each horizontal metre; `slope` is the rise for each of these, negative downhill. */
  pace(slope: number): number;
  /** The slopes at which the pace bends or jumps. */
  readonly kinks: readonly number[];
}

export interface ToblerOptions {
  /** Walking off any path takes 1 / 0.6 as long; false by default. */
  readonly offPath?: boolean;
}

/**
 * Tobler's hiking function: `6 exp(-3.5 |slope + 0.05|)` km/h, the fastest slightly downhill.
 *
 * @example
 * ```ts
 * import { tobler } from '@fermat/paths';
 *
 * console.log(3.6 / tobler().pace(0), 3.6 / tobler().pace(-0.05)); // 5.0367 6 km/h
 * ```
 *
 * Source: W. Tobler, Three presentations on geographical analysis and modeling, NCGIA report 93-1, 1993.
 */
export function tobler(options: ToblerOptions = {}): SlopeCost {
  const { offPath = false } = checkedOptions('tobler', options, ['offPath']);
  const fastest = (3.6 / 6) * (offPath ? 1 / 0.6 : 1);
  return { pace: (slope) => fastest * Math.exp(3.5 * Math.abs(slope + 0.05)), kinks: [-0.05] };
}

export interface RWalkOptions {
  /** Seconds for each horizontal metre; 0.72. */
  readonly a?: number;
  /** Seconds for each metre uphill; 6. */
  readonly b?: number;
  /** Seconds for each metre of a moderate descent (added with its sign, which is negative); 1.9998. */
  readonly c?: number;
  /** The same of a steep descent; -1.9998. */
  readonly d?: number;
  /** The slope at which a descent becomes steep; -0.2125. */
  readonly slopeFactor?: number;
}

/**
 * The walking time of GRASS's r.walk: `a + b slope` uphill, `a + c slope` and `a + d slope` on moderate and steep descents.
 *
 * @example
 * ```ts
 * import { rWalk } from '@fermat/paths';
 *
 * console.log(rWalk().pace(0), rWalk().pace(0.1), rWalk().pace(-0.1)); // 0.72 1.32 0.52002
 * ```
 *
 * Source: E. Langmuir, Mountaincraft and Leadership, 1984, as in the manual of GRASS GIS, r.walk.
 */
export function rWalk(options: RWalkOptions = {}): SlopeCost {
  const { a = 0.72, b = 6, c = 1.9998, d = -1.9998, slopeFactor = -0.2125 } = checkedOptions('rWalk', options, ['a', 'b', 'c', 'd', 'slopeFactor']);
  for (const [name, value] of Object.entries({ a, b, c, d, slopeFactor })) {
    if (!Number.isFinite(value)) throw invalidCost(`${name} is ${value}`, 'a finite number');
  }
  return { pace: (slope) => a + slope * (slope >= 0 ? b : slope >= slopeFactor ? c : d), kinks: [slopeFactor, 0] };
}

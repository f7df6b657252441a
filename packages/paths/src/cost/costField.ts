import { checkMedium, checkedOptions } from '../arguments.js';
import { invalidResolution, invalidTerm, noTerms } from '../errors.js';
import { isInside } from '../geometry/bounds.js';
import type { Bounds } from '../geometry/bounds.js';
import type { Path } from '../geometry/path.js';
import { addScaled, norm, scale, subtract } from '../geometry/vector.js';
import type { Point, Vector } from '../geometry/vector.js';
import { emptyRaster } from '../grid/raster.js';
import { rasterCandidates } from '../grid/rasterCandidates.js';
import type { RasterMedium } from '../grid/rasterMedium.js';
import type { BoundOptions, BoundedMedium, LowerBound, Medium, PiecewiseMedium } from '../medium/medium.js';
import { pathTime } from '../medium/pathTime.js';
import type { SegmentMedium } from '../medium/pathTime.js';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import { candidatesOf } from '../search/candidate.js';
import type { Candidate, SearchHints, SolvableMedium } from '../search/candidate.js';
import { finished } from '../search/steps.js';
import type { Steps } from '../search/steps.js';

/** What a displacement costs at a place: not negative, and twice as much for twice the displacement. */
export type LocalTerm = (position: Point, displacement: Point) => number;

/** A part of a cost: a medium, whose time it is, or a function of one's own. */
export type CostTerm = Medium | LocalTerm;

export interface CostFieldOptions<Name extends string = string> {
  /** What is added up, under names of one's own. */
  readonly terms: Readonly<Record<Name, CostTerm>>;
  /** `[xmin, ymin, xmax, ymax]`; outside nothing passes. */
  readonly bounds: Bounds;
  /** How finely paths are searched for, and functions are integrated: so many steps along the longer side; 64 by default. */
  readonly resolution?: number;
}

/** A medium whose cost is a sum. What is called its time is that sum. */
export interface CostField<Name extends string = string> extends RasterMedium {
  /** What each term contributes along a path. */
  breakdown(path: Path): Record<Name, number>;
}

/**
 * Makes a medium of costs that add up: time, energy, risk, whatever a function can say of a displacement at a place. Costs may
 * depend on the direction, as those of wind do.
 *
 * A term that is a medium is integrated as exactly as that medium is; a function by a rule of 4 points for each step of the
 * `resolution`. Paths are searched for over a grid and pulled taut, as those over rasters are, and so are those of its terms. A lower bound is that of the
 * terms which have one, as no other is negative.
 *
 * @throws PathsError `NO_TERMS`, `INVALID_BOUNDS`, `INVALID_RESOLUTION`; `INVALID_COST` when a term is negative or not a number.
 *
 * @example
 * ```ts
 * import { costField, leastTimePath, speedGrid } from '@fermat/paths';
 *
 * const ground = speedGrid({ speeds: [[1, 1], [1, 1]], bounds: [0, 0, 10, 10] });
 * // Besides the time it takes, every metre is a risk near the well at (5, 5).
 * const risk = ([x, y]: readonly number[], [dx, dy]: readonly number[]) => 2 * Math.exp(-((x! - 5) ** 2) - (y! - 5) ** 2) * Math.hypot(dx!, dy!);
 * const yard = costField({ terms: { time: ground, risk }, bounds: [0, 0, 10, 10] });
 * const way = leastTimePath(yard, { from: [1, 5], to: [9, 5] });
 * const { time, risk: taken } = yard.breakdown(way.path);
 * console.log(time > 8, taken < yard.breakdown([[1, 5], [9, 5]]).risk / 4); // true true: a detour
 * ```
 */
export function costField<const Name extends string>(options: CostFieldOptions<Name>): CostField<Name> {
  const { terms, bounds, resolution = 64 } = checkedOptions('costField', options);
  if (!Number.isInteger(resolution) || resolution < 1 || resolution > 2048) throw invalidResolution(resolution);
  const named = Object.entries<CostTerm>(terms ?? {});
  if (named.length === 0) throw noTerms();
  for (const [name, term] of named) if (typeof term !== 'function') checkMedium(`the term ${JSON.stringify(name)} of costField`, term, 'cost');
  const raster = emptyRaster(bounds, resolution);
  const longest = Math.max(...raster.spacing);
  const parts = named.map(([name, term]) => segmentCost(name, term, longest));
  /** The terms' own ways are good places to start from. */
  function* candidateSteps(from: Vector, to: Vector, hints?: SearchHints): Steps<Candidate[]> {
    const ways: Path[] = [];
    for (const [, term] of named) if (isSolvable(term, from, to)) ways.push(...Array.from(yield* candidatesOf(term, from, to), ({ path }) => path).slice(0, mostWays));
    return yield* rasterCandidates(medium, from, to, hints, ways);
  }
  const medium: CostField<Name> = {
    dimension: 2,
    symmetric: named.every(([, term]) => typeof term !== 'function' && term.symmetric),
    raster,
    bounds: raster.bounds,
    isOpen: (point) => isInside(bounds, point),
    cost(position, displacement) {
      if (!isInside(bounds, position)) return Infinity;
      const [place, step] = [Array.from(position), Array.from(displacement)];
      return named.reduce((sum, [name, term]) => sum + termCost(name, localTerm(term), place, step), 0);
    },
    segmentTime: (from, to) => (isInside(bounds, from) && isInside(bounds, to) ? parts.reduce((sum, part) => sum + part(from, to), 0) : Infinity),
    segmentKind: () => 'free',
    lowerBound: (from, to, given) => sumOfBounds(named.map(([, term]) => term), from, to, given),
    candidates: (from, to, hints) => finished(candidateSteps(from, to, hints)),
    candidateSteps,
    breakdown(path) {
      const totals = named.map(([name], i) => [name, path.slice(1).reduce((sum, to, k) => sum + parts[i]!(path[k]!, to), 0)] as const);
      return Object.fromEntries(totals) as Record<Name, number>;
    },
  };
  return medium;
}

/** How many ways of a term are started from. */
const mostWays = 4;

function isSolvable(term: CostTerm, from: Vector, to: Vector): term is SolvableMedium {
  return typeof term !== 'function' && 'candidates' in term && [from, to].every((end) => term.cost(end, [1, 0]) < Infinity || term.cost(end, [-1, 0]) < Infinity);
}

const rule = gaussLegendre(4);

/** What a term costs along a straight segment. */
function segmentCost(name: string, term: CostTerm, longest: number): (from: Vector, to: Vector) => number {
  if (typeof term !== 'function' && 'segmentTime' in term) return (from, to) => (term as SegmentMedium).segmentTime(from, to);
  if (typeof term !== 'function' && 'trace' in term) return (from, to) => pathTime([from, to], term as PiecewiseMedium);
  const local = localTerm(term);
  return (from, to) => {
    const line = subtract(to, from);
    const count = Math.max(1, Math.ceil(norm(line) / longest));
    const piece = scale(line, 1 / count);
    let total = 0;
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < rule.nodes.length; k++) {
        total += rule.weights[k]! * termCost(name, local, addScaled(from, (i + rule.nodes[k]!) / count, line), piece);
      }
    }
    return total;
  };
}

function sumOfBounds(terms: readonly CostTerm[], from: Vector, to: Vector, { path, budgetMs }: BoundOptions = {}): LowerBound {
  const bounded = terms.filter((term): term is BoundedMedium => typeof term !== 'function' && 'lowerBound' in term);
  const share = budgetMs === undefined ? {} : { budgetMs: budgetMs / bounded.length };
  const bounds = bounded.map((term) => term.lowerBound(from, to, { ...(path === undefined ? {} : { path }), ...share }).value);
  const known = bounds.filter((value) => value !== null);
  if (known.length > 0) return { value: known.reduce((a, b) => a + b), reason: null };
  return { value: null, reason: 'none of the terms of this cost has a lower bound.' };
}

function localTerm(term: CostTerm): LocalTerm {
  return typeof term === 'function' ? term : (position, displacement) => term.cost(position, displacement);
}

function termCost(name: string, local: LocalTerm, position: Point, displacement: Point): number {
  const cost = local(position, displacement);
  if (!(cost >= 0)) throw invalidTerm(name, cost, position, displacement);
  return cost;
}

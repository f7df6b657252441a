import type { BoundedMedium, Bounds, PiecewiseMedium, Point, SolvableMedium } from '@fermat/paths';
import type { PathProblem } from './pathProblem.js';

/** A question of least time that the medium answers by a search of its own: there is nothing to descend on. */
export interface SearchProblem {
  readonly medium: PiecewiseMedium & BoundedMedium & SolvableMedium;
  readonly from: Point;
  readonly to: Point;
  /** The map for pictures: `[xmin, ymin, xmax, ymax]`, and what covers it, from below upwards. */
  readonly bounds: Bounds;
  readonly areas: readonly Area[];
}

/** A piece of a map. */
export interface Area {
  readonly name: string;
  /** The outer ring, and holes. */
  readonly rings: readonly (readonly Point[])[];
  /** 0 where nothing passes. */
  readonly speed: number;
}

/** What a kind of medium makes of its parameters: a path with unknowns to descend on, or a search. */
export type Problem = PathProblem | SearchProblem;

export function isSearch(problem: Problem): problem is SearchProblem {
  return 'areas' in problem;
}

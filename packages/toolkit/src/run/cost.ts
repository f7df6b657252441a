import type { Tensor, TensorLike } from '@fermat/autodiff';
import type { LocalTerm } from '@fermat/paths';
import type { SearchProblem } from './searchProblem.js';

/** A term added to the travel time of a descent: the path's vertices (shape `[points, 2]`) in, a scalar in units of time out. */
export type CostTerm = (vertices: Tensor) => TensorLike;

/** A term added to the travel time on a map: what a displacement costs at a place, in units of time. */
export interface MapCost {
  readonly onMap: (map: SearchProblem) => LocalTerm;
}

/** What a kind of cost makes of its parameters. */
export type Cost = CostTerm | MapCost;

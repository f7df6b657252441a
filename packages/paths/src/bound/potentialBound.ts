import { checkBudget } from '../arguments.js';
import type { TriMesh } from '../mesh/triMesh.js';
import type { SearchProgress, Steps } from '../search/steps.js';
import { largestPotential } from './largestPotential.js';
import type { Potential } from './largestPotential.js';
import { atVertices, potentialProblem } from './potentialProblem.js';
import type { PotentialProblem, Triangles } from './potentialProblem.js';
import { provenGain } from './provenGain.js';
import { refineByFlux } from './refineByFlux.js';
import { squareSlivers } from './squareSlivers.js';

/** A medium in the plane as a mesh sees it. */
export interface SlownessOnMesh {
  /** It is refined as the bound is improved. */
  readonly mesh: TriMesh;
  /** The vertices of the start and of the goal. */
  readonly ends: readonly [number, number];
  /** The potentials that are looked at on the mesh as it is. */
  elements(): Elements;
  /** What is known already: a time that no path falls below, and the time of one that joins the ends. */
  readonly least: number;
  readonly time: number;
}

/** Functions on a mesh: each of its triangles is divided in as many, one after the other, in which they are linear. */
export interface Elements {
  readonly net: Triangles;
  readonly parts: number;
  /** How steep they may be in a triangle of the net: that they are not steeper means that they are so nowhere, but for the slowness there. */
  readonly slownessOf: (triangle: number) => number;
}

/** How much work a bound is worth. */
export interface BoundEffort {
  readonly budgetMs: number | undefined;
  /** Where the bound is closer to the time than this, relatively, it is good enough. */
  readonly closeEnough: number;
  /** Without a budget in time no finer mesh is begun after so many operations, so that the result is the same everywhere. */
  readonly mostOperations: number;
}

/** About how many steps of the interior-point method a mesh takes: one that would take too many operations is not begun. */
const usualSteps = 15;

/** What the bound is lowered by for rounding, relatively. */
const allowance = 1e-13;

/** Of vertices closer to each other than this part of the distance between the ends one has the difference to the other as its unknown. */
const joined = 2e-6;

/**
 * A time that no path from the start to the goal falls below.
 *
 * It is the largest growth from one to the other of a continuous function that is linear in each triangle of a mesh and no
 * steeper there than the slowness: no path gains more on it than its time. The mesh is refined where the flux of the dual
 * problem shows that the function is held back. As it is refined the bound rises to the least time.
 *
 * Source: G. Strang, Maximal flow through a domain, Math. Programming 26 (1983) 123-143, for the duality of flows and potentials.
 */
export function* potentialBound({ mesh, ends, elements, least, time }: SlownessOnMesh, { budgetMs, closeEnough, mostOperations }: BoundEffort): Steps<number> {
  checkBudget('budgetMs', budgetMs);
  const end = Date.now() + (budgetMs ?? Infinity);
  let operations = 0;
  const isOver = (): boolean => (budgetMs === undefined ? operations > mostOperations : Date.now() >= end);
  let best = least;
  const reached = (): SearchProgress => ({ phase: 'certify', time, lowerBound: best });
  const [start, goal] = ends;
  const near = joined * Math.hypot(mesh.xs[goal]! - mesh.xs[start]!, mesh.ys[goal]! - mesh.ys[start]!);
  yield reached();
  squareSlivers(mesh, near);
  yield reached();
  const steps = function* <T>(work: Generator<void, T, void>): Steps<T> {
    for (;;) {
      const step = work.next();
      yield reached();
      if (step.done === true) return step.value;
    }
  };
  while (!isOver() && best < time * (1 - closeEnough)) {
    const { net, parts, slownessOf } = elements();
    const problem = yield* steps(potentialProblem(net, slownessOf, ends, near));
    const perStep = problem.matrix.cholesky.operations + 200 * problem.triangles.length;
    if (budgetMs === undefined && operations + usualSteps * perStep > 3 * mostOperations) break;
    const potential = yield* steps(
      largestPotential(problem, {
        start: flatPotential(problem, time),
        tolerance: Math.max(closeEnough, 0.05 * (1 - best / time)),
        isOver: () => {
          operations += perStep;
          return Date.now() >= end;
        },
      }),
    );
    best = Math.max(best, provenGain(net, problem, atVertices(problem, potential.values), goal));
    yield reached();
    refineByFlux(mesh, parts, problem, potential);
    yield reached();
    squareSlivers(mesh, near);
    yield reached();
  }
  return best * (1 - allowance);
}

/** The potential 0, with conductances for which the products of multiplier and slack are the same in all triangles and add up to the time. */
function flatPotential({ triangles, size, slowness, areas }: PotentialProblem, time: number): Potential {
  const conductances = slowness.map((one, t) => time / (triangles.length * one * one * areas[t]!));
  return { values: new Float64Array(size), conductances };
}

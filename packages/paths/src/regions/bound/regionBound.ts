import type { Path } from '../../geometry/path.js';
import type { Steps } from '../../search/steps.js';
import { insertPath } from '../mesh/insertPath.js';
import { TriMesh } from '../mesh/triMesh.js';
import type { RegionMap } from '../regionMap.js';
import { gradientsOf, largestPotential } from './largestPotential.js';
import type { Potential } from './largestPotential.js';
import { onMesh, refineByFlux } from './meshPotential.js';
import type { MeshPotential } from './meshPotential.js';
import { potentialProblem } from './potentialProblem.js';
import type { PotentialProblem } from './potentialProblem.js';
import { provenGain } from './provenGain.js';
import { squareSlivers } from './squareSlivers.js';

export interface RegionBoundOptions {
  /** A fast path between the points and its time. */
  readonly path: Path;
  readonly time: number;
  readonly budgetMs: number | undefined;
}

/** Where the bound is closer to the time than this, relatively, it is good enough. */
const closeEnough = 1e-6;

/** Without a budget in time the work ends after about so many operations, so that the result is the same everywhere. */
const mostOperations = 2e8;

/** What the bound is lowered by for rounding, relatively. */
const allowance = 1e-13;

/** Vertices closer to each other than this part of the distance between the ends have one value. */
const joined = 2e-8;

/** A potential is taken to a finer mesh a little smaller, so that it has room to grow. */
const shrinking = 0.98;

/**
 * A time that no path between the ends of the given one falls below.
 *
 * It is the largest growth from start to goal of a continuous function that is linear in each triangle of a mesh and no steeper
 * there than the slowness: no path gains more on it than its time. The mesh has the path's pieces among its edges, and is
 * refined where the flux of the dual problem shows that the function is held back. As it is refined the bound rises to the
 * least time.
 *
 * Source: G. Strang, Maximal flow through a domain, Math. Programming 26 (1983) 123-143, for the duality of flows and potentials.
 */
export function* regionBound(map: RegionMap, { path, time, budgetMs }: RegionBoundOptions): Steps<number> {
  const end = Date.now() + (budgetMs ?? Infinity);
  let operations = 0;
  const isOver = (): boolean => (budgetMs === undefined ? operations > mostOperations : Date.now() >= end);
  const mesh = new TriMesh(map.arrangement.mesh);
  const [start, goal] = insertPath(mesh, path.map((point): [number, number] => [point[0]!, point[1]!]), map.snap);
  if (start === goal) return 0;
  const near = joined * Math.hypot(mesh.xs[goal]! - mesh.xs[start]!, mesh.ys[goal]! - mesh.ys[start]!);
  squareSlivers(mesh, near);
  let best = straightBound(map, mesh, start, goal);
  let known: MeshPotential | null = null;
  while (!isOver() && best < time * (1 - closeEnough)) {
    const problem = potentialProblem(mesh, (face) => map.slownessOf(face), [start, goal], near);
    const climbing = largestPotential(problem, {
      start: known === null ? flatPotential(problem, time) : shrunk(problem, known, time),
      tolerance: Math.max(closeEnough, 0.05 * (1 - best / time)),
      isOver: () => {
        operations += problem.matrix.cholesky.operations + 200 * problem.triangles.length;
        return isOver();
      },
    });
    let climb = climbing.next();
    for (; climb.done !== true; climb = climbing.next()) yield { phase: 'certify', time, lowerBound: best };
    const potential = climb.value;
    yield { phase: 'certify', time, lowerBound: best };
    best = Math.max(best, provenGain(mesh, problem, Float64Array.from(onMesh(mesh, problem, potential).values), goal));
    yield { phase: 'certify', time, lowerBound: best };
    known = refineByFlux(mesh, problem, potential, near);
  }
  return best * (1 - allowance);
}

/** The time straight ahead at the largest speed of the map. */
function straightBound(map: RegionMap, { xs, ys }: TriMesh, start: number, goal: number): number {
  const slowness = Math.min(...map.arrangement.faces.map((_, face) => map.slownessOf(face)));
  return slowness * Math.hypot(xs[goal]! - xs[start]!, ys[goal]! - ys[start]!) * (1 - 4 * Number.EPSILON);
}

/** The potential 0, with conductances for which the products of multiplier and slack are the same in all triangles and add up to the time. */
function flatPotential({ triangles, vertices, slowness, areas }: PotentialProblem, time: number): Potential {
  const conductances = slowness.map((one, t) => time / (triangles.length * one * one * areas[t]!));
  return { values: new Float64Array(vertices.length), conductances };
}

/** Conductances that have come close to 0 would hold the method up, and are raised to this part of what it begins with. */
const leastConductance = 1e-4;

function shrunk(problem: PotentialProblem, { values, conductances }: MeshPotential, time: number): Potential {
  const flat = flatPotential(problem, time);
  const before = Float64Array.from(problem.vertices, (vertex) => values[vertex]!);
  // Where vertices have come to have one value the potential may be steeper than it was.
  const gradients = gradientsOf(problem, before);
  const steepest = problem.slowness.reduce((most, slowness, t) => Math.max(most, Math.hypot(gradients[2 * t]!, gradients[2 * t + 1]!) / slowness), 1);
  return {
    values: before.map((value) => (shrinking * value) / steepest),
    conductances: flat.conductances.map((one, t) => Math.max(leastConductance * one, conductances[problem.triangles[t]!]!)),
  };
}

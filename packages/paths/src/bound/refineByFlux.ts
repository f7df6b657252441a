import { bisect } from '../mesh/bisect.js';
import type { TriMesh } from '../mesh/triMesh.js';
import { gradientsOf } from './largestPotential.js';
import type { Potential } from './largestPotential.js';
import type { PotentialProblem } from './potentialProblem.js';

/** Triangles that bear this part of the cost of the flux together are refined. */
const refined = 0.93;

/**
 * Halves the triangles that bear most of the flux, which shows where the potential is held back: along the fastest ways of the
 * mesh.
 *
 * @param parts how many triangles of the problem each triangle of the mesh is divided in
 */
export function refineByFlux(mesh: TriMesh, parts: number, problem: PotentialProblem, { values, conductances }: Potential): void {
  const { triangles, slowness, areas } = problem;
  const gradients = gradientsOf(problem, values);
  const costs = new Float64Array(mesh.triangleCount);
  triangles.forEach((part, t) => (costs[Math.floor(part / parts)]! += slowness[t]! * conductances[t]! * areas[t]! * Math.hypot(gradients[2 * t]!, gradients[2 * t + 1]!)));
  const order = Int32Array.from(costs.keys()).sort((s, t) => costs[t]! - costs[s]!);
  const enough = refined * costs.reduce((a, b) => a + b, 0);
  for (let k = 0, borne = 0; k < order.length && borne < enough; k++) {
    borne += costs[order[k]!]!;
    bisect(mesh, order[k]!);
  }
}

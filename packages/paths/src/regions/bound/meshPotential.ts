import { bisect } from '../mesh/bisect.js';
import type { OnSplit } from '../mesh/bisect.js';
import type { TriMesh } from '../mesh/triMesh.js';
import { gradientsOf } from './largestPotential.js';
import type { Potential } from './largestPotential.js';
import type { PotentialProblem } from './potentialProblem.js';
import { squareSlivers } from './squareSlivers.js';

/** A potential on a whole mesh, so that it can go with it when it is refined. */
export interface MeshPotential {
  /** At each vertex; 0 where nothing can be reached. */
  readonly values: readonly number[];
  /** Of each triangle, per area. */
  readonly conductances: readonly number[];
}

export function onMesh(mesh: TriMesh, { unknownOf, triangles }: PotentialProblem, { values, conductances }: Potential): MeshPotential {
  const atVertices = Array.from(unknownOf, (unknown) => (unknown < 0 ? 0 : values[unknown]!));
  const ofTriangles = new Array<number>(mesh.triangleCount).fill(0);
  triangles.forEach((triangle, t) => (ofTriangles[triangle] = conductances[t]!));
  return { values: atVertices, conductances: ofTriangles };
}

/** Triangles that bear this part of the cost of the flux together are refined. */
const refined = 0.93;

/**
 * Halves the triangles that bear most of the flux, and takes the potential along: it stays the same function, and as steep.
 * The flux shows where the potential is held back, which is along the fastest ways of the mesh.
 */
export function refineByFlux(mesh: TriMesh, problem: PotentialProblem, potential: Potential, near: number): MeshPotential {
  const before = onMesh(mesh, problem, potential);
  const values = [...before.values];
  const conductances = [...before.conductances];
  const gradients = gradientsOf(problem, potential.values);
  const costs = problem.slowness.map((slowness, t) => slowness * potential.conductances[t]! * problem.areas[t]! * Math.hypot(gradients[2 * t]!, gradients[2 * t + 1]!));
  const order = Int32Array.from(costs.keys()).sort((s, t) => costs[t]! - costs[s]!);
  const take: OnSplit = (vertex, [a, b], split) => {
    const { xs, ys } = mesh;
    const part = Math.hypot(xs[vertex]! - xs[a]!, ys[vertex]! - ys[a]!) / Math.hypot(xs[b]! - xs[a]!, ys[b]! - ys[a]!);
    values[vertex] = values[a]! + part * (values[b]! - values[a]!);
    for (const [triangle, added] of split) conductances[added] = conductances[triangle]!;
  };
  const enough = refined * costs.reduce((a, b) => a + b, 0);
  for (let k = 0, borne = 0; k < order.length && borne < enough; k++) {
    borne += costs[order[k]!]!;
    bisect(mesh, problem.triangles[order[k]!]!, take);
  }
  squareSlivers(mesh, near, take);
  return { values, conductances };
}

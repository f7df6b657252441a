import { potentialBound } from '../bound/potentialBound.js';
import type { BoundEffort, Elements } from '../bound/potentialBound.js';
import type { Path } from '../geometry/path.js';
import { insertPath } from '../mesh/insertPath.js';
import { TriMesh } from '../mesh/triMesh.js';
import type { Steps } from '../search/steps.js';
import type { RegionMap } from './regionMap.js';

export interface RegionBoundOptions extends Partial<BoundEffort> {
  /** A fast path between the points and its time. */
  readonly path: Path;
  readonly time: number;
}

/** The work that a map is worth without a budget in time. */
const usual: BoundEffort = { budgetMs: undefined, closeEnough: 1e-6, mostOperations: 4e8 };

/** A time that no path between the ends of the given one falls below; the mesh has the path's pieces among its edges. */
export function* regionBound(map: RegionMap, { path, time, ...effort }: RegionBoundOptions): Steps<number> {
  const mesh = new TriMesh(map.arrangement.mesh);
  yield { phase: 'certify', time, lowerBound: 0 };
  const ends = insertPath(mesh, path.map((point): [number, number] => [point[0]!, point[1]!]), map.snap);
  if (ends[0] === ends[1]) return 0;
  const elements = (): Elements => ({ net: mesh, parts: 1, slownessOf: (triangle) => map.slownessOf(mesh.faces[triangle]!) });
  return yield* potentialBound({ mesh, ends, elements, least: straightBound(map, mesh, ends), time }, { ...usual, ...effort });
}

/** The time straight ahead at the largest speed of the map. */
function straightBound(map: RegionMap, { xs, ys }: TriMesh, [start, goal]: readonly [number, number]): number {
  const slowness = Math.min(...map.arrangement.faces.map((_, face) => map.slownessOf(face)));
  return slowness * Math.hypot(xs[goal]! - xs[start]!, ys[goal]! - ys[start]!) * (1 - 4 * Number.EPSILON);
}

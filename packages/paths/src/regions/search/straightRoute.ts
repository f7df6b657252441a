import type { SlownessMesh } from '../mesh/slownessMesh.js';
import { edgeStation, vertexStation } from './route.js';
import type { Route, Station } from './route.js';

/** The straight line between two vertices as a route; null where something impassable is in its way. */
export function straightRoute(field: SlownessMesh, from: number, to: number): Route | null {
  const { xs, ys } = field.mesh;
  const side = (vertex: number): number => field.mesh.side(from, to, xs[vertex]!, ys[vertex]!);
  const [dx, dy] = [xs[to]! - xs[from]!, ys[to]! - ys[from]!];
  const progress = (x: number, y: number): number => ((x - xs[from]!) * dx + (y - ys[from]!) * dy) / (dx * dx + dy * dy);
  const stops: { at: number; station: Station; isPassable: boolean }[] = [];
  xs.forEach((x, vertex) => {
    const at = progress(x, ys[vertex]!);
    if (vertex !== from && vertex !== to && at > 0 && at < 1 && side(vertex) === 0) {
      stops.push({ at, station: vertexStation(vertex), isPassable: field.trianglesAround(vertex).length > 0 });
    }
  });
  field.halfOf.forEach((_, edge) => {
    const [a, b] = [field.startOf(edge), field.endOf(edge)];
    const [sideA, sideB] = [side(a), side(b)];
    if (!(sideA * sideB < 0)) return;
    const part = sideA / (sideA - sideB);
    const at = progress(xs[a]! + part * (xs[b]! - xs[a]!), ys[a]! + part * (ys[b]! - ys[a]!));
    if (at > 0 && at < 1) stops.push({ at, station: edgeStation(edge, part * field.edgeLength[edge]!), isPassable: field.trianglesBeside(edge).length === 2 });
  });
  if (!stops.every(({ isPassable }) => isPassable)) return null;
  return [vertexStation(from), ...stops.sort((p, q) => p.at - q.at).map(({ station }) => station), vertexStation(to)];
}

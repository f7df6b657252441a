import type { Triangles } from './potentialProblem.js';

/**
 * For each vertex of some triangles one that edges shorter than `near` lead to, and that is no further away; itself, where there
 * is none; -1 for vertices of other triangles. The `first` ones lead whoever is close to them.
 */
export function leadersOf({ xs, ys, corners }: Triangles, triangles: Int32Array, first: readonly number[], near: number): Int32Array {
  const leaders = new Int32Array(xs.length).fill(-1);
  const close = new Map<number, number[]>();
  const isNear = (a: number, b: number): boolean => Math.hypot(xs[a]! - xs[b]!, ys[a]! - ys[b]!) < near;
  for (const triangle of triangles) {
    for (let k = 0; k < 3; k++) {
      const [a, b] = [corners[3 * triangle + k]!, corners[3 * triangle + ((k + 1) % 3)]!];
      leaders[a] = a;
      if (!isNear(a, b)) continue;
      for (const [one, other] of [[a, b], [b, a]] as const) close.set(one, [...(close.get(one) ?? []), other]);
    }
  }
  const isLeading = new Uint8Array(xs.length);
  for (const leader of [...first, ...[...close.keys()].sort((a, b) => a - b)]) {
    if (leaders[leader] !== leader) continue;
    isLeading[leader] = 1;
    const waiting = [leader];
    while (waiting.length > 0) {
      for (const vertex of close.get(waiting.pop()!) ?? []) {
        if (leaders[vertex] !== vertex || isLeading[vertex] === 1 || !isNear(leader, vertex)) continue;
        leaders[vertex] = leader;
        waiting.push(vertex);
      }
    }
  }
  return leaders;
}

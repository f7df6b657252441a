import { next } from '../mesh/triMesh.js';
import type { TriMesh } from '../mesh/triMesh.js';
import type { Triangles } from './potentialProblem.js';

/**
 * The control net of functions that are quadratic in each triangle: the triangle is divided in four by the middles of its sides,
 * and the gradient of the net in the part `4 triangle + k` at corner k is that of the function at the corner. Gradients are linear in a
 * triangle, so that what bounds them at the corners bounds them all. Those of the part in the middle, `4 triangle + 3`, say nothing.
 *
 * Source: G. Farin, Triangular Bernstein-Bezier patches, Computer Aided Geometric Design 3 (1986) 83-127.
 */
export function controlNet({ xs, ys, corners, twins, triangleCount }: TriMesh): Triangles {
  const net = { xs: [...xs], ys: [...ys], corners: new Array<number>(12 * triangleCount) };
  const middles = new Int32Array(3 * triangleCount).fill(-1);
  corners.forEach((from, h) => {
    if (middles[h]! >= 0) return;
    const to = corners[next(h)]!;
    middles[h] = net.xs.push((xs[from]! + xs[to]!) / 2) - 1;
    net.ys.push((ys[from]! + ys[to]!) / 2);
    if (twins[h]! >= 0) middles[twins[h]!] = middles[h]!;
  });
  for (let triangle = 0; triangle < triangleCount; triangle++) {
    const [a, b, c] = [0, 1, 2].map((k) => corners[3 * triangle + k]!) as [number, number, number];
    const [ab, bc, ca] = [0, 1, 2].map((k) => middles[3 * triangle + k]!) as [number, number, number];
    [a, ab, ca, b, bc, ab, c, ca, bc, ab, bc, ca].forEach((vertex, k) => (net.corners[12 * triangle + k] = vertex));
  }
  return net;
}

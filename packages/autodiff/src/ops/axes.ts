import { invalidAxis, invalidShape, repeatedAxis } from '../errors.js';
import type { Shape } from '../graph/tensorType.js';

/** One axis, an axis counted from the end if negative. */
export function normalizeAxis(op: string, axis: number, rank: number): number {
  const normalized = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || normalized < 0 || normalized >= rank) throw invalidAxis(op, axis, rank);
  return normalized;
}

/** Several axes in increasing order; all of them where none is named. */
export function normalizeAxes(op: string, axes: number | readonly number[] | undefined, rank: number): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const list = (typeof axes === 'number' ? [axes] : axes).map(axis => normalizeAxis(op, axis, rank)).sort((a, b) => a - b);
  if (list.some((axis, i) => axis === list[i - 1])) throw repeatedAxis(op, list);
  return list;
}

/** A shape given by the user: a number for one axis, or a list of sizes. */
export function checkShape(shape: number | Shape): Shape {
  const list = typeof shape === 'number' ? [shape] : shape;
  if (!Array.isArray(list) || !list.every(n => Number.isInteger(n) && n >= 0)) throw invalidShape(shape);
  return [...list];
}

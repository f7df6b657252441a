import type { Shape } from '../../graph/tensorType.js';
import { rowMajorStrides, type IndexMap } from '../lowering.js';
import { affineConstant, affineKey, combine, loopVariable, type Affine } from './affine.js';

/** An index for each axis; a single one for arrays of another rank counts elements in row-major order. */
export type Index = readonly Affine[];

export interface Space {
  readonly extents: readonly number[];
  readonly index: Index;
}

export const origin: Affine = /* @__PURE__ */ affineConstant(0);

/** The loops over a shape inside of `depth` others, in which axes of one element take no part, and the index that they give. */
export function space(shape: Shape, depth: number): Space {
  const extents: number[] = [];
  const index = shape.map(n => (n === 1 ? origin : loopVariable(depth + extents.push(n) - 1)));
  return { extents, index };
}

/** The position in row-major order. */
export const flatten = (index: Index, shape: Shape): Affine => (index.length === shape.length ? combine(0, rowMajorStrides(shape), index) : index[0]!);

export const shifted = (a: Affine, b: Affine): Affine => combine(0, [1, 1], [a, b]);

/** The distance of elements that a map places one after the other, if it is the same for all. */
export function evenStride({ strides }: IndexMap, shape: Shape): number | null {
  const unit = rowMajorStrides(shape);
  const axes = shape.flatMap((n, axis) => (n === 1 ? [] : [axis]));
  const innermost = axes[axes.length - 1];
  if (innermost === undefined) return 1;
  const stride = strides[innermost]! / unit[innermost]!;
  return axes.every(axis => strides[axis] === stride * unit[axis]!) ? stride : null;
}

/** Whether an index takes each element once when loops of these extents, inside of `depth` others, run. */
export function isBijective(index: Index, shape: Shape, extents: readonly number[], depth: number): boolean {
  const sizes = index.length === shape.length ? shape : [shape.reduce((size, n) => size * n, 1)];
  const seen = new Set<number>();
  const each = index.every(({ offset, coefficients }, axis) => {
    if (sizes[axis] === 1) return true;
    const loop = coefficients.length - 1;
    seen.add(loop);
    return offset === 0 && loop >= depth && coefficients[loop] === 1 && coefficients.every((c, i) => c === 0 || i === loop) && extents[loop - depth] === sizes[axis];
  });
  return each && seen.size === extents.length && sizes.filter(n => n !== 1).length === extents.length;
}

export const sameNumbers = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((x, i) => x === b[i]);

export const indexKey = (index: Index): string => index.map(affineKey).join('|');

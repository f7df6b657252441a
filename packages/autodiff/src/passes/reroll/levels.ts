import type { Shape } from '../../graph/tensorType.js';
import { rowMajorStrides } from '../../kernel/lowering.js';

/** One of nested loops: its number of steps, and how far apart they lie. */
export interface Level {
  readonly size: number;
  readonly stride: number;
}

/** Deeper nests are not looked for. */
const MOST_LEVELS = 5;

/** Positions as they come from nested loops over an array, from the outermost; null if they do not. */
export function levelsOf(positions: readonly number[], depth = 0): Level[] | null {
  const count = positions.length;
  if (count === 1) return [];
  if (depth === MOST_LEVELS) return null;
  const stride = positions[1]! - positions[0]!;
  let size = 2;
  while (size < count && stride === positions[size]! - positions[size - 1]!) size++;
  if (count % size !== 0) return null;
  const starts: number[] = [];
  for (let i = 0; i < count; i += size) {
    for (let j = 1; j < size; j++) if (positions[i + j]! - positions[i]! !== j * stride) return null;
    starts.push(positions[i]!);
  }
  const outer = levelsOf(starts, depth + 1);
  return outer && [...outer, { size, stride }];
}

/** The same loops, split where they go on from one row of the array to the next. */
export function alignedTo(levels: readonly Level[], source: Shape): Level[] {
  const units = rowMajorStrides(source);
  return levels.flatMap(({ size, stride }) => {
    const split: Level[] = [];
    for (let axis = source.length - 1; axis > 0 && stride > 0; axis--) {
      const extent = units[axis]! * source[axis]!;
      const inner = extent / stride;
      if (stride % units[axis]! !== 0 || !Number.isInteger(inner) || inner < 2 || size <= inner || size % inner !== 0) continue;
      split.unshift({ size: inner, stride });
      size /= inner;
      stride = extent;
    }
    return [{ size, stride }, ...split];
  });
}

/** The steps of nested loops along each axis of a shape, if the shape divides them further. */
export function stridesAlong(levels: readonly Level[], shape: Shape): number[] | null {
  const strides = new Array<number>(shape.length).fill(0);
  let axis = shape.length - 1;
  for (let i = levels.length - 1; i >= 0; i--) {
    let { size, stride } = levels[i]!;
    while (size > 1) {
      const n = shape[axis];
      if (n === undefined || size % n !== 0) return null;
      strides[axis--] = stride;
      stride *= n;
      size /= n;
    }
  }
  return strides;
}

/** A shape of `count` elements that divides each of some nests further; a single axis where they do not fit together. */
export function commonShape(nests: readonly Shape[], count: number): number[] {
  const ends = new Set([count]);
  for (const sizes of nests) {
    let end = 1;
    for (let i = sizes.length - 1; i > 0; i--) ends.add((end *= sizes[i]!));
  }
  const bounds = [...ends].sort((a, b) => b - a);
  const shape = bounds.map((end, i) => end / (bounds[i + 1] ?? 1)).filter(n => n > 1);
  return shape.every(Number.isInteger) && shape.length > 0 ? shape : [count];
}

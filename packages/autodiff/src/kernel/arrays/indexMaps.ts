import { sizeOf, type Shape } from '../../graph/tensorType.js';
import { rowMajorStrides, type IndexMap } from '../lowering.js';

/** For each axis of a source, its index as an affine function of the indices of a view. */
export type AxisMaps = readonly IndexMap[];

/** What an index can be, over all indices of a shape. */
export function range({ offset, strides }: IndexMap, shape: Shape): readonly [number, number] {
  let [low, high] = [offset, offset];
  shape.forEach((n, axis) => {
    const reach = strides[axis]! * (n - 1);
    if (reach < 0) low += reach;
    else high += reach;
  });
  return [low, high];
}

/**
 * Splits flat indices of `source`, over all indices of `shape`, into an index for each of its axes; null where an axis
 * wraps around. Since each is checked to stay within its axis, what is found is the only possibility.
 */
export function perAxis(map: IndexMap, shape: Shape, source: Shape): AxisMaps | null {
  if (sizeOf(shape) === 0) return null;
  const unit = rowMajorStrides(source);
  const maps = source.map(() => ({ offset: 0, strides: new Array<number>(shape.length).fill(0) }));
  let { offset } = map;
  source.forEach((n, axis) => {
    if (n === 1) return;
    maps[axis]!.offset = Math.floor(offset / unit[axis]!);
    offset -= maps[axis]!.offset * unit[axis]!;
  });
  for (let axis = 0; axis < shape.length; axis++) {
    let stride = map.strides[axis]!;
    if (shape[axis] === 1) continue;
    for (let from = 0; from < source.length && stride !== 0; from++) {
      if (source[from] === 1) continue;
      const steps = Math.trunc(stride / unit[from]!);
      maps[from]!.strides[axis] = steps;
      stride -= steps * unit[from]!;
    }
    if (stride !== 0) return null;
  }
  const within = maps.every((axisMap, axis) => {
    const [low, high] = range(axisMap, shape);
    return low >= 0 && high < source[axis]!;
  });
  return within ? maps : null;
}

/** `outer` read through `inner`: indices of a view of a view, as flat indices of what lies beneath. */
export function compose(outer: IndexMap, inner: AxisMaps, rank: number): IndexMap {
  let { offset } = outer;
  const strides = new Array<number>(rank).fill(0);
  inner.forEach((map, axis) => {
    const by = outer.strides[axis]!;
    offset += map.offset * by;
    for (let i = 0; i < rank; i++) strides[i]! += map.strides[i]! * by;
  });
  return { offset, strides };
}

/**
 * Where a view of an array lies within a part of it: the index of the part for each index of the view; `outside` if they
 * do not meet, null if they meet in some places only.
 */
export function withinPart(view: AxisMaps, viewShape: Shape, part: AxisMaps, partShape: Shape): AxisMaps | 'outside' | null {
  const found = new Array<IndexMap | undefined>(partShape.length);
  for (let axis = 0; axis < view.length; axis++) {
    const [low, high] = range(view[axis]!, viewShape);
    const { offset, strides } = part[axis]!;
    const along = strides.findIndex(stride => stride !== 0);
    if (strides.some((stride, i) => stride !== 0 && i !== along)) return null;
    const step = along < 0 ? 1 : strides[along]!;
    if (step < 1) return null;
    const { offset: start, strides: steps } = view[axis]!;
    if ((start - offset) % step !== 0 && steps.every(stride => stride % step === 0)) return 'outside';
    const last = offset + (along < 0 ? 0 : step * (partShape[along]! - 1));
    if (high < offset || low > last) return 'outside';
    if (low < offset || high > last) return null;
    const shifted = { offset: (start - offset) / step, strides: steps.map(stride => stride / step) };
    if (!Number.isInteger(shifted.offset) || !shifted.strides.every(Number.isInteger)) return null;
    if (along >= 0) found[along] = shifted;
  }
  return found.map(map => map ?? { offset: 0, strides: viewShape.map(() => 0) });
}

/** A shape as another that differs only in axes of size 1, or null. */
export function unitAxesMap(shape: Shape, source: Shape): IndexMap | null {
  const strides = rowMajorStrides(source);
  const kept = source.flatMap((n, axis) => (n === 1 ? [] : [axis]));
  const own = shape.flatMap((n, axis) => (n === 1 ? [] : [axis]));
  if (kept.length !== own.length || !kept.every((axis, i) => source[axis] === shape[own[i]!])) return null;
  return { offset: 0, strides: shape.map((n, axis) => (n === 1 ? 0 : strides[kept[own.indexOf(axis)]!]!)) };
}

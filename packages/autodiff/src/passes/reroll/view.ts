import { apply } from '../../graph/apply.js';
import type { Tensor } from '../../graph/tensor.js';
import { sizeOf, type Shape } from '../../graph/tensorType.js';
import { rowMajorStrides } from '../../kernel/lowering.js';
import { broadcasted, reshaped, slicePrimitive, transposePrimitive } from '../../ops/structure.js';

/** Elements of an array at `offset + sum(strides[axis] * index[axis])` in row-major order. */
export interface View {
  readonly shape: Shape;
  readonly offset: number;
  readonly strides: readonly number[];
}

/** For each axis of an array, where a view begins in it, and the axis of the view that goes along it, or -1. */
interface Matching {
  readonly starts: readonly number[];
  readonly steps: readonly number[];
  readonly along: readonly number[];
}

function matching({ shape, offset, strides }: View, source: Shape): Matching | null {
  const units = rowMajorStrides(source);
  const starts = source.map((n, axis) => Math.floor(offset / units[axis]!) % n);
  const steps = source.map(() => 1);
  const along = source.map(() => -1);
  for (let axis = 0; axis < shape.length; axis++) {
    const stride = strides[axis]!;
    if (stride === 0 || shape[axis] === 1) continue;
    const from = units.findIndex((unit, i) => Math.abs(stride) < unit * source[i]! && stride % unit === 0);
    if (from < 0 || along[from] !== -1) return null;
    const step = stride / units[from]!;
    const last = starts[from]! + step * (shape[axis]! - 1);
    if (last < 0 || last >= source[from]!) return null;
    along[from] = axis;
    steps[from] = step;
  }
  return { starts, steps, along };
}

/** Part of an array of one axis in rows, in which steps of a view go along axes of their own. */
interface Rows {
  readonly start: number;
  readonly shape: Shape;
}

function rowsFor({ shape, offset, strides }: View, size: number): Rows | null {
  const moving = strides.map((stride, axis) => ({ stride, size: shape[axis]! })).filter(level => level.stride !== 0 && level.size > 1);
  moving.sort((a, b) => b.stride - a.stride);
  const widths = moving.map(({ stride }, i) => stride / (moving[i + 1]?.stride ?? 1));
  if (moving.length < 2 || moving[moving.length - 1]!.stride < 0 || !widths.every(Number.isInteger)) return null;
  const rows = [moving[0]!.size, ...widths].filter((n, i) => i === 0 || n > 1);
  const start = Math.min(offset, size - sizeOf(rows));
  return start < 0 ? null : { start, shape: rows };
}

/** How to take a view of an array of a shape by slices, reshapes and broadcasts; null if it cannot be taken so. */
export function planView(view: View, source: Shape): ((x: Tensor) => Tensor) | null {
  const size = sizeOf(source);
  const direct = matching(view, source);
  if (direct !== null) return x => taken(x, direct, view.shape);
  const flat = matching(view, [size]);
  if (flat !== null) return x => taken(reshaped(x, [size]), flat, view.shape);
  const rows = rowsFor(view, size);
  const within = rows && matching({ ...view, offset: view.offset - rows.start }, rows.shape);
  if (within === null) return null;
  const { start, shape } = rows!;
  return x => taken(reshaped(sliced(reshaped(x, [size]), [start], [1], [sizeOf(shape)]), shape), within, view.shape);
}

function taken(x: Tensor, { starts, steps, along }: Matching, shape: Shape): Tensor {
  const part = sliced(x, starts, steps, along.map(axis => (axis < 0 ? 1 : shape[axis]!)));
  const order = along.flatMap((axis, from) => (axis < 0 ? [] : [{ axis, from }]));
  const sorted = [...order].sort((a, b) => a.axis - b.axis);
  const unused = along.flatMap((axis, from) => (axis < 0 ? [from] : []));
  const turned = order.every((entry, i) => entry === sorted[i]) ? part : apply(transposePrimitive, [part], [...unused, ...sorted.map(({ from }) => from)]);
  return broadcasted(reshaped(turned, shape.map((n, axis) => (along.includes(axis) ? n : 1))), shape);
}

function sliced(x: Tensor, starts: readonly number[], steps: readonly number[], sizes: Shape): Tensor {
  const isWhole = sizes.every((n, axis) => n === x.shape[axis] && (steps[axis] === 1 || n === 1));
  return isWhole ? x : apply(slicePrimitive, [x], { starts, steps, sizes });
}

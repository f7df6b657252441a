import { invalidOption, invalidPadding } from '../errors.js';
import { apply } from '../graph/apply.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import type { Shape } from '../graph/tensorType.js';
import { checked } from '../options.js';
import { asTensor } from './asTensor.js';
import { ones } from './creation.js';
import type { Range } from './range.js';
import { select } from './selection.js';
import { slice } from './slice.js';
import { padPrimitive } from './structure.js';

/** How many elements are added: on all sides, before and after on all axes, or before and after on each. */
export type Padding = number | readonly [before: number, after: number] | readonly (readonly [before: number, after: number])[];

type Pair = readonly [before: number, after: number];

export interface PadOptions {
  /** What is added: a value, the default; the element at the end; the elements again, mirrored at the last one or behind it; or from the other end. */
  readonly mode?: 'constant' | 'edge' | 'reflect' | 'symmetric' | 'wrap';
  /** The value, in mode `'constant'`; 0 by default. */
  readonly value?: TensorLike;
}

/** The remainder of floored division. */
const around = (i: number, n: number): number => ((i % n) + n) % n;

/** For each mode the element of an axis of n that is found at place i, which may lie outside. */
const sources: Readonly<Record<string, (i: number, n: number) => number>> = {
  edge: (i, n) => Math.min(Math.max(i, 0), n - 1),
  reflect(i, n) {
    const period = Math.max(1, 2 * n - 2);
    return Math.min(around(i, period), period - around(i, period));
  },
  symmetric: (i, n) => Math.min(around(i, 2 * n), 2 * n - 1 - around(i, 2 * n)),
  wrap: around,
};

/**
 * x with elements added around it, as NumPy's `pad`: zeros, another value, or what a mode takes from x itself.
 *
 * @example
 * ```ts
 * import { pad } from '@fermat/autodiff';
 *
 * console.log(pad([1, 2], 1).toArray()); // [0, 1, 2, 0]
 * console.log(pad([[1, 2]], [[1, 0], [0, 2]], { value: 9 }).toArray()); // [[9, 9, 9, 9], [1, 2, 9, 9]]
 * console.log(pad([1, 2, 3], [2, 1], { mode: 'reflect' }).toArray()); // [3, 2, 1, 2, 3, 2]
 * ```
 */
export function pad(x: TensorLike, padding: Padding, options: PadOptions = {}): Tensor {
  const { mode = 'constant', value = 0 } = checked('pad', options, ['mode', 'value'], '...');
  const operand = asTensor('pad', x);
  const { shape } = operand;
  const widths = pairs(padding, shape);
  if (mode === 'constant') {
    const starts = widths.map(([before]) => before);
    const within = (part: Tensor): Tensor =>
      apply(padPrimitive, [part], { starts, steps: widths.map(() => 1), shape: shape.map((n, axis) => n + widths[axis]![0] + widths[axis]![1]) });
    return value === 0 ? within(operand) : select(within(ones(shape, 'bool')), within(operand), value);
  }
  if (!Object.hasOwn(sources, mode)) throw invalidOption('pad', 'mode', mode, `constant, ${Object.keys(sources).join(', ')}`);
  return widths.reduce((part, [before, after], axis) => {
    const places = Int32Array.from({ length: before + shape[axis]! + after }, (_, i) => sources[mode]!(i - before, shape[axis]!));
    return before + after === 0 ? part : slice(part, ...shape.map((_, i): Range => (i === axis ? places : null)));
  }, operand);
}

/** What is added before and after on each axis. */
function pairs(padding: Padding, shape: Shape): readonly Pair[] {
  const isPair = (x: unknown): x is Pair => Array.isArray(x) && x.length === 2 && x.every(n => Number.isInteger(n) && n >= 0);
  const pair = typeof padding === 'number' ? [padding, padding] : padding;
  const widths = isPair(pair) ? shape.map((): Pair => pair) : (pair as readonly Pair[]);
  if (widths.length !== shape.length || !widths.every(isPair)) throw invalidPadding(padding, shape);
  return widths;
}

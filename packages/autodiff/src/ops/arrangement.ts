import { invalidOption, invalidSections } from '../errors.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { checked } from '../options.js';
import { asTensor } from './asTensor.js';
import { normalizeAxis } from './axes.js';
import { broadcastTo, concatenate, expandDims, reshape } from './shape.js';
import { sliceAlong } from './slice.js';


const isCount = (n: number): boolean => Number.isInteger(n) && n >= 0;

/** x cut along an axis, into equal sections, or before each of the given indices. */
export function split(x: TensorLike, sections: number | readonly number[], options: { readonly axis?: number } = {}): Tensor[] {
  const { axis = 0 } = checked('split', options, ['axis'], '...');
  const operand = asTensor('split', x);
  const along = normalizeAxis('split', axis, operand.shape.length);
  const length = operand.shape[along]!;
  if (typeof sections !== 'number') return [...sections, length].map((end, i) => sliceAlong(operand, along, [i === 0 ? 0 : sections[i - 1]!, end]));
  if (!isCount(sections) || sections === 0 || length % sections !== 0) throw invalidSections(sections, length);
  const size = length / sections;
  return Array.from({ length: sections }, (_, i) => sliceAlong(operand, along, [i * size, (i + 1) * size]));
}

/** x with its elements shifted along an axis, or several (or in row-major order), those shifted out coming in at the other end. */
export function roll(x: TensorLike, shift: number | readonly number[], options: { readonly axis?: number | readonly number[] } = {}): Tensor {
  const { axis } = checked('roll', options, ['axis'], '...');
  const operand = asTensor('roll', x);
  if (axis === undefined) return reshape([shift].flat().reduce((flat, by) => rolled(flat, by, 0), reshape(operand, [-1])), operand.shape);
  const axes = [axis].flat();
  const shifts = typeof shift === 'number' ? axes.map(() => shift) : shift;
  if (shifts.length !== axes.length || !shifts.every(Number.isInteger)) throw invalidOption('roll', 'shift', shift, 'a whole number for all axes, or one for each');
  return axes.reduce((value, each, i) => rolled(value, shifts[i]!, each), operand);
}

function rolled(operand: Tensor, shift: number, axis: number): Tensor {
  const along = normalizeAxis('roll', axis, operand.shape.length);
  const length = operand.shape[along]!;
  const start = length === 0 ? 0 : ((-shift % length) + length) % length;
  return start === 0 ? operand : concatenate([sliceAlong(operand, along, [start, null]), sliceAlong(operand, along, [0, start])], { axis: along });
}

/** Each element repeated a number of times, of which each may have its own, along an axis or in the flattened value. */
export function repeat(x: TensorLike, repeats: number | readonly number[], options: { readonly axis?: number } = {}): Tensor {
  const { axis } = checked('repeat', options, ['axis'], '...');
  const operand = axis === undefined ? reshape(asTensor('repeat', x), [-1]) : asTensor('repeat', x);
  const along = normalizeAxis('repeat', axis ?? 0, operand.shape.length);
  const counts = [repeats].flat();
  if (!counts.every(isCount) || (typeof repeats !== 'number' && counts.length !== operand.shape[along])) {
    throw invalidOption('repeat', 'repeats', repeats, 'a whole number of at least 0 for all elements, or one for each');
  }
  if (typeof repeats !== 'number') {
    const places = Int32Array.from(counts.flatMap((count, i) => new Array<number>(count).fill(i)));
    return sliceAlong(operand, along, places);
  }
  const repeated = broadcastTo(expandDims(operand, along + 1), [...operand.shape.slice(0, along + 1), repeats, ...operand.shape.slice(along + 1)]);
  return reshape(repeated, operand.shape.map((n, i) => (i === along ? n * repeats : n)));
}

/** x laid side by side with itself, so many times along each axis; a number for the last axis. */
export function tile(x: TensorLike, repetitions: number | readonly number[]): Tensor {
  const given = asTensor('tile', x);
  const counts = typeof repetitions === 'number' ? [repetitions] : repetitions;
  for (const count of counts) if (!isCount(count)) throw invalidOption('tile', 'repetitions', count, 'a whole number of at least 0');
  const rank = Math.max(given.shape.length, counts.length);
  const sizes = [...new Array<number>(rank - given.shape.length).fill(1), ...given.shape];
  const times = [...new Array<number>(rank - counts.length).fill(1), ...counts];
  const interleaved = reshape(given, sizes.flatMap(n => [1, n]));
  return reshape(broadcastTo(interleaved, sizes.flatMap((n, i) => [times[i]!, n])), sizes.map((n, i) => n * times[i]!));
}

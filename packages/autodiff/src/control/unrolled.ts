import { lowerGraph } from '../graph/lowerGraph.js';
import { tensorType } from '../graph/tensorType.js';
import { rowMajorStrides, type Loop, type Lowering, type Operand } from '../kernel/lowering.js';

/** A loop lowered step by step, for targets that have no loops of their own. */
export function unrolled<V>(target: Lowering<V>, { body, length, reverse, carries: count }: Loop, constants: readonly V[], carries: readonly V[], sequences: readonly Operand<V>[]): V[] {
  const rowsOf = sequences.map((sequence, i) => {
    const { type } = body.inputs[constants.length + count + i]!;
    const strides = rowMajorStrides(type.shape);
    return (at: number): V => target.view(type, sequence, { offset: at * type.size, strides });
  });
  const steps = new Array<readonly V[]>(length);
  let current = carries;
  for (let step = 0; step < length; step++) {
    const at = reverse ? length - 1 - step : step;
    const results = lowerGraph(target, body, [...constants, ...current, ...rowsOf.map(rowOf => rowOf(at))]);
    current = results.slice(0, count);
    steps[at] = results.slice(count);
  }
  const stacked = body.outputs.slice(count).map(({ type }, i) => {
    const strides = rowMajorStrides(type.shape);
    const parts = steps.map((rows, at) => ({ value: rows[i]!, type, at: { offset: at * type.size, strides } }));
    return target.place(tensorType(type.dtype, [length, ...type.shape]), 0, parts);
  });
  return [...current, ...stacked];
}

import type { Graph } from '../../graph/graph.js';
import { lowerGraph } from '../../graph/lowerGraph.js';
import type { TensorType, Value } from '../../graph/tensorType.js';
import { flatIndices, splitAxes, type Lowering, type Operand } from '../../kernel/lowering.js';
import type { Emitter } from './emitter.js';
import { branchHead, literal } from './operationText.js';
import type { Prelude } from './prelude.js';
import { allocate, fromStorage, toStorage } from './storage.js';

/** A variable or literal for each element; for a node with several outputs, a list of those. */
type Elements = readonly string[];

/** Writes every element as a scalar of its own, without loops: the fastest code for small graphs. */
export function straightLine(prelude: Prelude, emitter: Emitter): Lowering<Elements> {
  const spell = (type: TensorType, x: number): string => (type.dtype === 'bool' ? String(x !== 0) : literal(x));
  /** The name of a new array that holds the elements. */
  const inMemory = ({ type, value }: Operand<Elements>): string => {
    const buffer = allocate(prelude, emitter, type);
    emitter.group(() => value.forEach((x, i) => emitter.line(`${buffer}[${i}] = ${toStorage(type.dtype, x)};`)));
    return buffer;
  };
  const self: Lowering<Elements> = {
    constant: (type, value: Value) => (typeof value === 'number' ? [spell(type, value)] : Array.from(value, x => spell(type, x))),

    map: (type, meaning, inputs) =>
      Array.from({ length: type.size }, (_, i) => prelude.apply(emitter, meaning, inputs.map(input => input.value[i]!), type.dtype)),

    view: (type, input, from) => Array.from(flatIndices(type.shape, from), i => input.value[i]!),

    reinterpret: (_type, input) => input.value,

    place(type, fill, parts) {
      const result = new Array<string>(type.size).fill(spell(type, fill));
      for (const part of parts) flatIndices(part.type.shape, part.at).forEach((target, i) => (result[target] = part.value[i]!));
      return result;
    },

    reduce(type, reduction, input, axes) {
      const { outer, inner } = splitAxes(input.type.shape, axes);
      const starts = flatIndices(outer.shape, { offset: 0, strides: outer.strides });
      const steps = flatIndices(inner.shape, { offset: 0, strides: inner.strides });
      const combine = (a: string, b: string): string => prelude.apply(emitter, reduction.combine, [a, b], type.dtype);
      return Array.from(starts, start => {
        const elements = Array.from(steps, step => input.value[start + step]!);
        if (elements.length === 0) return spell(type, reduction.empty);
        const even = elements.filter((_, i) => i % 2 === 0).reduce(combine);
        const odd = elements.filter((_, i) => i % 2 === 1);
        return odd.length === 0 ? even : combine(even, odd.reduce(combine));
      });
    },

    gather(type, input, positions) {
      const buffer = inMemory(input);
      return positions.value.map(position => emitter.value(fromStorage(type.dtype, prelude.gathered(buffer, input.type.size, position))));
    },

    scatter(type, base, positions, updates, combine) {
      const buffer = inMemory(base);
      positions.value.forEach((position, i) =>
        prelude.within(emitter, type.size, position, () => {
          const current = emitter.value(fromStorage(type.dtype, `${buffer}[${position}]`));
          const combined = prelude.apply(emitter, combine, [current, updates.value[i]!], type.dtype);
          emitter.line(`${buffer}[${position}] = ${toStorage(type.dtype, combined)};`);
        }),
      );
      return Array.from({ length: type.size }, (_, i) => emitter.value(fromStorage(type.dtype, `${buffer}[${i}]`)));
    },

    branch([choice], graphs, inputs) {
      const results = graphs[0]!.outputs.map(output => Array.from({ length: output.size }, () => emitter.fresh('r')));
      const assign = (graph: Graph) => (): void => {
        lowerGraph(self, graph, inputs).forEach((elements, o) => elements.forEach((x, i) => emitter.line(`${results[o]![i]} = ${x};`)));
      };
      emitter.group(() => {
        results.flat().forEach(name => emitter.line(`let ${name} = 0;`));
        graphs.forEach((graph, i) => emitter.block(branchHead(choice!, i, graphs.length), assign(graph)));
      });
      return results;
    },

    iterate(condition, body, constants, carries) {
      const current = carries.map(carry => carry.map(() => emitter.fresh('r')));
      emitter.group(() => {
        carries.forEach((carry, c) => carry.forEach((x, i) => emitter.line(`let ${current[c]![i]} = ${x};`)));
        emitter.block('for (;;)', () => {
          const [holds] = lowerGraph(self, condition, [...constants, ...current])[0]!;
          emitter.line(`if (!${holds}) break;`);
          const isCarry = new Set(current.flat());
          const next = lowerGraph(self, body, [...constants, ...current]).flat();
          const copied = next.map(x => (isCarry.has(x) ? emitter.value(x) : x));
          current.flat().forEach((name, i) => emitter.line(`${name} = ${copied[i]!};`));
        });
      });
      return current;
    },
  };
  return self;
}

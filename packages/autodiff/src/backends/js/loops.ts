import type { Graph } from '../../graph/graph.js';
import type { TensorType } from '../../graph/tensorType.js';
import { rowMajorStrides, splitAxes, type IndexMap, type Lowering, type Operand } from '../../kernel/lowering.js';
import { lowerGraph } from '../lowerGraph.js';
import type { Emitter } from './emitter.js';
import { branchHead, literal } from './jsAlgebra.js';
import type { Prelude } from './prelude.js';

/** An array in generated code: how to write the element at given indices, one expression an axis. */
export interface LoopValue {
  readonly element: (indices: readonly string[]) => string;
  /** The storage, where the elements lie in row-major order. */
  readonly buffer?: string;
}

type Body = (indices: readonly string[]) => void;

const bufferClass = { float64: 'Float64Array', float32: 'Float32Array', int32: 'Int32Array', bool: 'Uint8Array' };

/**
 * Writes loops over typed arrays. Elementwise values, and views of stored ones, are written where they are used;
 * reductions, joins, and whatever is used more than once are stored.
 */
export class LoopWriter implements Lowering<LoopValue> {
  constructor(
    private readonly prelude: Prelude,
    private readonly emitter: Emitter,
  ) {}

  /** A value stored in `buffer`. */
  stored(type: TensorType, buffer: string): LoopValue {
    const strides = rowMajorStrides(type.shape);
    return { buffer, element: indices => this.load(type, buffer, flatIndex({ offset: 0, strides }, indices)) };
  }

  scalar(name: string): LoopValue {
    return { element: () => name };
  }

  constant(type: TensorType, value: number | ArrayLike<number>): LoopValue {
    if (typeof value === 'number') return this.scalar(type.dtype === 'bool' ? String(value !== 0) : literal(value));
    return this.stored(type, this.prelude.constant(value as Float64Array));
  }

  map: Lowering<LoopValue>['map'] = (type, meaning, inputs) => {
    const element = (indices: readonly string[]): string =>
      this.prelude.apply(this.emitter, meaning, inputs.map(input => input.value.element(indices)), type.dtype);
    return type.shape.length === 0 ? this.scalar(element([])) : { element };
  };

  view: Lowering<LoopValue>['view'] = (type, input, from) => {
    if (input.type.shape.length === 0) return { element: () => input.value.element([]) };
    const { buffer } = this.store(input);
    const element = (indices: readonly string[]): string => this.load(type, buffer!, flatIndex(from, indices));
    return type.shape.length === 0 ? this.scalar(element([])) : { element };
  };

  reinterpret: Lowering<LoopValue>['reinterpret'] = (type, input) => {
    if (input.type.size === 1) {
      const only = input.value.element(input.type.shape.map(() => '0'));
      return type.shape.length === 0 ? this.scalar(only) : { element: () => only };
    }
    return this.stored(type, this.store(input).buffer!);
  };

  place: Lowering<LoopValue>['place'] = (type, fill, parts) => {
    const buffer = this.allocate(type);
    const covered = parts.reduce((sum, part) => sum + part.type.size, 0);
    if (covered < type.size) this.emitter.line(`${buffer}.fill(${fill});`);
    for (const part of parts) {
      this.nest(part.type.shape, indices => {
        this.emitter.line(`${buffer}[${flatIndex(part.at, indices)}] = ${toStorage(part.type, part.value.element(indices))};`);
      });
    }
    return this.stored(type, buffer);
  };

  reduce: Lowering<LoopValue>['reduce'] = (type, reduction, input, axes) => {
    const { outer, inner } = splitAxes(input.type.shape, axes);
    const isReduced = input.type.shape.map((_, axis) => axes.includes(axis));
    const isEmpty = inner.shape.includes(0);
    const total = (outerIndices: readonly string[]): string => {
      if (isEmpty) return literal(reduction.empty);
      const [even, odd] = [this.emitter.fresh('even'), this.emitter.fresh('odd')];
      this.emitter.line(`let ${even} = ${literal(reduction.identity)}, ${odd} = ${even};`);
      const take = (accumulator: string, innerIndices: readonly string[]): void => {
        const [o, i] = [outerIndices.values(), innerIndices.values()];
        const element = input.value.element(isReduced.map(reduced => (reduced ? i : o).next().value!));
        this.emitter.line(`${accumulator} = ${this.prelude.apply(this.emitter, reduction.combine, [accumulator, element], type.dtype)};`);
      };
      this.alternate(inner.shape, indices => take(even, indices), indices => take(odd, indices));
      return this.prelude.apply(this.emitter, reduction.combine, [even, odd], type.dtype);
    };
    if (outer.shape.length === 0) return this.scalar(this.emitter.group(() => total([])));
    const buffer = this.allocate(type);
    const result = this.stored(type, buffer);
    this.nest(outer.shape, indices => {
      this.emitter.line(`${buffer}[${flatIndex({ offset: 0, strides: rowMajorStrides(outer.shape) }, indices)}] = ${total(indices)};`);
    });
    return result;
  };

  graph(graph: Graph, inputs: readonly LoopValue[]): LoopValue[] {
    const uses = new Map<unknown, number>();
    const count = (node: unknown): void => void uses.set(node, (uses.get(node) ?? 0) + 1);
    for (const node of graph.nodes) node.inputs.forEach(count);
    graph.outputs.forEach(count);
    return lowerGraph(this, graph, inputs, (value, node) => (uses.get(node)! > 1 ? this.store({ value, type: node.type }) : value));
  }

  branch: Lowering<LoopValue>['branch'] = (choice, graphs, inputs) => {
    const types = graphs[0]!.outputs.map(output => output.type);
    const places = types.map(type => (type.shape.length === 0 ? this.emitter.fresh('r') : this.allocate(type)));
    const chosen = choice.element([]);
    this.emitter.group(() => {
      types.forEach((type, i) => {
        if (type.shape.length === 0) this.emitter.line(`let ${places[i]!} = 0;`);
      });
      graphs.forEach((graph, index) => {
        this.emitter.block(branchHead(chosen, index, graphs.length), () => this.assign(places, types, this.graph(graph, inputs)));
      });
    });
    return types.map((type, i) => this.held(type, places[i]!));
  };

  loop: Lowering<LoopValue>['loop'] = ({ body, length, reverse, carries: carryCount }, constants, carries, sequences) => {
    const outputs = body.outputs.map(output => output.type);
    const types = outputs.slice(0, carryCount);
    const rows = outputs.slice(carryCount).map(type => ({ type, buffer: this.allocate({ ...type, size: type.size * length }) }));
    const inputs = body.inputs.map(input => input.type);
    const fixed = constants.map((value, i) => this.store({ value, type: inputs[i]! }));
    const stacked = sequences.map((value, i) => {
      const type = inputs[constants.length + carryCount + i]!;
      return { type, buffer: this.store({ value, type: { ...type, size: type.size * length, shape: [length, ...type.shape] } }).buffer! };
    });
    return this.emitter.group(() => {
      const places = this.startCarries(types, carries);
      const step = this.emitter.fresh('i');
      const head = reverse ? `for (let ${step} = ${length - 1}; ${step} >= 0; ${step}--)` : `for (let ${step} = 0; ${step} < ${length}; ${step}++)`;
      this.emitter.block(head, () => {
        const current = types.map((type, i) => this.held(type, places[i]!));
        const row = stacked.map(({ type, buffer }) => this.row(type, buffer, step));
        const results = this.graph(body, [...fixed, ...current, ...row]);
        rows.forEach(({ type, buffer }, i) => this.writeRow(buffer, step, { type, value: results[carryCount + i]! }));
        this.advance(places, types, results.slice(0, carryCount));
      });
      return [
        ...types.map((type, i) => this.held(type, places[i]!)),
        ...rows.map(({ type, buffer }) => this.stored({ ...type, shape: [length, ...type.shape], size: type.size * length }, buffer)),
      ];
    });
  };

  iterate: Lowering<LoopValue>['iterate'] = (condition, body, constants, carries) => {
    const types = body.outputs.map(output => output.type);
    const fixed = constants.map((value, i) => this.store({ value, type: body.inputs[i]!.type }));
    return this.emitter.group(() => {
      const places = this.startCarries(types, carries);
      this.emitter.block('for (;;)', () => {
        const current = types.map((type, i) => this.held(type, places[i]!));
        this.emitter.line(`if (!${this.graph(condition, [...fixed, ...current])[0]!.element([])}) break;`);
        this.advance(places, types, this.graph(body, [...fixed, ...current]));
      });
      return types.map((type, i) => this.held(type, places[i]!));
    });
  };

  /** A value held in a variable that changes, if it is a scalar, or in a buffer. */
  private held(type: TensorType, place: string): LoopValue {
    return type.shape.length === 0 ? this.scalar(place) : this.stored(type, place);
  }

  private startCarries(types: readonly TensorType[], carries: readonly LoopValue[]): string[] {
    return types.map((type, i) => {
      if (type.shape.length > 0) {
        const buffer = this.allocate(type);
        this.write(buffer, { type, value: carries[i]! });
        return buffer;
      }
      const name = this.emitter.fresh('r');
      this.emitter.line(`let ${name} = ${carries[i]!.element([])};`);
      return name;
    });
  }

  /** Gives places new values, all of which are computed before any is assigned. */
  private advance(places: readonly string[], types: readonly TensorType[], values: readonly LoopValue[]): void {
    const next = values.map((value, i): LoopValue => {
      const type = types[i]!;
      if (type.shape.length === 0) return this.scalar(this.emitter.value(value.element([])));
      const copy = this.allocate(type);
      this.write(copy, { type, value });
      return this.stored(type, copy);
    });
    this.assign(places, types, next);
  }

  private assign(places: readonly string[], types: readonly TensorType[], values: readonly LoopValue[]): void {
    types.forEach((type, i) => {
      if (type.shape.length === 0) this.emitter.line(`${places[i]!} = ${values[i]!.element([])};`);
      else this.write(places[i]!, { type, value: values[i]! });
    });
  }

  private row(type: TensorType, buffer: string, step: string): LoopValue {
    if (type.shape.length === 0) return this.scalar(this.load(type, buffer, step));
    const strides = rowMajorStrides(type.shape);
    return { element: indices => this.load(type, buffer, `${step} * ${type.size} + ${flatIndex({ offset: 0, strides }, indices)}`) };
  }

  private writeRow(buffer: string, step: string, { type, value }: Operand<LoopValue>): void {
    const strides = rowMajorStrides(type.shape);
    this.nest(type.shape, indices => {
      this.emitter.line(`${buffer}[${step} * ${type.size} + ${flatIndex({ offset: 0, strides }, indices)}] = ${toStorage(type, value.element(indices))};`);
    });
  }

  /** Writes a value to an array that the caller owns. */
  write(target: string, { value, type }: Operand<LoopValue>): void {
    if (value.buffer !== undefined) {
      this.emitter.line(`${target}.set(${value.buffer});`);
      return;
    }
    const strides = rowMajorStrides(type.shape);
    this.nest(type.shape, indices => {
      this.emitter.line(`${target}[${flatIndex({ offset: 0, strides }, indices)}] = ${toStorage(type, value.element(indices))};`);
    });
  }

  private store(operand: Operand<LoopValue>): LoopValue {
    const { value, type } = operand;
    if (value.buffer !== undefined || type.shape.length === 0) return value;
    const buffer = this.allocate(type);
    this.write(buffer, operand);
    return this.stored(type, buffer);
  }

  private allocate(type: TensorType): string {
    const name = this.emitter.fresh('b');
    this.prelude.declare(`const ${name} = new ${bufferClass[type.dtype]}(${type.size});`);
    return name;
  }

  private load(type: TensorType, buffer: string, index: string): string {
    return this.emitter.value(type.dtype === 'bool' ? `${buffer}[${index}] !== 0` : `${buffer}[${index}]`);
  }

  /** Goes through a shape in row-major order, with one body for even positions and one for odd. */
  private alternate(shape: readonly number[], even: Body, odd: Body): void {
    const [n] = shape;
    if (shape.length === 1) {
      const i = this.emitter.fresh('i');
      this.emitter.block(`for (let ${i} = 0; ${i} < ${n! - 1}; ${i} += 2)`, () => {
        even([i]);
        odd([`(${i} + 1)`]);
      });
      if (n! % 2 === 1) even([String(n! - 1)]);
      return;
    }
    const position = this.emitter.fresh('n');
    this.emitter.line(`let ${position} = 0;`);
    this.nest(shape, indices => {
      this.emitter.block(`if ((${position}++ & 1) === 0)`, () => even(indices));
      this.emitter.block('else', () => odd(indices));
    });
  }

  private nest(shape: readonly number[], body: Body, outer: readonly string[] = []): void {
    const n = shape[outer.length];
    if (n === undefined) {
      body(outer);
      return;
    }
    const i = this.emitter.fresh('i');
    this.emitter.block(`for (let ${i} = 0; ${i} < ${n}; ${i}++)`, () => this.nest(shape, body, [...outer, i]));
  }
}

const toStorage = (type: TensorType, element: string): string => (type.dtype === 'bool' ? `${element} ? 1 : 0` : element);

function flatIndex({ offset, strides }: IndexMap, indices: readonly string[]): string {
  const terms = indices.flatMap((index, axis) => {
    const stride = strides[axis]!;
    return stride === 0 || index === '0' ? [] : stride === 1 ? [index] : [`${index} * ${stride}`];
  });
  if (offset !== 0 || terms.length === 0) terms.push(String(offset));
  return terms.join(' + ').replaceAll('+ -', '- ');
}

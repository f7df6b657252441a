import type { Tensor } from '../graph/tensor.js';
import type { Shape } from '../graph/tensorType.js';
import { addPrimitive } from '../ops/addPrimitive.js';
import { broadcastPrimitive, concatenatePrimitive, reshapePrimitive, slicePrimitive, sumPrimitive, type SliceParams } from '../ops/structure.js';
import { isElementwise, repeatedTo, type Make } from './fold.js';

/** Arrays of no more columns are taken apart. */
const MOST_COLUMNS = 4;

/** With fewer rows there is no loop to make longer. */
const FEWEST_ROWS = 16;

const isNarrow = (shape: Shape, size: number): boolean =>
  shape.length > 1 && shape.at(-1)! >= 1 && shape.at(-1)! <= MOST_COLUMNS && size / shape.at(-1)! >= FEWEST_ROWS;

/**
 * Long arrays with a short last axis, such as points of a plane, column by column, once a column of them or a sum over the
 * columns is asked for: loops go along the rows, and nothing is joined that is taken apart again.
 */
export class Columns {
  private readonly known = new Map<Tensor, readonly Tensor[]>();

  constructor(private readonly make: Make) {}

  /** The same value, made of columns. */
  simplified(node: Tensor): Tensor | undefined {
    const { primitive, inputs, params } = node;
    const x = inputs[0];
    if (x === undefined || node.type.parts !== undefined) return undefined;
    if (primitive === sumPrimitive) return isNarrow(x.shape, x.size) ? this.sum(x, params as readonly number[]) : undefined;
    if (primitive === slicePrimitive) return this.slice(x, params as SliceParams);
    const isSplit = isElementwise(node) && isNarrow(node.shape, node.size) && inputs.some(input => this.known.has(input));
    return isSplit ? this.joined(this.of(node), node.shape) : undefined;
  }

  private sum(x: Tensor, axes: readonly number[]): Tensor | undefined {
    const last = x.shape.length - 1;
    if (axes.length === 1 && axes[0] === last) {
      const [even, odd] = [0, 1].map(parity => this.of(x).filter((_, column) => column % 2 === parity));
      const added = [even!, odd!].filter(columns => columns.length > 0).map(columns => columns.reduce((a, b) => this.make(addPrimitive, [a, b], null)));
      return added.reduce((a, b) => this.make(addPrimitive, [a, b], null));
    }
    if (!this.known.has(x) || axes.includes(last)) return undefined;
    const shape = x.shape.filter((_, axis) => !axes.includes(axis));
    return shape.length === 1 ? undefined : this.joined(this.of(x).map(column => this.make(sumPrimitive, [column], axes)), shape);
  }

  private slice(x: Tensor, { starts, steps, sizes }: SliceParams): Tensor | undefined {
    const last = x.shape.length - 1;
    if (!isNarrow(x.shape, x.size) || !this.isMade(x) || sizes.some((n, axis) => axis !== last && n !== x.shape[axis])) return undefined;
    const columns = Array.from({ length: sizes[last]! }, (_, i) => this.of(x)[starts[last]! + i * steps[last]!]!);
    return this.joined(columns, sizes);
  }

  /** Whether columns are made of something else than the whole. */
  private isMade(x: Tensor): boolean {
    if (x.primitive === concatenatePrimitive) return x.params === x.shape.length - 1;
    return x.primitive === broadcastPrimitive || isElementwise(x);
  }

  private of(x: Tensor): readonly Tensor[] {
    let columns = this.known.get(x);
    if (columns === undefined) {
      columns = this.isMade(x) ? this.madeOf(x) : this.takenFrom(x);
      this.known.set(x, columns);
    }
    return columns;
  }

  private madeOf({ primitive, inputs, params, shape }: Tensor): readonly Tensor[] {
    const rows = shape.slice(0, -1);
    const count = shape.at(-1)!;
    if (primitive === concatenatePrimitive) return inputs.flatMap(input => this.of(input));
    if (primitive === broadcastPrimitive) {
      const own = inputs[0]!.shape.length === 0 ? [inputs[0]!] : this.of(inputs[0]!);
      return Array.from({ length: count }, (_, i) => repeatedTo(rows, own[own.length === 1 ? 0 : i]!, this.make));
    }
    const operands = inputs.map(input => this.of(input));
    return Array.from({ length: count }, (_, i) => this.make(primitive, operands.map(columns => columns[i]!), params));
  }

  private takenFrom(x: Tensor): readonly Tensor[] {
    const { shape } = x;
    const rows = shape.slice(0, -1);
    return Array.from({ length: shape.at(-1)! }, (_, i) => {
      const column = { starts: shape.map((_n, axis) => (axis === rows.length ? i : 0)), steps: shape.map(() => 1), sizes: [...rows, 1] };
      return this.make(reshapePrimitive, [this.make(slicePrimitive, [x], column)], rows);
    });
  }

  private joined(columns: readonly Tensor[], shape: Shape): Tensor {
    const parts = columns.map(column => this.make(reshapePrimitive, [column], [...shape.slice(0, -1), 1]));
    const whole = parts.length === 1 ? parts[0]! : this.make(concatenatePrimitive, parts, shape.length - 1);
    this.known.set(whole, columns);
    return whole;
  }
}

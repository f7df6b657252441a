import { apply, constant } from '../../graph/apply.js';
import type { Tensor } from '../../graph/tensor.js';
import { newArray, sizeOf, type Shape } from '../../graph/tensorType.js';
import { rowMajorStrides } from '../../kernel/lowering.js';
import { gathered } from '../../ops/gather.js';
import { concatenatePrimitive, broadcasted, reshaped, stackPrimitive } from '../../ops/structure.js';
import type { Entry } from './entry.js';
import { alignedTo, levelsOf, stridesAlong } from './levels.js';
import type { Unit } from './unit.js';
import { planView } from './view.js';

/** How the operands of many operations become one array. */
export interface Edge {
  /** The nest of loops that it comes from; null if it is good for any shape. */
  readonly nest: Shape | null;
  readonly needs: readonly Unit[];
  build(shape: Shape): Tensor;
}

/** More pieces than this are not put together to an array. */
const MOST_PIECES = 5;

/** The array of which an entry is an element, or what kind it is by itself. */
const originOf = (entry: Entry): Unit | 'constant' | 'single' => (entry.unit !== entry ? entry.unit : entry.isConstant ? 'constant' : 'single');

/** Fewer elements are not gathered from here and there, and not from more arrays. */
const FEWEST_GATHERED = 16;
const MOST_GATHERED_FROM = 4;

/** The array of some entries, if need be gathered from where they are; null if there is no cheap one. */
export const edgeOf = (entries: readonly Entry[], mayGather: boolean): Edge | null => evenEdge(entries) ?? (mayGather ? gatheredEdge(entries) : null);

/** The array of entries that lie evenly, at least in pieces. */
function evenEdge(entries: readonly Entry[]): Edge | null {
  const [first] = entries as readonly [Entry];
  if (first.unit === first && entries.every(entry => entry === first)) return sameEdge(first);
  const borders = bordersOf(entries);
  if (borders.length > 0) return joinedEdge(entries, borders);
  const origin = originOf(first);
  if (origin === 'constant') return constantEdge(entries);
  if (origin === 'single') return stackedEdge(entries);
  return viewEdge(entries, origin) ?? joinedEdge(entries, breaksOf(entries));
}

const sameEdge = (entry: Entry): Edge => ({ nest: null, needs: [entry], build: shape => broadcasted(entry.tensor!, shape) });

function viewEdge(entries: readonly Entry[], source: Unit): Edge | null {
  const positions = entries.map(entry => entry.position);
  const found = levelsOf(positions);
  if (found === null) return null;
  const levels = alignedTo(found, source.shape);
  const [offset] = positions as [number];
  const nest = levels.map(({ size }) => size);
  const strides = levels.map(({ stride }) => stride);
  const own = planView({ shape: nest, offset, strides }, source.shape);
  if (own === null) return null;
  return {
    nest,
    needs: [source],
    build(shape) {
      const along = stridesAlong(levels, shape);
      const plan = along && planView({ shape, offset, strides: along }, source.shape);
      return plan === null ? reshaped(own(source.tensor!), shape) : plan(source.tensor!);
    },
  };
}

function constantEdge(entries: readonly Entry[]): Edge {
  const { dtype } = entries[0]!.node;
  const isWeak = entries.every(({ node }) => node.type.weak);
  return {
    nest: null,
    needs: [],
    build(shape) {
      const units = rowMajorStrides(shape);
      const size = sizeOf(shape);
      const varies = shape.map((n, axis) => entries.some((entry, i) => Math.floor(i / units[axis]!) % n > 0 && entry !== entries[i - units[axis]!]));
      const kept = shape.map((n, axis) => (varies[axis] ? n : 1));
      const values: number[] = [];
      for (let i = 0; i < size; i++) {
        if (shape.every((n, axis) => varies[axis] || Math.floor(i / units[axis]!) % n === 0)) values.push(entries[i]!.node.value as number);
      }
      return broadcasted(constant(newArray(dtype, values), dtype, kept, isWeak), shape);
    },
  };
}

const stackedEdge = (entries: readonly Entry[]): Edge => ({
  nest: null,
  needs: entries,
  build: shape => reshaped(apply(stackPrimitive, entries.map(entry => entry.tensor!), null), shape),
});

/** Where entries of one origin end and those of another begin. */
function bordersOf(entries: readonly Entry[]): number[] {
  const borders: number[] = [];
  for (let i = 1; i < entries.length; i++) if (originOf(entries[i]!) !== originOf(entries[i - 1]!)) borders.push(i);
  return borders;
}

/** Where entries of one array cease to lie at even steps. */
function breaksOf(entries: readonly Entry[]): number[] {
  const breaks: number[] = [];
  const step = (i: number): number => entries[i]!.position - entries[i - 1]!.position;
  for (let i = 2; i < entries.length; i++) {
    if (step(i) === step(i - 1)) continue;
    breaks.push(i);
    i++;
  }
  return breaks;
}

/** Entries in pieces one after the other, or in rows whose columns are in pieces. */
function joinedEdge(entries: readonly Entry[], cuts: readonly number[]): Edge | null {
  if (cuts.length === 0) return null;
  if (cuts.length < MOST_PIECES) return joinedAlong(entries, 1, cuts);
  for (let i = 1; i < MOST_PIECES; i++) {
    const width = cuts[i]! - cuts[0]!;
    const columns = [...new Set(cuts.map(cut => cut % width))].sort((a, b) => a - b).filter(column => column > 0);
    if (entries.length % width === 0 && columns.length > 0 && columns.length < MOST_PIECES) return joinedAlong(entries, entries.length / width, columns);
  }
  return null;
}

function joinedAlong(entries: readonly Entry[], rows: number, cuts: readonly number[]): Edge | null {
  const width = entries.length / rows;
  const starts = [0, ...cuts];
  const widths = starts.map((start, i) => (starts[i + 1] ?? width) - start);
  const edges = starts.map((start, i) => evenEdge(entries.filter((_, at) => at % width >= start && at % width < start + widths[i]!)));
  if (edges.includes(null)) return null;
  return {
    nest: rows === 1 ? null : [rows, width],
    needs: edges.flatMap(edge => edge!.needs),
    build(shape) {
      const axis = Number(rows > 1);
      const [, ...inner] = shape;
      const keepsInner = axis === 0 && widths.every(n => n % sizeOf(inner) === 0);
      const shapeOf = (n: number): Shape => (axis === 1 ? [rows, n] : keepsInner ? [n / sizeOf(inner), ...inner] : [n]);
      return reshaped(apply(concatenatePrimitive, edges.map((edge, i) => edge!.build(shapeOf(widths[i]!))), axis), shape);
    },
  };
}

function gatheredEdge(entries: readonly Entry[]): Edge | null {
  const units = [...new Set(entries.map(entry => entry.unit))];
  const [arrays, alone] = [units.filter(unit => unit.shape.length > 0), units.filter(unit => unit.shape.length === 0)];
  if (entries.length < FEWEST_GATHERED || arrays.length > MOST_GATHERED_FROM) return null;
  const starts = new Map<Unit, number>();
  let end = 0;
  for (const unit of [...arrays, ...alone]) {
    starts.set(unit, end);
    end += sizeOf(unit.shape);
  }
  const positions = Int32Array.from(entries, entry => starts.get(entry.unit)! + (entry.unit === entry ? 0 : entry.position));
  return {
    nest: null,
    needs: units,
    build(shape) {
      const parts = arrays.map(unit => reshaped(unit.tensor!, [sizeOf(unit.shape)]));
      if (alone.length > 0) parts.push(apply(stackPrimitive, alone.map(unit => unit.tensor!), null));
      const pool = parts.length === 1 ? parts[0]! : apply(concatenatePrimitive, parts, 0);
      return gathered(pool, constant(positions, 'int32', shape));
    },
  };
}

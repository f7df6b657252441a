import { apply, constant } from '../../graph/apply.js';
import type { Tensor } from '../../graph/tensor.js';
import { sizeOf, toTypedArray, type Shape } from '../../graph/tensorType.js';
import { rowMajorStrides } from '../../kernel/lowering.js';
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

/** The array of some entries; null if there is no cheap one. */
export function edgeOf(entries: readonly Entry[]): Edge | null {
  const [first] = entries as readonly [Entry];
  if (first.unit === first && entries.every(entry => entry === first)) return sameEdge(first);
  const pieces = cutWhere(entries, (a, b) => originOf(a) !== originOf(b));
  if (pieces === null) return null;
  if (pieces.length > 1) return joinedEdge(pieces);
  const origin = originOf(first);
  if (origin === 'constant') return constantEdge(entries);
  if (origin === 'single') return stackedEdge(entries);
  return viewEdge(entries, origin) ?? runsEdge(entries);
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
      return broadcasted(constant(toTypedArray(dtype, values), dtype, kept, isWeak), shape);
    },
  };
}

const stackedEdge = (entries: readonly Entry[]): Edge => ({
  nest: null,
  needs: entries,
  build: shape => reshaped(apply(stackPrimitive, entries.map(entry => entry.tensor!), null), shape),
});

/** Entries of one array, in runs of even steps. */
function runsEdge(entries: readonly Entry[]): Edge | null {
  const step = (i: number): number => entries[i]!.position - entries[i - 1]!.position;
  let inRun = 0;
  const runs = cutWhere(entries, (_a, _b, i) => {
    const ends = inRun > 0 && step(i) !== step(i - 1);
    inRun = ends ? 0 : inRun + 1;
    return ends;
  });
  return runs && runs.length > 1 ? joinedEdge(runs) : null;
}

function joinedEdge(pieces: readonly (readonly Entry[])[]): Edge | null {
  const edges = pieces.map(edgeOf);
  if (edges.includes(null)) return null;
  return {
    nest: null,
    needs: edges.flatMap(edge => edge!.needs),
    build(shape) {
      const [, ...rows] = shape;
      const keepsRows = pieces.every(piece => piece.length % sizeOf(rows) === 0);
      const parts = edges.map((edge, i) => edge!.build(keepsRows ? [pieces[i]!.length / sizeOf(rows), ...rows] : [pieces[i]!.length]));
      return reshaped(apply(concatenatePrimitive, parts, 0), shape);
    },
  };
}

/** Cuts a list in few pieces; null if there are more. */
function cutWhere(entries: readonly Entry[], isCut: (a: Entry, b: Entry, i: number) => boolean): Entry[][] | null {
  const starts = [0];
  for (let i = 1; i < entries.length; i++) {
    if (isCut(entries[i - 1]!, entries[i]!, i)) starts.push(i);
    if (starts.length > MOST_PIECES) return null;
  }
  return starts.map((start, i) => entries.slice(start, starts[i + 1]));
}

import { sizeOf, type TensorType } from '../../graph/tensorType.js';
import { operandsOf, type ArrayNode, type ControlFlow, type PlaceNode, type ReduceNode, type ResultNode, type ScatterNode } from '../arrays/arrayNode.js';
import { isUniform } from '../arrays/splitPlaces.js';
import type { Meaning } from '../lowering.js';
import { combine, type Affine } from './affine.js';
import { Costs } from './cost.js';
import { elementKey, roundedTo, throughView } from './elements.js';
import type { Memory } from './memory.js';
import { Nests, samePath, type Path, type Place } from './nests.js';
import { kindOf, type Block, type Kind, type Scalar, type Storage } from './program.js';
import type { Recorder } from './recorder.js';
import { evenStride, flatten, indexKey, isBijective, origin, shifted, space, type Index } from './space.js';
import type { Destination, Stored } from './stored.js';

/** Settles the control flow of a block; what it finds becomes known to the scheduler. */
export type ControlScheduler = (scheduler: Scheduler, flow: ControlFlow) => void;

/** Where each element of an array is computed once, and can be stored on the way. */
interface Home {
  /** From the outermost loops to the innermost. */
  readonly places: readonly Place[];
  readonly index: Index;
  readonly inner: Block;
  readonly value: Scalar;
}

/**
 * Settles what of the arrays of a block is stored, and which loops compute it. Values over the same index space share a
 * loop where their order allows; elementwise values are computed where they are used, and stored where that costs less.
 */
export class Scheduler {
  private readonly stored = new Map<ArrayNode, Stored>();
  private readonly scalars = new Map<ArrayNode, Scalar>();
  private readonly homes = new Map<ArrayNode, Home>();
  private readonly readers = new Map<ArrayNode, number>();
  private readonly destinations = new Map<ArrayNode, Destination>();
  private readonly elements = new Map<Block, Map<string, Scalar>>();
  private readonly nests = new Nests();
  private readonly flows = new Map<ControlFlow, ResultNode[]>();
  private readonly settled = new Set<ControlFlow>();
  private readonly costs = new Costs(node => this.stored.has(node) || this.homes.has(node));

  constructor(
    readonly memory: Memory,
    readonly recorder: Recorder,
    readonly block: Block,
    private readonly control: ControlScheduler,
  ) {}

  bindStored(node: ArrayNode, stored: Stored): void {
    this.stored.set(node, stored);
  }

  bindScalar(node: ArrayNode, value: Scalar): void {
    this.scalars.set(node, value);
  }

  /** Computes outputs to their destinations; those without one are scalars, to be asked for. */
  run(outputs: readonly ArrayNode[], destinations: readonly (Destination | null)[]): void {
    outputs.forEach((node, i) => {
      const destination = destinations[i] ?? null;
      if (destination !== null && !this.stored.has(node) && node.kind !== 'constant' && !this.destinations.has(node)) this.destinations.set(node, destination);
    });
    for (const node of this.reachable(outputs)) this.visit(node);
    outputs.forEach((node, i) => {
      const destination = destinations[i] ?? null;
      if (destination !== null && this.stored.get(node)?.storage !== destination.storage) this.write(node, destination);
    });
  }

  private reachable(outputs: readonly ArrayNode[]): ArrayNode[] {
    const found = new Set(outputs);
    for (const node of found) {
      if (node.kind === 'result') this.flows.set(node.of, [...this.resultsOf(node.of), node]);
      for (const operand of operandsOf(node)) {
        this.readers.set(operand, (this.readers.get(operand) ?? 0) + 1);
        found.add(operand);
      }
    }
    return [...found].sort((a, b) => a.id - b.id);
  }

  private visit(node: ArrayNode): void {
    if (this.stored.has(node) || this.scalars.has(node)) return;
    if (node.type.size === 0) this.stored.set(node, this.destinationOf(node));
    else if (node.kind === 'place') this.place(node);
    else if (node.kind === 'reduce') this.reduce(node);
    else if (node.kind === 'scatter') this.scatter(node);
    else if (node.kind === 'result') this.flow(node.of);
    else if (node.type.shape.length === 0) this.scalar(node);
    else if (this.costs.isLongChain(node)) this.inMemory(node);
    const destination = this.destinations.get(node);
    if (destination !== undefined && node.type.shape.length > 0 && this.stored.get(node)?.storage !== destination.storage) {
      this.stored.set(node, this.write(node, destination));
    }
  }

  private flow(flow: ControlFlow): void {
    if (this.settled.has(flow)) return;
    this.settled.add(flow);
    this.control(this, flow);
  }

  /** The results of control flow that are wanted. */
  resultsOf(flow: ControlFlow): readonly ResultNode[] {
    return this.flows.get(flow) ?? [];
  }

  /** A value of rank 0, computed in the block itself. */
  scalar(node: ArrayNode): Scalar {
    let scalar = this.scalars.get(node);
    if (scalar === undefined) {
      // Of numbers there is nothing to settle first.
      if (node.kind !== 'map') this.levelOf(node, [], [], this.block);
      scalar = this.compute(node, [], this.block);
      this.scalars.set(node, scalar);
    }
    return scalar;
  }

  /** An array in memory, where it is put if it is not there. */
  inMemory(node: ArrayNode): Stored {
    let stored = this.stored.get(node);
    if (stored === undefined) {
      const home = this.homes.get(node);
      if (node.kind === 'constant' && typeof node.value !== 'number') stored = { storage: this.memory.constant(node.value, node.type.dtype), base: origin };
      else if (home !== undefined) stored = this.storeOnTheWay(node, home);
      else stored = this.write(node, this.destinationOf(node));
      this.stored.set(node, stored);
    }
    return stored;
  }

  /** The level of this block from which on a value is there. */
  readyLevel(value: Stored | Scalar): number {
    const ready = 'op' in value ? value : value.ready;
    return ready?.block === this.block ? ready.level : 0;
  }

  private destinationOf(node: ArrayNode): Destination {
    return this.destinations.get(node) ?? { storage: this.memory.create(node.type.dtype, node.type.size), base: origin };
  }

  private storeOnTheWay(node: ArrayNode, { places, index, inner, value }: Home): Stored {
    const { storage, base } = this.destinationOf(node);
    inner.at(value.block === inner ? value.level : 0).effects.push({ kind: 'store', storage, index: shifted(base, flatten(index, node.type.shape)), value });
    return { storage, base, ready: { block: this.block, level: places[0]!.level + 1 } };
  }

  write(node: ArrayNode, { storage, base }: Destination): Stored {
    return { ...this.writeTo(node, storage, index => shifted(base, flatten(index, node.type.shape)), true), base };
  }

  /** Computes all elements of an array, each to where `at` says. */
  private writeTo(node: ArrayNode, storage: Storage, at: (index: Index) => Affine, mayBeFlat: boolean): Stored {
    const { shape, size } = node.type;
    const { extents, index } = space(mayBeFlat && this.isFlat(node) ? [size] : shape, this.block.depth);
    let level = this.levelOf(node, index, [extents], this.block);
    let inner = this.block;
    if (extents.length > 0) ({ inner, level } = this.nests.enter(this.block, extents, level));
    const value = this.element(node, index, inner);
    inner.at(value.block === inner ? value.level : inner === this.block ? level : 0).effects.push({ kind: 'store', storage, index: at(index), value });
    return { storage, base: origin, ready: { block: this.block, level: level + 1 } };
  }

  /** Whether an element depends on its position in row-major order alone, so that one loop goes through all axes. */
  private isFlat(node: ArrayNode, seen: Set<ArrayNode> = new Set()): boolean {
    if (node.type.shape.length === 0) return false;
    if (seen.has(node) || this.stored.has(node) || this.homes.get(node)?.index.length === 1) return true;
    seen.add(node);
    const { kind } = node;
    const read = kind === 'map' ? node.inputs : kind === 'reshape' ? [node.input] : kind === 'gather' ? [node.positions] : null;
    return read?.every(input => this.isFlat(input, seen)) ?? (kind === 'constant' || (kind === 'view' && isUniform(node)));
  }

  /**
   * The lowest level of `block` at which nests along a path can have this element. What must be in memory for that is
   * put there.
   */
  private levelOf(node: ArrayNode, index: Index, path: Path, block: Block): number {
    const seen = new Map<string, number>();
    const visit = (at: ArrayNode, where: Index): number => {
      const key = elementKey(at, where);
      let level = seen.get(key);
      if (level === undefined) {
        level = look(at, where, key);
        seen.set(key, level);
      }
      return level;
    };
    const stored = (at: ArrayNode): number => {
      const { ready } = this.inMemory(at);
      return ready?.block === block ? ready.level : 0;
    };
    const look = (at: ArrayNode, where: Index, key: string): number => {
      const scalar = this.scalars.get(at) ?? this.elements.get(block)?.get(key);
      if (scalar !== undefined) return scalar.block === block ? scalar.level : 0;
      const home = this.homes.get(at);
      const place = home?.places.find(candidate => candidate.block === block);
      const isOpen = place !== undefined && !place.nest.inOrder && samePath(place.path, path);
      if (isOpen && indexKey(home!.index) === indexKey(where)) return place.level;
      if (this.stored.has(at) || home !== undefined) return stored(at);
      switch (at.kind) {
        case 'constant':
          return 0;
        case 'map':
          if (block === this.block && this.isWorthStoring(at, where, path.flat())) return stored(at);
          return at.inputs.reduce((level, input) => Math.max(level, visit(input, where)), 0);
        case 'view': {
          const inner = throughView(at, where);
          return inner === null ? stored(at.input) : visit(at.input, inner);
        }
        case 'reshape':
          return this.passesFlat(at.input, where) ? visit(at.input, where) : stored(at.input);
        case 'gather':
          return Math.max(stored(at.input), visit(at.positions, where));
        default:
          return stored(at);
      }
    };
    return visit(node, index);
  }

  /** Whether a value read at several places, or again for each step of an outer loop, is better computed once. */
  private isWorthStoring(node: ArrayNode, index: Index, extents: readonly number[]): boolean {
    if (node.type.shape.length === 0 || !this.costs.isExpensive(node)) return false;
    if (isBijective(index, node.type.shape, extents, this.block.depth)) return false;
    const used = new Set(index.flatMap(({ coefficients }) => coefficients.flatMap((c, depth) => (c === 0 ? [] : [depth]))));
    const deepest = Math.max(-1, ...used);
    for (let depth = this.block.depth; depth < deepest; depth++) if (!used.has(depth)) return true;
    return this.readers.get(node)! > 1;
  }

  private passesFlat(input: ArrayNode, index: Index): boolean {
    return index.length === 1 && (input.type.shape.length === 1 || this.isFlat(input));
  }

  /** An element, as a scalar of a block or of one around it. */
  private element(node: ArrayNode, index: Index, block: Block): Scalar {
    const scalar = this.scalars.get(node);
    if (scalar !== undefined) return scalar;
    const key = elementKey(node, index);
    for (let around: Block | null = block; around !== null; around = around === this.block ? null : around.parent) {
      const known = this.elements.get(around)?.get(key);
      if (known !== undefined) return known;
    }
    const value = this.compute(node, index, block);
    this.elementsOf(block).set(key, value);
    this.rememberHome(node, index, block, value);
    return value;
  }

  private elementsOf(block: Block): Map<string, Scalar> {
    let known = this.elements.get(block);
    if (known === undefined) this.elements.set(block, (known = new Map()));
    return known;
  }

  private compute(node: ArrayNode, index: Index, block: Block): Scalar {
    const { recorder } = this;
    const load = (from: ArrayNode, at: Affine): Scalar => {
      const { storage, base, ready } = this.inMemory(from);
      return recorder.within(block, () => recorder.load(storage, shifted(base, at), ready));
    };
    if (!this.stored.has(node) && !this.isElsewhere(node, block)) {
      if (node.kind === 'constant' && typeof node.value === 'number') return recorder.constant(kindOf(node.type.dtype), Number(node.type.dtype === 'bool' ? node.value !== 0 : node.value));
      if (node.kind === 'map') {
        const inputs = node.inputs.map(input => this.element(input, index, block));
        return recorder.within(block, () => recorder.apply(roundedTo(node.type, node.meaning), inputs));
      }
      if (node.kind === 'view') {
        const inner = throughView(node, index);
        return inner === null ? load(node.input, combine(node.from.offset, node.from.strides, index)) : this.element(node.input, inner, block);
      }
      if (node.kind === 'reshape') {
        return this.passesFlat(node.input, index) ? this.element(node.input, index, block) : load(node.input, flatten(index, node.type.shape));
      }
      if (node.kind === 'gather') {
        const { storage, base, ready } = this.inMemory(node.input);
        const position = this.element(node.positions, index, block);
        return recorder.within(block, () => recorder.gather(storage, base, node.input.type.size, position, ready));
      }
    }
    return load(node, flatten(index, node.type.shape));
  }

  /** Whether a value has a home, in other loops than those around a block, from which it could be stored. */
  private isElsewhere(node: ArrayNode, block: Block): boolean {
    const home = this.homes.get(node);
    return home !== undefined && (node.kind !== 'map' || home.places[0]!.nest !== this.nests.around(block)[0]?.nest);
  }

  /** A value computed once for each of its elements can be stored where that happens, should another loop want it. */
  private rememberHome(node: ArrayNode, index: Index, inner: Block, value: Scalar): void {
    if (node.kind !== 'map' || this.homes.has(node) || !this.costs.isExpensive(node)) return;
    const places = this.nests.around(inner);
    if (places.length === 0 || !isBijective(index, node.type.shape, places[0]!.path.flat(), this.block.depth)) return;
    this.homes.set(node, { places, index, inner, value });
  }

  private fill(size: number, { storage, base }: Destination, value: number): Stored {
    this.block.at(0).effects.push({ kind: 'fill', storage, base, size, value });
    return { storage, base, ready: { block: this.block, level: 1 } };
  }

  private place(node: PlaceNode): void {
    const { type, fill, parts } = node;
    const { storage, base } = this.destinationOf(node);
    const covered = parts.reduce((sum, part) => sum + part.value.type.size, 0);
    if (covered < type.size) this.fill(type.size, { storage, base }, fill);
    let level = 1;
    for (const { value, at } of parts) {
      const { shape, size } = value.type;
      if (size === 0) continue;
      const even = evenStride(at, shape);
      const target = (index: Index): Affine => shifted(base, combine(at.offset, index.length === shape.length ? at.strides : [even!], index));
      level = Math.max(level, this.writeTo(value, storage, target, even !== null).ready!.level);
    }
    this.stored.set(node, { storage, base, ready: { block: this.block, level } });
  }

  private reduce(node: ReduceNode): void {
    const { input, axes, type } = node;
    const { shape } = input.type;
    const outer = space(shape.filter((_, axis) => !axes.includes(axis)), this.block.depth);
    const reduced = shape.filter((_, axis) => axes.includes(axis));
    if (sizeOf(reduced) === 0) {
      this.stored.set(node, this.fill(type.size, this.destinationOf(node), node.reduction.empty));
      return;
    }
    const isFlat = outer.extents.length === 0 && this.isFlat(input);
    const inner = space(isFlat ? [input.type.size] : reduced, this.block.depth + outer.extents.length);
    const [o, i] = [outer.index.values(), inner.index.values()];
    const index = isFlat ? inner.index : shape.map((_, axis) => (axes.includes(axis) ? i : o).next().value!);
    const nests = outer.extents.length === 0 ? [inner.extents] : [outer.extents, inner.extents];
    const level = this.levelOf(input, index, nests, this.block);
    const ownIndex = space(type.shape, this.block.depth).index;
    if (outer.extents.length === 0) {
      const value = this.total(node, this.block, inner.extents, level, index);
      if (type.shape.length === 0) this.scalars.set(node, value);
      else this.stored.set(node, this.storeAt(node, value));
      return;
    }
    const place = this.nests.enter(this.block, outer.extents, level);
    const atLeast = this.levelOf(input, index, [inner.extents], place.inner);
    const value = this.total(node, place.inner, inner.extents, atLeast, index);
    this.elementsOf(place.inner).set(elementKey(node, ownIndex), value);
    this.homes.set(node, { places: [{ ...place, path: [outer.extents] }], index: ownIndex, inner: place.inner, value });
  }

  /** The result of a reduction, where its loop ends. */
  private total({ input, reduction, type }: ReduceNode, around: Block, extents: readonly number[], atLeast: number, index: Index): Scalar {
    if (extents.length === 0) return this.element(input, index, around);
    const { nest, inner, level } = this.nests.enter(around, extents, atLeast);
    const value = this.element(input, index, inner);
    const kind = kindOf(type.dtype);
    const accumulator = { kind, identity: reduction.identity, combine: this.combination(reduction.combine, type, kind) };
    nest.accumulators.push(accumulator);
    inner.at(value.block === inner ? value.level : 0).effects.push({ kind: 'accumulate', accumulator, value });
    return this.recorder.appearing({ op: 'total', kind, args: [], accumulator }, { block: around, level: level + 1 });
  }

  private combination(meaning: Meaning, type: TensorType, kind: Kind): ReturnType<Recorder['combination']> {
    return this.recorder.combination(roundedTo(type, meaning), kind, this.memory.cell);
  }

  private storeAt(node: ArrayNode, value: Scalar): Stored {
    const { storage, base } = this.destinationOf(node);
    const level = this.readyLevel(value);
    this.block.at(level).effects.push({ kind: 'store', storage, index: base, value });
    return { storage, base, ready: { block: this.block, level: level + 1 } };
  }

  private scatter(node: ScatterNode): void {
    const { type, positions, updates } = node;
    const { storage, base } = this.destinationOf(node);
    const { extents, index } = space(updates.type.shape, this.block.depth);
    const begun = this.write(node.base, { storage, base }).ready!.level;
    const level = Math.max(begun, this.levelOf(positions, index, [extents], this.block), this.levelOf(updates, index, [extents], this.block));
    this.stored.set(node, { storage, base, ready: { block: this.block, level: level + 1 } });
    if (updates.type.size === 0) return;
    const inner = extents.length === 0 ? this.block : this.nests.begin(this.block, extents, level, true).inner;
    const [position, value] = [this.element(positions, index, inner), this.element(updates, index, inner)];
    const own = Math.max(inner === this.block ? level : 0, ...[position, value].map(scalar => (scalar.block === inner ? scalar.level : 0)));
    const combine = this.combination(node.combine, type, kindOf(type.dtype));
    inner.at(own).effects.push({ kind: 'update', storage, base, size: type.size, position, value, combine });
  }
}

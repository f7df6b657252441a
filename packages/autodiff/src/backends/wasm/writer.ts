import { Uses } from '../../kernel/program/analysis.js';
import type { Accumulator, Block, Cell, Choice, Combination, Effect, Kind, Loop, Nest, Region, Scalar, Steps, Storage } from '../../kernel/program/program.js';
import type { Affine } from '../../kernel/program/affine.js';
import { loadLanes, loadScalar, storeLanes, storeScalar, type LaneStep } from './access.js';
import { Addresses } from './addresses.js';
import { extract, replace, scalarArithmetic, splat, vectorArithmetic, type Arithmetic } from './arithmetic.js';
import type { Bytes, Code } from './assembler.js';
import { i32, v128 } from './instructions.js';
import { Interleaved } from './interleaved.js';
import { laneDepth } from './lanes.js';
import { bytesOf, FAULT_ADDRESS, slotType, type Layout, type Slots } from './layout.js';
import { statementsOf, weightOf, type Statement } from '../../kernel/program/statements.js';

/** The index of the imported remainder. */
export const REMAINDER = 0;

/** Bodies of loops of no more scalars than this are written for even and for odd positions. */
const LONGEST_TO_WRITE_TWICE = 100;

interface Value {
  readonly local: number;
  readonly isVector: boolean;
}

/** The loop whose steps are taken two at a time; of its last, odd step only the first lane counts. */
interface Lanes {
  readonly depth: number;
  isLast: boolean;
  /** What is computed before the loops: vectors of constants, and of numbers from outside. */
  readonly hoisted: Map<string, { readonly local: number; readonly code: Bytes }>;
}

/** The partial results of even and odd position: the next and the other one, or the lanes of a vector. */
type Partials = { readonly next: number; readonly other: number } | { readonly lanes: number };

/** What the functions of a program share. */
export interface Shared {
  readonly uses: Uses;
  readonly layout: Layout;
  /** The parameters that have the addresses of inputs and outputs. */
  readonly pointers: ReadonlyMap<Storage, number>;
  /** The places of scalars that one function computes and another one uses. */
  readonly slots: Slots;
  /** Whether there are several functions, so that cells must be where all see them. */
  readonly isSplit: boolean;
}

/** Writes parts of a program as the code of one function. */
export class Writer {
  private readonly uses: Uses;
  private readonly layout: Layout;
  private readonly addresses: Addresses;
  private readonly interleaved: Interleaved;
  private readonly values = new Map<Scalar, Value>();
  private readonly cells = new Map<Cell, number>();
  private readonly partials = new Map<Accumulator, Partials>();
  private readonly received = new Set<Scalar>();
  private readonly loads: Bytes[] = [];
  private lanes: Lanes | null = null;

  constructor(
    private readonly code: Code,
    private readonly shared: Shared,
  ) {
    ({ uses: this.uses, layout: this.layout } = shared);
    this.addresses = new Addresses(code, shared.layout, shared.pointers);
    this.interleaved = new Interleaved(code, this.addresses);
  }

  /** Writes statements of the outermost block. */
  write(statements: readonly Statement[]): void {
    const body = this.code.capture(() => {
      for (const statement of statements) this.statement(statement);
    });
    for (const load of this.loads) this.code.append(load);
    this.code.append(body);
  }

  /** Leaves what other functions use where they look for it. */
  leave(): void {
    const { scalars } = this.shared.slots;
    for (const [scalar, { local }] of this.values) {
      const address = this.received.has(scalar) ? undefined : scalars.get(scalar);
      if (address === undefined) continue;
      this.code.i32(0).get(local);
      storeScalar(this.code, slotType(scalar.kind), address);
    }
  }

  /** A scalar that an earlier function computed, loaded when this one starts. */
  private receive(scalar: Scalar): Value {
    const { code } = this;
    const value = { local: code.local(scalarArithmetic.typeOf(scalar.kind)), isVector: false };
    const offset = this.shared.slots.ofScalar(scalar);
    this.loads.push(
      code.capture(() => {
        loadScalar(code, slotType(scalar.kind), { push: () => code.i32(0), offset });
        code.set(value.local);
      }),
    );
    this.values.set(scalar, value);
    this.received.add(scalar);
    return value;
  }

  private get arithmetic(): Arithmetic {
    return this.lanes === null ? scalarArithmetic : vectorArithmetic;
  }

  private block(block: Block): void {
    for (const statement of statementsOf(block)) this.statement(statement);
    this.releaseStore();
  }

  private statement(statement: Statement): void {
    if ('scalar' in statement) this.define(statement.scalar);
    else if ('effect' in statement) this.effect(statement.effect);
    else {
      this.releaseStore();
      this.region(statement.region);
    }
  }

  private define(scalar: Scalar): void {
    if (!this.uses.isUsed(scalar) || this.uses.isInlined(scalar)) return;
    const { isVector } = this.arithmetic;
    const local = this.code.local(this.arithmetic.typeOf(scalar.kind));
    this.compute(scalar);
    this.code.set(local);
    this.values.set(scalar, { local, isVector });
  }

  /** Puts a scalar on the stack. */
  private push(scalar: Scalar): void {
    if (scalar.op === 'constant') this.constant(scalar.kind, scalar.value);
    else if (this.uses.isInlined(scalar)) this.compute(scalar);
    else {
      const { local, isVector } = this.values.get(scalar) ?? this.receive(scalar);
      if (this.lanes === null || isVector) this.code.get(local);
      else {
        this.hoist(this.lanes, `local ${local}`, () => {
          this.code.get(local);
          splat(this.code, scalar.kind);
        });
      }
    }
  }

  private constant(kind: Kind, value: number): void {
    if (this.lanes === null) scalarArithmetic.constant(this.code, kind, value);
    else this.hoist(this.lanes, `${kind}${Object.is(value, -0) ? '-0' : value}`, () => vectorArithmetic.constant(this.code, kind, value));
  }

  private hoist({ hoisted }: Lanes, key: string, write: () => void): void {
    let known = hoisted.get(key);
    if (known === undefined) {
      known = { local: this.code.local(v128), code: this.code.capture(write) };
      hoisted.set(key, known);
    }
    this.code.get(known.local);
  }

  private compute(scalar: Scalar): void {
    const { code } = this;
    switch (scalar.op) {
      case 'constant':
        this.constant(scalar.kind, scalar.value);
        break;
      case 'load':
        this.load(scalar.storage, scalar.index);
        break;
      case 'lookup':
        this.byLane(scalar.args, 'F', 'I', ([index]) => this.elementAt(scalar.table, 0, index!));
        break;
      case 'gather':
        this.byLane(scalar.args, scalar.kind, 'I', ([position]) => this.gather(scalar.storage, scalar.base, scalar.size, scalar.kind, position!));
        break;
      case 'remainder':
        this.byLane(scalar.args, 'F', 'F', ([a, b]) => code.get(a!).get(b!).call(REMAINDER));
        break;
      case 'rare':
        this.rare(scalar.args[0]!, scalar.slow, scalar.result, scalar.args[1]!);
        break;
      case 'total':
        this.total(scalar.accumulator);
        break;
      case 'cell':
        this.readCell(scalar.cell);
        break;
      case 'shl':
      case 'shr':
      case 'ushr':
        this.push(scalar.args[0]!);
        this.arithmetic.shift(code, scalar.op, scalar.bits);
        break;
      case 'select':
      case 'selectInt':
      case 'selectBool': {
        const [condition, ...choices] = scalar.args;
        [...choices, condition!].forEach(arg => this.push(arg));
        this.arithmetic.pure(code, scalar.op);
        break;
      }
      default:
        scalar.args.forEach(arg => this.push(arg));
        this.arithmetic.pure(code, scalar.op);
    }
  }

  private stepOf({ coefficients }: Affine): LaneStep {
    const { depth, isLast } = this.lanes!;
    return isLast ? 'one lane' : (coefficients[depth] ?? 0);
  }

  private load(storage: Storage, index: Affine): void {
    const address = this.addresses.of(storage, index);
    if (this.lanes === null) {
      loadScalar(this.code, storage.dtype, address);
      return;
    }
    const step = this.stepOf(index);
    if (step === 2 && storage.dtype === 'float64') this.interleaved.load(storage, index);
    else loadLanes(this.code, storage.dtype, address, step);
  }

  /** An operation without a vector form, on locals that hold one number each. */
  private byLane(args: readonly Scalar[], kind: Kind, argKind: Kind, operation: (locals: readonly number[]) => void): void {
    const { code } = this;
    const held = args.map(arg => {
      const local = code.local(this.arithmetic.typeOf(argKind));
      this.push(arg);
      code.set(local);
      return local;
    });
    if (this.lanes === null) {
      operation(held);
      return;
    }
    const one = (lane: 0 | 1): void => {
      operation(
        held.map(vector => {
          const local = code.local(scalarArithmetic.typeOf(argKind));
          code.get(vector);
          extract(code, argKind, lane);
          code.set(local);
          return local;
        }),
      );
    };
    one(0);
    splat(code, kind);
    one(1);
    replace(code, kind, 1);
  }

  private elementAt(storage: Storage, base: number, index: number): void {
    const push = (): void => void this.code.get(index).i32(bytesOf[storage.dtype]).emit('i32.mul');
    loadScalar(this.code, storage.dtype, { push, offset: this.layout.addresses.get(storage)! + base });
  }

  /** Runs `found` with the address of an element at a position, or reports that there is none. */
  private checked(storage: Storage, base: Affine, size: number, position: number, found: (address: number) => void): void {
    const { code } = this;
    code.get(position).i32(size).emit('i32.lt_u');
    code.if(
      () => {
        const address = code.local(i32);
        const start = this.addresses.of(storage, base);
        start.push();
        code.i32(start.offset).emit('i32.add').get(position).i32(bytesOf[storage.dtype]).emit('i32.mul').emit('i32.add').set(address);
        found(address);
      },
      () => code.i32(FAULT_ADDRESS).i32(1).memory('i32.store', 0),
    );
  }

  private gather(storage: Storage, base: Affine, size: number, kind: Kind, position: number): void {
    const { code } = this;
    const result = code.local(scalarArithmetic.typeOf(kind));
    scalarArithmetic.constant(code, kind, 0);
    code.set(result);
    this.checked(storage, base, size, position, address => {
      loadScalar(code, storage.dtype, { push: () => code.get(address), offset: 0 });
      code.set(result);
    });
    code.get(result);
  }

  private rare(condition: Scalar, slow: Block, result: Scalar, fast: Scalar): void {
    const { code } = this;
    const value = code.local(this.arithmetic.typeOf('F'));
    this.push(fast);
    code.set(value);
    this.push(condition);
    if (this.lanes !== null) code.emit('v128.any_true');
    code.if(() => {
      this.interleaved.reset();
      this.block(slow);
      this.push(result);
      this.interleaved.reset();
      if (this.lanes !== null) {
        code.get(value);
        this.push(condition);
        code.emit('v128.bitselect');
      }
      code.set(value);
    });
    code.get(value);
  }

  private readCell(cell: Cell): void {
    const local = this.cellLocal(cell);
    if (local !== undefined) this.code.get(local);
    else loadScalar(this.code, slotType(cell.kind), { push: () => this.code.i32(0), offset: this.shared.slots.ofCell(cell) });
  }

  private cellLocal(cell: Cell): number | undefined {
    let local = this.cells.get(cell);
    if (local === undefined && !this.shared.isSplit) {
      local = this.code.local(scalarArithmetic.typeOf(cell.kind));
      this.cells.set(cell, local);
    }
    return local;
  }

  private assign(cells: readonly Cell[], values: readonly Scalar[]): void {
    const { code } = this;
    const next = values.map(value => {
      const local = code.local(scalarArithmetic.typeOf(value.kind));
      this.push(value);
      code.set(local);
      return local;
    });
    cells.forEach((cell, i) => {
      const local = this.cellLocal(cell);
      if (local !== undefined) {
        code.get(next[i]!).set(local);
        return;
      }
      code.i32(0).get(next[i]!);
      storeScalar(code, slotType(cell.kind), this.shared.slots.ofCell(cell));
    });
  }

  private effect(effect: Effect): void {
    const { code } = this;
    switch (effect.kind) {
      case 'store':
        this.store(effect.storage, effect.index, effect.value);
        break;
      case 'fill':
        this.fill(effect.storage, effect.base, effect.size, effect.value);
        break;
      case 'accumulate':
        this.accumulate(effect.accumulator, effect.value);
        break;
      case 'assign':
        this.assign(effect.cells, effect.values);
        break;
      case 'update': {
        const position = code.local(i32);
        const kind = effect.value.kind;
        const [left, right] = [code.local(scalarArithmetic.typeOf(kind)), code.local(scalarArithmetic.typeOf(kind))];
        this.push(effect.position);
        code.set(position);
        this.push(effect.value);
        code.set(right);
        this.checked(effect.storage, effect.base, effect.size, position, address => {
          loadScalar(code, effect.storage.dtype, { push: () => code.get(address), offset: 0 });
          code.set(left).get(address);
          this.combine(effect.combine, left, right);
          storeScalar(code, effect.storage.dtype, 0);
        });
        break;
      }
    }
  }

  private store(storage: Storage, index: Affine, value: Scalar): void {
    const { code } = this;
    const address = this.addresses.of(storage, index);
    if (this.lanes === null) {
      address.push();
      this.push(value);
      storeScalar(code, storage.dtype, address.offset);
    } else {
      const held = code.local(v128);
      this.push(value);
      code.set(held);
      const step = this.stepOf(index);
      if (step !== 2 || storage.dtype !== 'float64') storeLanes(code, storage.dtype, address, step, held);
      else if (!this.interleaved.store({ storage, index, value: held })) {
        this.releaseStore();
        this.interleaved.store({ storage, index, value: held });
      }
    }
  }

  private releaseStore(): void {
    const held = this.interleaved.release();
    if (held !== null) storeLanes(this.code, held.storage.dtype, this.addresses.of(held.storage, held.index), 2, held.value);
  }

  private fill(storage: Storage, base: Affine, size: number, value: number): void {
    const { code } = this;
    const start = this.addresses.of(storage, base);
    const bytes = bytesOf[storage.dtype];
    start.push();
    code.i32(start.offset).emit('i32.add');
    if (Object.is(value, 0)) {
      code.i32(0).i32(size * bytes).fill();
      return;
    }
    const address = code.local(i32);
    const count = code.local(i32);
    code.set(address).i32(size).set(count);
    code.loop(() => {
      code.get(address);
      scalarArithmetic.constant(code, storage.dtype === 'float64' || storage.dtype === 'float32' ? 'F' : 'I', value);
      storeScalar(code, storage.dtype, 0);
      code.get(address).i32(bytes).emit('i32.add').set(address);
      code.get(count).i32(1).emit('i32.sub').tee(count).branchIf(0);
    });
  }

  private accumulate(accumulator: Accumulator, value: Scalar): void {
    const { code } = this;
    const partials = this.partials.get(accumulator)!;
    const taken = code.local(this.arithmetic.typeOf(accumulator.kind));
    this.push(value);
    if ('lanes' in partials && this.lanes!.isLast) {
      scalarArithmetic.constant(code, accumulator.kind, accumulator.identity);
      replace(code, accumulator.kind, 1);
    }
    code.set(taken);
    if ('lanes' in partials) {
      this.combine(accumulator.combine, partials.lanes, taken);
      code.set(partials.lanes);
    } else {
      this.combine(accumulator.combine, partials.next, taken);
      code.set(partials.next);
      this.partials.set(accumulator, { next: partials.other, other: partials.next });
    }
  }

  /** Puts the combination of two locals on the stack. */
  private combine({ left, right, block, result }: Combination, a: number, b: number): void {
    this.cells.set(left, a);
    this.cells.set(right, b);
    this.block(block);
    this.push(result);
  }

  private total(accumulator: Accumulator): void {
    const { code } = this;
    const partials = this.partials.get(accumulator)!;
    if (!('lanes' in partials)) {
      this.combine(accumulator.combine, partials.next, partials.other);
      return;
    }
    const lanes = ([0, 1] as const).map(lane => {
      const local = code.local(scalarArithmetic.typeOf(accumulator.kind));
      code.get(partials.lanes);
      extract(code, accumulator.kind, lane);
      code.set(local);
      return local;
    });
    this.combine(accumulator.combine, lanes[0]!, lanes[1]!);
  }

  private region(region: Region): void {
    switch (region.kind) {
      case 'nest':
        this.nest(region);
        break;
      case 'copy': {
        const { code } = this;
        for (const storage of [region.to, region.from]) code.i32(this.layout.addresses.get(storage)!);
        code.i32(region.to.size * bytesOf[region.to.dtype]).copy();
        break;
      }
      case 'choice':
        this.choice(region, 0);
        break;
      case 'steps':
        this.steps(region);
        break;
      case 'loop':
        this.loop(region);
        break;
    }
  }

  private nest(nest: Nest): void {
    const depth = this.lanes === null ? laneDepth(nest) : null;
    if (depth === null) {
      this.startPartials(nest, null);
      this.axis(nest, 0);
      this.finishPartials(nest, null);
      return;
    }
    const { code } = this;
    this.startPartials(nest, depth);
    const lanes: Lanes = { depth, isLast: false, hoisted: new Map() };
    this.lanes = lanes;
    const body = code.capture(() => this.axis(nest, 0));
    this.lanes = null;
    for (const { local, code: init } of lanes.hoisted.values()) code.append(init).set(local);
    code.append(body);
    this.finishPartials(nest, depth);
  }

  private startPartials({ accumulators }: Nest, lanes: number | null): void {
    const { code } = this;
    for (const accumulator of accumulators) {
      if (lanes !== null) {
        const local = code.local(v128);
        vectorArithmetic.constant(code, accumulator.kind, accumulator.identity);
        code.set(local);
        this.partials.set(accumulator, { lanes: local });
      } else {
        const type = this.arithmetic.typeOf(accumulator.kind);
        const [next, other] = [code.local(type), code.local(type)];
        this.constant(accumulator.kind, accumulator.identity);
        code.tee(next).set(other);
        this.partials.set(accumulator, { next, other });
      }
    }
  }

  /** After an odd number of elements what comes next is of odd position. */
  private finishPartials(nest: Nest, lanes: number | null): void {
    const rows = nest.extents.slice(0, -1).reduce((count, n) => count * n, 1);
    const isOdd = (rows * nest.extents[nest.extents.length - 1]!) % 2 === 1;
    if (!isOdd) return;
    for (const accumulator of nest.accumulators) {
      const partials = this.partials.get(accumulator)!;
      if (!('lanes' in partials)) this.partials.set(accumulator, { next: partials.other, other: partials.next });
      else if (lanes !== null && nest.extents.length > 1) this.swapLanes(partials.lanes);
    }
  }

  private swapLanes(local: number): void {
    this.code.get(local).get(local).shuffle([8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]).set(local);
  }

  private axis(nest: Nest, axis: number): void {
    const { code } = this;
    const block = nest.blocks[axis]!;
    const depth = block.depth - 1;
    const extent = nest.extents[axis]!;
    const isInnermost = axis + 1 === nest.extents.length;
    const variable = code.local(i32);
    const step = (): void =>
      this.addresses.step(depth, variable, () => {
        this.interleaved.reset();
        this.block(block);
        if (!isInnermost) this.axis(nest, axis + 1);
        this.interleaved.reset();
      });
    if (this.lanes?.depth === depth) this.pairs(this.lanes, nest, variable, extent, step);
    else if (isInnermost && nest.accumulators.length > 0) this.accumulating(nest, variable, extent, step);
    else this.count(variable, 0, extent, 1, step);
  }

  /** Two steps at a time, as lanes. */
  private pairs(lanes: Lanes, nest: Nest, variable: number, extent: number, step: () => void): void {
    if (extent > 1) this.count(variable, 0, extent - 1, 2, step);
    if (extent % 2 === 0) return;
    lanes.isLast = true;
    this.code.i32(extent - 1).set(variable);
    step();
    lanes.isLast = false;
    for (const accumulator of nest.extents.length > 1 ? nest.accumulators : []) {
      const partials = this.partials.get(accumulator)!;
      if ('lanes' in partials) this.swapLanes(partials.lanes);
    }
  }

  /** Steps whose partial results take turns: two steps are written, or one after which they change places. */
  private accumulating(nest: Nest, variable: number, extent: number, step: () => void): void {
    const { code } = this;
    const isLong = weightOf(nest) > LONGEST_TO_WRITE_TWICE;
    if (isLong) {
      this.count(variable, 0, extent, 1, () => {
        step();
        this.exchange(nest);
      });
      return;
    }
    if (extent > 1) {
      this.count(variable, 0, extent - 1, 1, () => {
        step();
        code.get(variable).i32(1).emit('i32.add').set(variable);
        step();
      });
    }
    if (extent % 2 === 0) return;
    code.i32(extent - 1).set(variable);
    step();
    this.exchange(nest);
  }

  /** Gives partial results the places that they have when a row begins. */
  private exchange({ accumulators }: Nest): void {
    const { code } = this;
    for (const accumulator of accumulators) {
      const partials = this.partials.get(accumulator)!;
      if ('lanes' in partials) continue;
      code.get(partials.next).get(partials.other).set(partials.next).set(partials.other);
      this.partials.set(accumulator, { next: partials.other, other: partials.next });
    }
  }

  private count(variable: number, from: number, to: number, by: number, body: () => void): void {
    const { code } = this;
    code.i32(from).set(variable);
    code.loop(() => {
      body();
      code.get(variable).i32(by).emit('i32.add').tee(variable).i32(to).emit('i32.lt_s').branchIf(0);
    });
  }

  private choice({ choice, blocks }: Choice, index: number): void {
    if (index === blocks.length - 1) {
      this.block(blocks[index]!);
      return;
    }
    this.push(choice);
    this.code.i32(index).emit(index === 0 ? 'i32.le_s' : 'i32.eq');
    this.code.if(() => this.block(blocks[index]!), () => this.choice({ kind: 'choice', choice, blocks }, index + 1));
  }

  private steps({ length, reverse, block }: Steps): void {
    if (length === 0) return;
    const { code } = this;
    const variable = code.local(i32);
    const step = (): void => this.addresses.step(block.depth - 1, variable, () => this.block(block));
    if (!reverse) {
      this.count(variable, 0, length, 1, step);
      return;
    }
    code.i32(length - 1).set(variable);
    code.loop(() => {
      step();
      code.get(variable).i32(1).emit('i32.sub').tee(variable).i32(0).emit('i32.lt_s').emit('i32.eqz').branchIf(0);
    });
  }

  private loop({ condition, holds, block }: Loop): void {
    const { code } = this;
    code.block(() =>
      code.loop(() => {
        this.block(condition);
        this.push(holds);
        code.emit('i32.eqz').branchIf(1);
        this.block(block);
        code.branch(0);
      }),
    );
  }
}

import type { Affine } from '../../kernel/program/affine.js';
import type { Block, Choice, Effect, Loop, Nest, Region, Scalar, Steps, Storage } from '../../kernel/program/program.js';
import { runsBetweenRegions, statementsOf, weightOf, type Statement } from '../../kernel/program/statements.js';
import { loadScalar, storeLanes, storeScalar } from './access.js';
import { scalarArithmetic } from './arithmetic.js';
import type { Code } from './assembler.js';
import { checked } from './checked.js';
import { Frame, type Lanes, type Shared } from './frame.js';
import { i32, Op, v128 } from './instructions.js';
import { copiesOf, Jam } from './jam.js';
import { laneDepth } from './lanes.js';
import { bytesOf } from './layout.js';
import { PartialResults } from './partialResults.js';
import { ScalarWriter } from './scalarWriter.js';

/** Bodies of loops of no more scalars than this are written for even and for odd positions. */
const LONGEST_TO_WRITE_TWICE = 100;

/** Writes parts of a program as the code of one function. */
export class Writer {
  private readonly frame: Frame;
  private readonly partials: PartialResults;
  private readonly scalars: ScalarWriter;

  constructor(code: Code, shared: Shared) {
    this.frame = new Frame(code, shared);
    this.partials = new PartialResults(this.frame, (combination, a, b) => this.scalars.combine(combination, a, b));
    this.scalars = new ScalarWriter(this.frame, this.partials, block => this.statements(statementsOf(block)));
  }

  /** Writes statements of the outermost block. */
  write(statements: readonly Statement[]): void {
    this.frame.whole(() => this.statements(statements));
  }

  /** Leaves what other functions use where they look for it. */
  leave(): void {
    this.frame.leave();
  }

  /** Of steps that are taken together, one is written after the other up to the next loop. */
  private block(block: Block): void {
    for (const run of runsBetweenRegions(block)) {
      this.frame.eachCopy(copy => {
        for (const statement of run) {
          if (copy === 0 || 'effect' in statement || ('scalar' in statement && this.frame.jam!.varies(statement.scalar))) this.statement(statement);
        }
        this.releaseStore();
      });
    }
  }

  private statements(statements: Iterable<Statement>): void {
    for (const statement of statements) this.statement(statement);
  }

  private statement(statement: Statement): void {
    if ('scalar' in statement) this.scalars.define(statement.scalar);
    else if ('effect' in statement) this.effect(statement.effect);
    else {
      this.releaseStore();
      this.region(statement.region);
    }
  }

  private effect(effect: Effect): void {
    const { code } = this.frame;
    switch (effect.kind) {
      case 'store':
        this.store(effect.storage, this.frame.at(effect.index), effect.value);
        break;
      case 'fill':
        this.fill(effect.storage, effect.base, effect.size, effect.value);
        break;
      case 'accumulate':
        this.scalars.push(effect.value);
        this.partials.take(effect.accumulator);
        break;
      case 'assign':
        this.scalars.assign(effect.cells, effect.values);
        break;
      case 'update': {
        const position = code.local(i32);
        const kind = effect.value.kind;
        const [left, right] = [code.local(scalarArithmetic.typeOf(kind)), code.local(scalarArithmetic.typeOf(kind))];
        this.scalars.push(effect.position);
        code.set(position);
        this.scalars.push(effect.value);
        code.set(right);
        checked(this.frame, effect, position, address => {
          loadScalar(code, effect.storage.dtype, { push: () => code.get(address), offset: 0 });
          code.set(left).get(address);
          this.scalars.combine(effect.combine, left, right);
          storeScalar(code, effect.storage.dtype, 0);
        });
        break;
      }
    }
  }

  private store(storage: Storage, index: Affine, value: Scalar): void {
    const { code } = this.frame;
    const address = this.frame.addresses.of(storage, index);
    if (this.frame.lanes === null) {
      address.push();
      this.scalars.push(value);
      storeScalar(code, storage.dtype, address.offset);
    } else {
      const held = code.local(v128);
      this.scalars.push(value);
      code.set(held);
      const step = this.frame.stepOf(index);
      if (step !== 2 || storage.dtype !== 'float64') storeLanes(code, storage.dtype, address, step, held);
      else if (!this.frame.interleaved.store({ storage, index, value: held })) {
        this.releaseStore();
        this.frame.interleaved.store({ storage, index, value: held });
      }
    }
  }

  private releaseStore(): void {
    const held = this.frame.interleaved.release();
    if (held !== null) storeLanes(this.frame.code, held.storage.dtype, this.frame.addresses.of(held.storage, held.index), 2, held.value);
  }

  private fill(storage: Storage, base: Affine, size: number, value: number): void {
    const { code } = this.frame;
    const start = this.frame.addresses.of(storage, base);
    const bytes = bytesOf[storage.dtype];
    start.push();
    code.i32(start.offset).emit(Op['i32.add']);
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
      code.get(address).i32(bytes).emit(Op['i32.add']).set(address);
      code.get(count).i32(1).emit(Op['i32.sub']).tee(count).branchIf(0);
    });
  }

  private region(region: Region): void {
    switch (region.kind) {
      case 'nest':
        this.nest(region);
        break;
      case 'copy': {
        const { code } = this.frame;
        for (const storage of [region.to, region.from]) code.i32(this.frame.shared.layout.addresses.get(storage)!);
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
    const depth = this.frame.lanes === null ? laneDepth(nest) : null;
    this.partials.start(nest, depth !== null);
    if (depth === null) this.axis(nest, 0);
    else this.frame.inLanes(depth, () => this.axis(nest, 0));
    this.partials.finish(nest);
  }

  private axis(nest: Nest, axis: number): void {
    const block = nest.blocks[axis]!;
    const depth = block.depth - 1;
    const extent = nest.extents[axis]!;
    const isInnermost = axis + 1 === nest.extents.length;
    const variable = this.frame.code.local(i32);
    const step = (): void =>
      this.frame.addresses.step(depth, variable, () => {
        this.frame.interleaved.reset();
        this.block(block);
        if (!isInnermost) this.axis(nest, axis + 1);
        this.frame.interleaved.reset();
      });
    const inLanes = this.frame.lanes?.depth === depth;
    const stride = inLanes ? 2 : 1;
    let from = 0;
    const copies = isInnermost && this.frame.jam === null ? copiesOf(nest, stride) : 1;
    if (copies > 1) {
      from = extent - (extent % (copies * stride));
      this.frame.jammed(new Jam(depth, copies, stride), () => this.count(variable, 0, from, copies * stride, step));
    }
    if (inLanes) this.pairs(this.frame.lanes, nest, variable, from, extent, step);
    else if (isInnermost && nest.accumulators.length > 0) this.accumulating(nest, variable, extent, step);
    else if (from < extent) this.count(variable, from, extent, 1, step);
  }

  /** Two steps at a time, as lanes. */
  private pairs(lanes: Lanes, nest: Nest, variable: number, from: number, extent: number, step: () => void): void {
    if (extent - from > 1) this.count(variable, from, extent - 1, 2, step);
    if (extent % 2 === 0) return;
    lanes.isLast = true;
    this.frame.code.i32(extent - 1).set(variable);
    step();
    lanes.isLast = false;
    if (nest.extents.length > 1) this.partials.swapLanes(nest);
  }

  /** Steps whose partial results take turns: two steps are written, or one after which they change places. */
  private accumulating(nest: Nest, variable: number, extent: number, step: () => void): void {
    const { code } = this.frame;
    const isLong = weightOf(nest) > LONGEST_TO_WRITE_TWICE;
    if (isLong) {
      this.count(variable, 0, extent, 1, () => {
        step();
        this.partials.exchange(nest);
      });
      return;
    }
    if (extent > 1) {
      this.count(variable, 0, extent - 1, 1, () => {
        step();
        code.get(variable).i32(1).emit(Op['i32.add']).set(variable);
        step();
      });
    }
    if (extent % 2 === 0) return;
    code.i32(extent - 1).set(variable);
    step();
    this.partials.exchange(nest);
  }

  private count(variable: number, from: number, to: number, by: number, body: () => void): void {
    const { code } = this.frame;
    code.i32(from).set(variable);
    code.loop(() => {
      body();
      code.get(variable).i32(by).emit(Op['i32.add']).tee(variable).i32(to).emit(Op['i32.lt_s']).branchIf(0);
    });
  }

  private choice({ choice, blocks }: Choice, index: number): void {
    if (index === blocks.length - 1) {
      this.block(blocks[index]!);
      return;
    }
    this.scalars.push(choice);
    this.frame.code.i32(index).emit(index === 0 ? Op['i32.le_s'] : Op['i32.eq']);
    this.frame.code.if(() => this.block(blocks[index]!), () => this.choice({ kind: 'choice', choice, blocks }, index + 1));
  }

  private steps({ length, reverse, block }: Steps): void {
    if (length === 0) return;
    const { code } = this.frame;
    const variable = this.frame.code.local(i32);
    const step = (): void => this.frame.addresses.step(block.depth - 1, variable, () => this.block(block));
    if (!reverse) {
      this.count(variable, 0, length, 1, step);
      return;
    }
    code.i32(length - 1).set(variable);
    code.loop(() => {
      step();
      code.get(variable).i32(1).emit(Op['i32.sub']).tee(variable).i32(0).emit(Op['i32.lt_s']).emit(Op['i32.eqz']).branchIf(0);
    });
  }

  private loop({ condition, holds, block }: Loop): void {
    const { code } = this.frame;
    code.block(() =>
      code.loop(() => {
        this.block(condition);
        this.scalars.push(holds);
        code.emit(Op['i32.eqz']).branchIf(1);
        this.block(block);
        code.branch(0);
      }),
    );
  }
}

import type { Affine } from '../../kernel/program/affine.js';
import type { Block, Cell, Combination, Kind, Scalar, Storage } from '../../kernel/program/program.js';
import { loadLanes, loadScalar, storeScalar } from './access.js';
import { extract, replace, scalarArithmetic, splat } from './arithmetic.js';
import { checked } from './checked.js';
import type { Frame } from './frame.js';
import { Op } from './instructions.js';
import { bytesOf, slotType } from './layout.js';
import type { PartialResults } from './partialResults.js';

/** The instruction of `other` and `chosen` for `chosen < other ? chosen : other`, or `other < chosen ? chosen : other`. */
function pseudoExtremum({ op, args: [left, right] }: Scalar, chosen: Scalar, other: Scalar): Op | null {
  if (op !== 'lt') return null;
  if (isSame(left!, chosen) && isSame(right!, other)) return Op['f64x2.pmin'];
  return isSame(left!, other) && isSame(right!, chosen) ? Op['f64x2.pmax'] : null;
}

const isSame = (a: Scalar, b: Scalar): boolean => a === b || (a.op === 'constant' && b.op === 'constant' && Object.is(a.value, b.value));

/** The index of the imported remainder. */
export const REMAINDER = 0;

/** Writes scalars: each where it is used, or kept in a local. */
export class ScalarWriter {
  private readonly cells = new Map<Cell, number>();

  constructor(
    private readonly frame: Frame,
    private readonly partials: PartialResults,
    private readonly writeBlock: (block: Block) => void,
  ) {}

  define(scalar: Scalar): void {
    if (!this.frame.shared.uses.isUsed(scalar) || this.frame.isInlined(scalar)) return;
    this.compute(scalar);
    this.frame.keep(scalar);
  }

  /** Puts a scalar on the stack. */
  push(scalar: Scalar): void {
    if (scalar.op === 'constant') this.frame.constant(scalar.kind, scalar.value);
    else if (this.frame.isInlined(scalar)) this.compute(scalar);
    else this.frame.kept(scalar);
  }

  /** Puts the combination of two locals on the stack. */
  combine({ left, right, block, result }: Combination, a: number, b: number): void {
    this.cells.set(left, a);
    this.cells.set(right, b);
    this.writeBlock(block);
    this.push(result);
  }

  assign(cells: readonly Cell[], values: readonly Scalar[]): void {
    const { code } = this.frame;
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
      storeScalar(code, slotType(cell.kind), this.frame.shared.slots.ofCell(cell));
    });
  }

  private compute(scalar: Scalar): void {
    const { code } = this.frame;
    switch (scalar.op) {
      case 'constant':
        this.frame.constant(scalar.kind, scalar.value);
        break;
      case 'load':
        this.load(scalar.storage, this.frame.at(scalar.index));
        break;
      case 'lookup':
        this.byLane(scalar.args, 'F', 'I', ([index]) => this.elementAt(scalar.table, 0, index!));
        break;
      case 'gather':
        this.byLane(scalar.args, scalar.kind, 'I', ([position]) => this.gather(scalar.storage, this.frame.at(scalar.base), scalar.size, scalar.kind, position!));
        break;
      case 'remainder':
        this.byLane(scalar.args, 'F', 'F', ([a, b]) => code.get(a!).get(b!).call(REMAINDER));
        break;
      case 'rare':
        this.rare(scalar.args[0]!, scalar.slow, scalar.result, scalar.args[1]!);
        break;
      case 'total':
        this.partials.total(scalar.accumulator);
        break;
      case 'cell':
        this.readCell(scalar.cell);
        break;
      case 'shl':
      case 'shr':
      case 'ushr':
        this.push(scalar.args[0]!);
        this.frame.arithmetic.shift(code, scalar.op, scalar.bits);
        break;
      case 'select':
      case 'selectInt':
      case 'selectBool': {
        const [condition, chosen, other] = scalar.args as readonly [Scalar, Scalar, Scalar];
        const extremum = this.frame.lanes === null || scalar.op !== 'select' ? null : pseudoExtremum(condition, chosen, other);
        (extremum === null ? [chosen, other, condition] : [other, chosen]).forEach(arg => this.push(arg));
        if (extremum === null) this.frame.arithmetic.pure(code, scalar.op);
        else code.emit(extremum);
        break;
      }
      default:
        scalar.args.forEach(arg => this.push(arg));
        this.frame.arithmetic.pure(code, scalar.op);
    }
  }

  private load(storage: Storage, index: Affine): void {
    const address = this.frame.addresses.of(storage, index);
    if (this.frame.lanes === null) {
      loadScalar(this.frame.code, storage.dtype, address);
      return;
    }
    const step = this.frame.stepOf(index);
    if (step === 2 && storage.dtype === 'float64') this.frame.interleaved.load(storage, index);
    else loadLanes(this.frame.code, storage.dtype, address, step);
  }

  /** An operation without a vector form, on locals that hold one number each. */
  private byLane(args: readonly Scalar[], kind: Kind, argKind: Kind, operation: (locals: readonly number[]) => void): void {
    const { code } = this.frame;
    const held = args.map(arg => {
      const local = code.local(this.frame.arithmetic.typeOf(argKind));
      this.push(arg);
      code.set(local);
      return local;
    });
    if (this.frame.lanes === null) {
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
    const push = (): void => void this.frame.code.get(index).i32(bytesOf[storage.dtype]).emit(Op['i32.mul']);
    loadScalar(this.frame.code, storage.dtype, { push, offset: this.frame.shared.layout.addresses.get(storage)! + base });
  }

  private gather(storage: Storage, base: Affine, size: number, kind: Kind, position: number): void {
    const { code } = this.frame;
    const result = code.local(scalarArithmetic.typeOf(kind));
    scalarArithmetic.constant(code, kind, 0);
    code.set(result);
    checked(this.frame, { storage, base, size }, position, address => {
      loadScalar(code, storage.dtype, { push: () => code.get(address), offset: 0 });
      code.set(result);
    });
    code.get(result);
  }

  private rare(condition: Scalar, slow: Block, result: Scalar, fast: Scalar): void {
    const { code } = this.frame;
    const value = code.local(this.frame.arithmetic.typeOf('F'));
    this.push(fast);
    code.set(value);
    this.push(condition);
    if (this.frame.lanes !== null) code.emit(Op['v128.any_true']);
    code.if(() => {
      this.frame.interleaved.reset();
      this.writeBlock(slow);
      this.push(result);
      this.frame.interleaved.reset();
      if (this.frame.lanes !== null) {
        code.get(value);
        this.push(condition);
        code.emit(Op['v128.bitselect']);
      }
      code.set(value);
    });
    code.get(value);
  }

  private readCell(cell: Cell): void {
    const local = this.cellLocal(cell);
    if (local !== undefined) this.frame.code.get(local);
    else loadScalar(this.frame.code, slotType(cell.kind), { push: () => this.frame.code.i32(0), offset: this.frame.shared.slots.ofCell(cell) });
  }

  private cellLocal(cell: Cell): number | undefined {
    let local = this.cells.get(cell);
    if (local === undefined && !this.frame.shared.isSplit) {
      local = this.frame.code.local(scalarArithmetic.typeOf(cell.kind));
      this.cells.set(cell, local);
    }
    return local;
  }
}

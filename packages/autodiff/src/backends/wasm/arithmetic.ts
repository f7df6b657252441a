import type { PureOp, Kind, ShiftOp } from '../../kernel/program/program.js';
import type { Code } from './assembler.js';
import { f64, i32, v128, type Op, type ValueType } from './instructions.js';

/** How numbers are held and computed with: one at a time, or two as the lanes of a vector. */
export interface Arithmetic {
  readonly isVector: boolean;
  typeOf(kind: Kind): ValueType;
  constant(code: Code, kind: Kind, value: number): void;
  /** The operands are on the stack. */
  pure(code: Code, operation: PureOp): void;
  shift(code: Code, operation: ShiftOp, bits: number): void;
}

const emitAll = (code: Code, ops: readonly Op[]): void => ops.forEach(name => code.emit(name));

const scalarOps: Partial<Record<PureOp, readonly Op[]>> = {
  add: ['f64.add'],
  sub: ['f64.sub'],
  mul: ['f64.mul'],
  div: ['f64.div'],
  sqrt: ['f64.sqrt'],
  neg: ['f64.neg'],
  abs: ['f64.abs'],
  copySign: ['f64.copysign'],
  min: ['f64.min'],
  max: ['f64.max'],
  floor: ['f64.floor'],
  ceil: ['f64.ceil'],
  trunc: ['f64.trunc'],
  nearest: ['f64.nearest'],
  fround: ['f32.demote_f64', 'f64.promote_f32'],
  lt: ['f64.lt'],
  le: ['f64.le'],
  eq: ['f64.eq'],
  ne: ['f64.ne'],
  and: ['i32.and'],
  or: ['i32.or'],
  not: ['i32.eqz'],
  addInt: ['i32.add'],
  subInt: ['i32.sub'],
  mulInt: ['i32.mul'],
  andInt: ['i32.and'],
  orInt: ['i32.or'],
  xorInt: ['i32.xor'],
  ltInt: ['i32.lt_s'],
  leInt: ['i32.le_s'],
  eqInt: ['i32.eq'],
  toInt: ['i32.trunc_sat_f64_s'],
  toFloat: ['f64.convert_i32_s'],
  select: ['select'],
  selectInt: ['select'],
  selectBool: ['select'],
};

const FRACTION_BITS = 52;
const EXPONENT_BIAS = 1023;

/** float64, int32, and truth values as int32. */
export const scalarArithmetic: Arithmetic = {
  isVector: false,
  typeOf: kind => (kind === 'F' ? f64 : i32),
  constant: (code, kind, value) => void (kind === 'F' ? code.f64(value) : code.i32(value)),
  pure(code, operation) {
    if (operation === 'highWord') code.emit('i64.reinterpret_f64').i64(32).emit('i64.shr_u').emit('i32.wrap_i64');
    else if (operation === 'powerOfTwo') {
      code.emit('i64.extend_i32_s').i64(EXPONENT_BIAS).emit('i64.add').i64(FRACTION_BITS).emit('i64.shl').emit('f64.reinterpret_i64');
    } else emitAll(code, scalarOps[operation]!);
  },
  shift: (code, operation, bits) => void code.i32(bits).emit(operation === 'shl' ? 'i32.shl' : operation === 'shr' ? 'i32.shr_s' : 'i32.shr_u'),
};

const vectorOps: Partial<Record<PureOp, readonly Op[]>> = {
  add: ['f64x2.add'],
  sub: ['f64x2.sub'],
  mul: ['f64x2.mul'],
  div: ['f64x2.div'],
  sqrt: ['f64x2.sqrt'],
  neg: ['f64x2.neg'],
  abs: ['f64x2.abs'],
  min: ['f64x2.min'],
  max: ['f64x2.max'],
  floor: ['f64x2.floor'],
  ceil: ['f64x2.ceil'],
  trunc: ['f64x2.trunc'],
  nearest: ['f64x2.nearest'],
  fround: ['f32x4.demote_f64x2_zero', 'f64x2.promote_low_f32x4'],
  lt: ['f64x2.lt'],
  le: ['f64x2.le'],
  eq: ['f64x2.eq'],
  ne: ['f64x2.ne'],
  and: ['v128.and'],
  or: ['v128.or'],
  not: ['v128.not'],
  addInt: ['i32x4.add'],
  subInt: ['i32x4.sub'],
  mulInt: ['i32x4.mul'],
  andInt: ['v128.and'],
  orInt: ['v128.or'],
  xorInt: ['v128.xor'],
  ltInt: ['i32x4.lt_s', 'i64x2.extend_low_i32x4_s'],
  leInt: ['i32x4.le_s', 'i64x2.extend_low_i32x4_s'],
  eqInt: ['i32x4.eq', 'i64x2.extend_low_i32x4_s'],
  toInt: ['i32x4.trunc_sat_f64x2_s_zero'],
  toFloat: ['f64x2.convert_low_i32x4_s'],
  select: ['v128.bitselect'],
  selectBool: ['v128.bitselect'],
};

/** The bytes of a shuffle that takes 32-bit words of one vector. */
const words = (...chosen: readonly number[]): number[] => chosen.flatMap(word => [0, 1, 2, 3].map(byte => 4 * word + byte));

/** Word 1 of each lane as the first two words, and word 0. */
const highWords = /* @__PURE__ */ words(1, 3, 1, 3);
const lowWords = /* @__PURE__ */ words(0, 2, 0, 2);

const duplicate = (code: Code): void => {
  const copy = code.local(v128);
  code.tee(copy).get(copy);
};

/** Two float64 (`f64x2`), two int32 in the low half of an `i32x4`, and truth values as masks of 64 bits. */
export const vectorArithmetic: Arithmetic = {
  isVector: true,
  typeOf: () => v128,
  constant(code, kind, value) {
    if (kind === 'F') {
      const [low, high] = new Int32Array(Float64Array.of(value).buffer) as unknown as readonly [number, number];
      code.v128([low, high, low, high]);
    } else {
      const word = kind === 'B' ? -value : value;
      code.v128([word, word, word, word]);
    }
  },
  pure(code, operation) {
    switch (operation) {
      case 'copySign':
        code.v128([-1, 0x7fffffff, -1, 0x7fffffff]).emit('v128.bitselect');
        break;
      case 'selectInt': {
        duplicate(code);
        code.shuffle(lowWords).emit('v128.bitselect');
        break;
      }
      case 'highWord':
        duplicate(code);
        code.shuffle(highWords);
        break;
      case 'powerOfTwo':
        code.emit('i64x2.extend_low_i32x4_s').v128([EXPONENT_BIAS, 0, EXPONENT_BIAS, 0]).emit('i64x2.add').i32(FRACTION_BITS).emit('i64x2.shl');
        break;
      default:
        emitAll(code, vectorOps[operation]!);
    }
  },
  shift: (code, operation, bits) => void code.i32(bits).emit(operation === 'shl' ? 'i32x4.shl' : operation === 'shr' ? 'i32x4.shr_s' : 'i32x4.shr_u'),
};

/** Both lanes of a vector from one number on the stack. */
export function splat(code: Code, kind: Kind): void {
  if (kind === 'F') code.emit('f64x2.splat');
  else if (kind === 'I') code.emit('i32x4.splat');
  else code.emit('i32x4.splat').v128([0, 0, 0, 0]).emit('i64x2.ne');
}

/** One lane of a vector on the stack, as a number. */
export function extract(code: Code, kind: Kind, lane: 0 | 1): void {
  if (kind === 'F') code.lane('f64x2.extract_lane', lane);
  else if (kind === 'I') code.lane('i32x4.extract_lane', lane);
  else code.lane('i32x4.extract_lane', 2 * lane).i32(1).emit('i32.and');
}

/** Puts a number on the stack in place of a lane of the vector below it. */
export function replace(code: Code, kind: Kind, lane: 0 | 1): void {
  if (kind === 'F') code.lane('f64x2.replace_lane', lane);
  else if (kind === 'I') code.lane('i32x4.replace_lane', lane);
  else code.emit('i64.extend_i32_u').lane('i64x2.replace_lane', lane).v128([0, 0, 0, 0]).emit('i64x2.ne');
}

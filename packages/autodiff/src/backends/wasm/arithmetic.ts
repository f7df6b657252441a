import type { PureOp, Kind, ShiftOp } from '../../kernel/program/program.js';
import type { Code } from './assembler.js';
import { f64, i32, LaneOp, Op, v128, type ValueType } from './instructions.js';

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
  add: [Op['f64.add']],
  sub: [Op['f64.sub']],
  mul: [Op['f64.mul']],
  div: [Op['f64.div']],
  sqrt: [Op['f64.sqrt']],
  neg: [Op['f64.neg']],
  abs: [Op['f64.abs']],
  copySign: [Op['f64.copysign']],
  min: [Op['f64.min']],
  max: [Op['f64.max']],
  floor: [Op['f64.floor']],
  ceil: [Op['f64.ceil']],
  trunc: [Op['f64.trunc']],
  nearest: [Op['f64.nearest']],
  fround: [Op['f32.demote_f64'], Op['f64.promote_f32']],
  lt: [Op['f64.lt']],
  le: [Op['f64.le']],
  eq: [Op['f64.eq']],
  ne: [Op['f64.ne']],
  and: [Op['i32.and']],
  or: [Op['i32.or']],
  not: [Op['i32.eqz']],
  addInt: [Op['i32.add']],
  subInt: [Op['i32.sub']],
  mulInt: [Op['i32.mul']],
  andInt: [Op['i32.and']],
  orInt: [Op['i32.or']],
  xorInt: [Op['i32.xor']],
  ltInt: [Op['i32.lt_s']],
  leInt: [Op['i32.le_s']],
  eqInt: [Op['i32.eq']],
  toInt: [Op['i32.trunc_sat_f64_s']],
  toFloat: [Op['f64.convert_i32_s']],
  select: [Op.select],
  selectInt: [Op.select],
  selectBool: [Op.select],
};

const FRACTION_BITS = 52;
const EXPONENT_BIAS = 1023;

/** float64, int32, and truth values as int32. */
export const scalarArithmetic: Arithmetic = {
  isVector: false,
  typeOf: kind => (kind === 'F' ? f64 : i32),
  constant: (code, kind, value) => void (kind === 'F' ? code.f64(value) : code.i32(value)),
  pure(code, operation) {
    if (operation === 'highWord') code.emit(Op['i64.reinterpret_f64']).i64(32).emit(Op['i64.shr_u']).emit(Op['i32.wrap_i64']);
    else if (operation === 'powerOfTwo') {
      code.emit(Op['i64.extend_i32_s']).i64(EXPONENT_BIAS).emit(Op['i64.add']).i64(FRACTION_BITS).emit(Op['i64.shl']).emit(Op['f64.reinterpret_i64']);
    } else emitAll(code, scalarOps[operation]!);
  },
  shift: (code, operation, bits) => void code.i32(bits).emit(operation === 'shl' ? Op['i32.shl'] : operation === 'shr' ? Op['i32.shr_s'] : Op['i32.shr_u']),
};

const vectorOps: Partial<Record<PureOp, readonly Op[]>> = {
  add: [Op['f64x2.add']],
  sub: [Op['f64x2.sub']],
  mul: [Op['f64x2.mul']],
  div: [Op['f64x2.div']],
  sqrt: [Op['f64x2.sqrt']],
  neg: [Op['f64x2.neg']],
  abs: [Op['f64x2.abs']],
  min: [Op['f64x2.min']],
  max: [Op['f64x2.max']],
  floor: [Op['f64x2.floor']],
  ceil: [Op['f64x2.ceil']],
  trunc: [Op['f64x2.trunc']],
  nearest: [Op['f64x2.nearest']],
  fround: [Op['f32x4.demote_f64x2_zero'], Op['f64x2.promote_low_f32x4']],
  lt: [Op['f64x2.lt']],
  le: [Op['f64x2.le']],
  eq: [Op['f64x2.eq']],
  ne: [Op['f64x2.ne']],
  and: [Op['v128.and']],
  or: [Op['v128.or']],
  not: [Op['v128.not']],
  addInt: [Op['i32x4.add']],
  subInt: [Op['i32x4.sub']],
  mulInt: [Op['i32x4.mul']],
  andInt: [Op['v128.and']],
  orInt: [Op['v128.or']],
  xorInt: [Op['v128.xor']],
  ltInt: [Op['i32x4.lt_s'], Op['i64x2.extend_low_i32x4_s']],
  leInt: [Op['i32x4.le_s'], Op['i64x2.extend_low_i32x4_s']],
  eqInt: [Op['i32x4.eq'], Op['i64x2.extend_low_i32x4_s']],
  toInt: [Op['i32x4.trunc_sat_f64x2_s_zero']],
  toFloat: [Op['f64x2.convert_low_i32x4_s']],
  select: [Op['v128.bitselect']],
  selectBool: [Op['v128.bitselect']],
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
        code.v128([-1, 0x7fffffff, -1, 0x7fffffff]).emit(Op['v128.bitselect']);
        break;
      case 'selectInt': {
        duplicate(code);
        code.shuffle(lowWords).emit(Op['v128.bitselect']);
        break;
      }
      case 'highWord':
        duplicate(code);
        code.shuffle(highWords);
        break;
      case 'powerOfTwo':
        code.emit(Op['i64x2.extend_low_i32x4_s']).v128([EXPONENT_BIAS, 0, EXPONENT_BIAS, 0]).emit(Op['i64x2.add']).i32(FRACTION_BITS).emit(Op['i64x2.shl']);
        break;
      default:
        emitAll(code, vectorOps[operation]!);
    }
  },
  shift: (code, operation, bits) => void code.i32(bits).emit(operation === 'shl' ? Op['i32x4.shl'] : operation === 'shr' ? Op['i32x4.shr_s'] : Op['i32x4.shr_u']),
};

/** Both lanes of a vector from one number on the stack. */
export function splat(code: Code, kind: Kind): void {
  if (kind === 'F') code.emit(Op['f64x2.splat']);
  else if (kind === 'I') code.emit(Op['i32x4.splat']);
  else code.emit(Op['i32x4.splat']).v128([0, 0, 0, 0]).emit(Op['i64x2.ne']);
}

/** One lane of a vector on the stack, as a number. */
export function extract(code: Code, kind: Kind, lane: 0 | 1): void {
  if (kind === 'F') code.lane(LaneOp['f64x2.extract_lane'], lane);
  else if (kind === 'I') code.lane(LaneOp['i32x4.extract_lane'], lane);
  else code.lane(LaneOp['i32x4.extract_lane'], 2 * lane).i32(1).emit(Op['i32.and']);
}

/** Puts a number on the stack in place of a lane of the vector below it. */
export function replace(code: Code, kind: Kind, lane: 0 | 1): void {
  if (kind === 'F') code.lane(LaneOp['f64x2.replace_lane'], lane);
  else if (kind === 'I') code.lane(LaneOp['i32x4.replace_lane'], lane);
  else code.emit(Op['i64.extend_i32_u']).lane(LaneOp['i64x2.replace_lane'], lane).v128([0, 0, 0, 0]).emit(Op['i64x2.ne']);
}

import type { DType } from '../../graph/tensorType.js';
import type { Code } from './assembler.js';
import { replace, splat } from './arithmetic.js';
import { kindOf } from '../../kernel/program/program.js';
import { LaneOp, MemoryLaneOp, MemoryOp, Op, v128 } from './instructions.js';
import { bytesOf } from './layout.js';

/** Puts an address on the stack; the constant part of it belongs to the instruction that follows. */
export interface Address {
  readonly push: () => void;
  readonly offset: number;
}

/** How the two lanes of a vector lie in memory. */
export type LaneStep = number | 'one lane';

export function loadScalar(code: Code, dtype: DType, { push, offset }: Address): void {
  push();
  if (dtype === 'float64') code.memory(MemoryOp['f64.load'], offset);
  else if (dtype === 'float32') code.memory(MemoryOp['f32.load'], offset).emit(Op['f64.promote_f32']);
  else if (dtype === 'int32') code.memory(MemoryOp['i32.load'], offset);
  else code.memory(MemoryOp['i32.load8_u'], offset).i32(0).emit(Op['i32.eq']).emit(Op['i32.eqz']);
}

/** The value is on the stack above the address. */
export function storeScalar(code: Code, dtype: DType, offset: number): void {
  if (dtype === 'float64') code.memory(MemoryOp['f64.store'], offset);
  else if (dtype === 'float32') code.emit(Op['f32.demote_f64']).memory(MemoryOp['f32.store'], offset);
  else code.memory(dtype === 'int32' ? MemoryOp['i32.store'] : MemoryOp['i32.store8'], offset);
}

export function loadLanes(code: Code, dtype: DType, address: Address, step: LaneStep): void {
  const { push, offset } = address;
  if (step === 'one lane' || step === 0) {
    if (dtype === 'float64') {
      push();
      code.memory(MemoryOp['v128.load64_splat'], offset);
    } else {
      loadScalar(code, dtype, address);
      splat(code, kindOf(dtype));
    }
  } else if (dtype === 'float64') {
    if (step === 1) {
      push();
      code.memory(MemoryOp['v128.load'], offset);
    } else {
      const second = besides(code, address, step * bytesOf[dtype]);
      second.push();
      push();
      code.memory(MemoryOp['v128.load64_splat'], offset).memoryLane(MemoryLaneOp['v128.load64_lane'], second.offset, 1);
    }
  } else if (step === 1 && dtype !== 'bool') {
    push();
    code.memory(MemoryOp['v128.load64_zero'], offset);
    if (dtype === 'float32') code.emit(Op['f64x2.promote_low_f32x4']);
  } else {
    loadScalar(code, dtype, address);
    splat(code, kindOf(dtype));
    loadScalar(code, dtype, besides(code, address, step * bytesOf[dtype]));
    replace(code, kindOf(dtype), 1);
  }
}

/** Stores the vector in a local. */
export function storeLanes(code: Code, dtype: DType, address: Address, step: LaneStep, value: number): void {
  const { push, offset } = address;
  if (dtype === 'float64' && step === 1) {
    push();
    code.get(value).memory(MemoryOp['v128.store'], offset);
    return;
  }
  let stored = value;
  if (dtype === 'float32') {
    stored = code.local(v128);
    code.get(value).emit(Op['f32x4.demote_f64x2_zero']).set(stored);
  }
  if (step === 1 && (dtype === 'float32' || dtype === 'int32')) {
    push();
    code.get(stored).memoryLane(MemoryLaneOp['v128.store64_lane'], offset, 0);
    return;
  }
  storeLane(code, dtype, address, stored, 0);
  if (step !== 'one lane') storeLane(code, dtype, besides(code, address, step * bytesOf[dtype]), stored, 1);
}

function storeLane(code: Code, dtype: DType, { push, offset }: Address, value: number, lane: 0 | 1): void {
  push();
  code.get(value);
  if (dtype === 'float64') code.memoryLane(MemoryLaneOp['v128.store64_lane'], offset, lane);
  else if (dtype === 'bool') code.lane(LaneOp['i32x4.extract_lane'], 2 * lane).i32(1).emit(Op['i32.and']).memory(MemoryOp['i32.store8'], offset);
  else code.memoryLane(MemoryLaneOp['v128.store32_lane'], offset, lane);
}

/** An address so many bytes away, which may be before it. */
function besides(code: Code, { push, offset }: Address, bytes: number): Address {
  if (bytes >= 0) return { push, offset: offset + bytes };
  return {
    push: () => {
      push();
      code.i32(bytes).emit(Op['i32.add']);
    },
    offset,
  };
}

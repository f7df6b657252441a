import type { Affine } from '../../kernel/program/affine.js';
import type { Storage } from '../../kernel/program/program.js';
import type { Frame } from './frame.js';
import { i32, MemoryOp, Op } from './instructions.js';
import { bytesOf, FAULT_ADDRESS } from './layout.js';

/** An array of so many elements from `base`. */
export interface Extent {
  readonly storage: Storage;
  readonly base: Affine;
  readonly size: number;
}

/** Writes what to do with the address of the element at a position, a local; where there is none, a fault is reported. */
export function checked({ code, addresses }: Frame, { storage, base, size }: Extent, position: number, found: (address: number) => void): void {
  code.get(position).i32(size).emit(Op['i32.lt_u']);
  code.if(
    () => {
      const address = code.local(i32);
      const start = addresses.of(storage, base);
      start.push();
      code.i32(start.offset).emit(Op['i32.add']).get(position).i32(bytesOf[storage.dtype]).emit(Op['i32.mul']).emit(Op['i32.add']).set(address);
      found(address);
    },
    () => code.i32(FAULT_ADDRESS).i32(1).memory(MemoryOp['i32.store'], 0),
  );
}

import type { Affine } from '../../kernel/program/affine.js';
import type { Storage } from '../../kernel/program/program.js';
import type { Address } from './access.js';
import type { Bytes, Code } from './assembler.js';
import { i32, Op } from './instructions.js';
import { bytesOf, type Layout } from './layout.js';

/** One loop that is being written: its variable, and the parts of addresses that are computed when a step begins. */
interface OpenLoop {
  readonly variable: number;
  readonly parts: Map<string, { readonly local: number; readonly code: Bytes }>;
}

/** Addresses of elements, whose parts are computed in the outermost loop that determines them. */
export class Addresses {
  private readonly loops: OpenLoop[] = [];

  constructor(
    private readonly code: Code,
    private readonly layout: Layout,
    /** The parameter that has the address of an input or output, unless it is always where the layout has it. */
    private readonly pointers: ReadonlyMap<Storage, number>,
  ) {}

  /** Writes one step of the loop at a depth. */
  step(depth: number, variable: number, body: () => void): void {
    const loop: OpenLoop = { variable, parts: new Map() };
    this.loops[depth] = loop;
    const captured = this.code.capture(body);
    for (const part of loop.parts.values()) this.code.append(part.code).set(part.local);
    this.code.append(captured);
    this.loops.length = depth;
  }

  of(storage: Storage, { offset, coefficients }: Affine): Address {
    const size = bytesOf[storage.dtype];
    const pointer = this.pointers.get(storage);
    const fixed = (pointer === undefined ? this.layout.addresses.get(storage)! : 0) + offset * size;
    // An instruction adds its constant without wrapping around, so what is added to it may not be negative.
    const start = coefficients.some(c => c < 0) ? fixed : 0;
    const strides = coefficients.map(c => c * size);
    return { push: () => this.push(pointer, start, strides), offset: fixed - start };
  }

  private push(pointer: number | undefined, start: number, strides: readonly number[]): void {
    let depth = strides.length - 1;
    while (depth >= 0 && strides[depth] === 0) depth--;
    if (depth >= 0) this.code.get(this.part(pointer, start, strides, depth));
    else if (pointer === undefined) this.code.i32(start);
    else {
      this.code.get(pointer);
      if (start !== 0) this.code.i32(start).emit(Op['i32.add']);
    }
  }

  private part(pointer: number | undefined, start: number, strides: readonly number[], depth: number): number {
    const { variable, parts } = this.loops[depth]!;
    const outer = strides.slice(0, depth);
    const key = `${pointer} ${start} ${outer.join(',')} ${strides[depth]!}`;
    let part = parts.get(key);
    if (part === undefined) {
      const { code } = this;
      const local = code.local(i32);
      const isSum = pointer !== undefined || start !== 0 || outer.some(stride => stride !== 0);
      const captured = code.capture(() => {
        if (isSum) this.push(pointer, start, outer);
        code.get(variable);
        if (strides[depth] !== 1) code.i32(strides[depth]!).emit(Op['i32.mul']);
        if (isSum) code.emit(Op['i32.add']);
      });
      part = { local, code: captured };
      parts.set(key, part);
    }
    return part.local;
  }
}

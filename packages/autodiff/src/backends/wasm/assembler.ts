import { type LaneOp, type MemoryLaneOp, type MemoryOp, Op, type ValueType } from './instructions.js';

const scratch = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));

/** Bytes of the binary format, as they are written. */
export class Bytes {
  private buffer = new Uint8Array(256);
  length = 0;

  byte(value: number): this {
    if (this.length === this.buffer.length) this.grow(1);
    this.buffer[this.length++] = value;
    return this;
  }

  bytes(values: Uint8Array): this {
    this.grow(values.length);
    this.buffer.set(values, this.length);
    this.length += values.length;
    return this;
  }

  /** LEB128 of an unsigned number. */
  unsigned(value: number): this {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    return this.byte(rest);
  }

  /** LEB128 of an int32. */
  signed(value: number): this {
    let rest = value | 0;
    while (rest < -0x40 || rest > 0x3f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    return this.byte(rest & 0x7f);
  }

  float64(value: number): this {
    scratch.setFloat64(0, value, true);
    for (let i = 0; i < 8; i++) this.byte(scratch.getUint8(i));
    return this;
  }

  name(text: string): this {
    this.unsigned(text.length);
    for (const character of text) this.byte(character.charCodeAt(0));
    return this;
  }

  /** With its length before it, as sections and function bodies are. */
  sized(content: Bytes): this {
    return this.unsigned(content.length).bytes(content.view());
  }

  view(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private grow(by: number): void {
    if (this.length + by <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(2 * this.buffer.length, this.length + by));
    larger.set(this.view());
    this.buffer = larger;
  }
}

/** The code of one function. */
export class Code {
  private body = new Bytes();
  private readonly locals: ValueType[] = [];

  constructor(readonly parameters: readonly ValueType[]) {}

  get size(): number {
    return this.body.length;
  }

  local(type: ValueType): number {
    return this.parameters.length + this.locals.push(type) - 1;
  }

  /** What `write` would write, to be written later. */
  capture(write: () => void): Bytes {
    const before = this.body;
    this.body = new Bytes();
    write();
    const captured = this.body;
    this.body = before;
    return captured;
  }

  append(captured: Bytes): this {
    this.body.bytes(captured.view());
    return this;
  }

  emit(name: Op): this {
    return this.opcode(name);
  }

  memory(name: MemoryOp, offset: number): this {
    this.opcode(name).body.unsigned(0).unsigned(offset);
    return this;
  }

  memoryLane(name: MemoryLaneOp, offset: number, lane: number): this {
    this.opcode(name).body.unsigned(0).unsigned(offset).byte(lane);
    return this;
  }

  lane(name: LaneOp, lane: number): this {
    this.opcode(name).body.byte(lane);
    return this;
  }

  shuffle(lanes: readonly number[]): this {
    this.opcode(0xfd0d);
    for (const lane of lanes) this.body.byte(lane);
    return this;
  }

  get(local: number): this {
    this.body.byte(0x20).unsigned(local);
    return this;
  }

  set(local: number): this {
    this.body.byte(0x21).unsigned(local);
    return this;
  }

  tee(local: number): this {
    this.body.byte(0x22).unsigned(local);
    return this;
  }

  i32(value: number): this {
    this.body.byte(0x41).signed(value);
    return this;
  }

  i64(value: number): this {
    this.body.byte(0x42).signed(value);
    return this;
  }

  f64(value: number): this {
    this.body.byte(0x44).float64(value);
    return this;
  }

  /** A vector of four int32. */
  v128(words: readonly number[]): this {
    this.opcode(0xfd0c);
    for (const word of words) for (let shift = 0; shift < 32; shift += 8) this.body.byte((word >>> shift) & 0xff);
    return this;
  }

  call(index: number): this {
    this.body.byte(0x10).unsigned(index);
    return this;
  }

  block(body: () => void): this {
    return this.nested(0x02, body);
  }

  loop(body: () => void): this {
    return this.nested(0x03, body);
  }

  if(then: () => void, otherwise?: () => void): this {
    this.body.byte(0x04).byte(0x40);
    then();
    if (otherwise !== undefined) {
      this.body.byte(0x05);
      otherwise();
    }
    return this.emit(Op.end);
  }

  branchIf(depth: number): this {
    this.body.byte(0x0d).unsigned(depth);
    return this;
  }

  branch(depth: number): this {
    this.body.byte(0x0c).unsigned(depth);
    return this;
  }

  /** memory.copy of a target, a source and a size in bytes on the stack. */
  copy(): this {
    this.opcode(0xfc0a).body.byte(0).byte(0);
    return this;
  }

  /** memory.fill of a target, a byte and a size on the stack. */
  fill(): this {
    this.opcode(0xfc0b).body.byte(0);
    return this;
  }

  /** As the code section holds it. */
  toBytes(): Bytes {
    const bytes = new Bytes();
    const runs: [number, ValueType][] = [];
    for (const type of this.locals) {
      const last = runs[runs.length - 1];
      if (last?.[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    bytes.unsigned(runs.length);
    for (const [count, type] of runs) bytes.unsigned(count).byte(type);
    return bytes.bytes(this.body.view()).byte(Op.end);
  }

  private nested(code: number, body: () => void): this {
    this.body.byte(code).byte(0x40);
    body();
    return this.emit(Op.end);
  }

  private opcode(code: number): this {
    if (code < 0x100) this.body.byte(code);
    else this.body.byte(code >> 8).unsigned(code & 0xff);
    return this;
  }
}

export interface Signature {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** A module with imported functions, one imported memory, and functions of which the last is exported as `run`. */
export function assembleModule(imports: readonly { readonly name: string; readonly signature: Signature }[], functions: readonly Code[]): Uint8Array<ArrayBuffer> {
  const signatures = [...imports.map(({ signature }) => signature), ...functions.map(({ parameters }): Signature => ({ parameters, results: [] }))];
  const bytes = new Bytes();
  for (const byte of [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]) bytes.byte(byte);
  const section = (id: number, count: number, write: (content: Bytes) => void): void => {
    const content = new Bytes().unsigned(count);
    write(content);
    bytes.byte(id).sized(content);
  };
  section(1, signatures.length, content => {
    for (const { parameters, results } of signatures) {
      content.byte(0x60).unsigned(parameters.length);
      parameters.forEach(type => content.byte(type));
      content.unsigned(results.length);
      results.forEach(type => content.byte(type));
    }
  });
  section(2, imports.length + 1, content => {
    content.name('env').name('memory').byte(2).byte(0).unsigned(1);
    imports.forEach(({ name }, i) => content.name('env').name(name).byte(0).unsigned(i));
  });
  section(3, functions.length, content => functions.forEach((_, i) => content.unsigned(imports.length + i)));
  section(7, 1, content => content.name('run').byte(0).unsigned(imports.length + functions.length - 1));
  section(10, functions.length, content => functions.forEach(code => content.sized(code.toBytes())));
  return bytes.view().slice();
}


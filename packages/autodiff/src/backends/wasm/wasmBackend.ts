import { codeGenerationRefused, computedIndexOutOfRange } from '../../errors.js';
import type { Graph } from '../../graph/graph.js';
import { newArray, type TypedArray, type Value } from '../../graph/tensorType.js';
import { Uses } from '../../kernel/program/analysis.js';
import type { Storage } from '../../kernel/program/program.js';
import { schedule, type Program } from '../../kernel/program/schedule.js';
import type { Backend, Executable } from '../backend.js';
import { kernelsOf } from '../kernels.js';
import { assembleModule, Code, type Signature } from './assembler.js';
import { engine, type Memory } from './engine.js';
import type { Shared } from './frame.js';
import { f64, i32, type ValueType } from './instructions.js';
import { bytesOf, FAULT_ADDRESS, layOut, Slots, type Layout } from './layout.js';
import { runsOf } from '../../kernel/program/statements.js';
import { REMAINDER } from './scalarWriter.js';
import { Writer } from './writer.js';

const PAGE_BYTES = 65_536;

/** Room for so many vectors of the caller's, of the size of the largest input or output. */
const OWN_VECTORS = 16;

/** As many parameters as engines allow a function; arrays beyond these are always where the layout has them. */
const MOST_PARAMETERS = 1000;

/** Vectors of every other element are read to the end of a vector. */
const READ_AHEAD_BYTES = 16;

const imports: readonly { readonly name: string; readonly signature: Signature }[] = [{ name: 'remainder', signature: { parameters: [f64, f64], results: [f64] } }];

const isExternal = ({ origin }: Storage): boolean => origin.kind === 'input' || origin.kind === 'output';

function compile(graph: Graph): Executable {
  if (!mayCompileWasm()) throw codeGenerationRefused();
  const program = schedule(graph);
  const layout = layOut(program);
  const external = program.storages.filter(isExternal);
  const { binary, end } = assemble(program, layout, external);
  const vectors = new Vectors(external, end);
  const { Module, Memory, Instance } = engine();
  const memory = new Memory({ initial: Math.ceil(vectors.end / PAGE_BYTES) });
  const instance = new Instance(new Module(binary), { env: { memory, remainder: (a: number, b: number) => a % b } });
  for (const storage of program.storages) {
    if (storage.origin.kind === 'constant') viewOf(storage, memory, layout.addresses.get(storage)!).set(storage.origin.data);
  }
  return {
    backend: 'wasm',
    source: binary,
    kernels: () => kernelsOf(graph),
    run: runner(instance.exports['run'] as (...addresses: number[]) => void, memory, layout, external),
    allocate: size => vectors.allocate(memory, size),
  };
}

/** The binary of a program, and where its memory ends. */
function assemble(program: Program, layout: Layout, external: readonly Storage[]): { binary: Uint8Array<ArrayBuffer>; end: number } {
  const pointed = external.slice(0, MOST_PARAMETERS);
  const parameters = pointed.map((): ValueType => i32);
  const slots = new Slots(layout.bytes);
  const runs = runsOf(program.block);
  const pointers = new Map(pointed.map((storage, i) => [storage, i]));
  const shared: Shared = { uses: new Uses(program.block), layout, pointers, slots, isSplit: runs.length > 1 };
  const parts = runs.map(statements => {
    const code = new Code(parameters);
    const writer = new Writer(code, shared);
    writer.write(statements);
    return { code, writer };
  });
  for (const { writer } of parts) writer.leave();
  const functions = parts.map(({ code }) => code);
  if (functions.length > 1) {
    const main = new Code(parameters);
    functions.forEach((_, i) => {
      parameters.forEach((_type, parameter) => main.get(parameter));
      main.call(REMAINDER + 1 + i);
    });
    functions.push(main);
  }
  return { binary: assembleModule(imports, functions), end: slots.end };
}

/** Vectors of float64 in the memory of a program, which it works on where they lie. */
class Vectors {
  private readonly size: number;
  private next: number;
  readonly end: number;

  constructor(external: readonly Storage[], start: number) {
    this.size = Math.max(0, ...external.filter(({ dtype }) => dtype === 'float64').map(({ size }) => size));
    this.next = Math.ceil(start / 16) * 16;
    this.end = this.next + OWN_VECTORS * this.bytes + READ_AHEAD_BYTES;
  }

  private get bytes(): number {
    return Math.ceil((this.size * bytesOf.float64) / 16) * 16;
  }

  allocate({ buffer }: Memory, size: number): Float64Array<ArrayBuffer> {
    if (size !== this.size || this.next + this.bytes > this.end) return new Float64Array(size);
    const vector = new Float64Array(buffer, this.next, size);
    this.next += this.bytes;
    return vector;
  }
}

function viewOf({ dtype, size }: Storage, { buffer }: Memory, address: number): TypedArray {
  const { constructor } = newArray(dtype, []) as TypedArray & { constructor: new (buffer: ArrayBuffer, offset: number, length: number) => TypedArray };
  return new constructor(buffer, address, size);
}

/** Copies inputs in and outputs out, but for arrays that lie in the memory itself. */
function runner(call: (...addresses: number[]) => void, memory: Memory, { addresses }: Layout, external: readonly Storage[]): Executable['run'] {
  const own = external.map(storage => addresses.get(storage)!);
  const views = external.map((storage, i) => viewOf(storage, memory, own[i]!));
  const inputs = external.filter(({ origin }) => origin.kind === 'input').length;
  const fault = new Int32Array(memory.buffer, FAULT_ADDRESS, 1);
  const { buffer } = memory;
  const places = [...own];
  return (...args: (Value | TypedArray)[]) => {
    for (let i = 0; i < args.length; i++) {
      const arg = args[i]!;
      places[i] = own[i]!;
      if (typeof arg === 'number') views[i]![0] = arg;
      else if (arg.buffer === buffer && i < MOST_PARAMETERS) places[i] = arg.byteOffset;
      else if (i < inputs) views[i]!.set(arg);
    }
    call(...places);
    for (let i = inputs; i < args.length; i++) {
      if (places[i] === own[i]) (args[i] as TypedArray).set(views[i]!);
    }
    if (fault[0] !== 0) {
      fault[0] = 0;
      throw computedIndexOutOfRange();
    }
  };
}

let permission: boolean | undefined;

/** Whether the engine has WebAssembly and the content-security policy allows it; asked once. */
export function mayCompileWasm(): boolean {
  if (permission === undefined) {
    try {
      const { Module } = engine();
      permission = typeof new Module(assembleModule([], [new Code([])])) === 'object';
    } catch {
      permission = false;
    }
  }
  return permission;
}

/** Loops over pairs of elements in WebAssembly. */
export const wasmBackend: Backend = { name: 'wasm', compile };

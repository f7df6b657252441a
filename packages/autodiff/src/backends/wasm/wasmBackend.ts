import type { Graph } from '../../graph/graph.js';
import { toTypedArray, type TypedArray, type Value } from '../../graph/tensorType.js';
import { Uses } from '../../kernel/program/analysis.js';
import type { Storage } from '../../kernel/program/program.js';
import { schedule, type Program } from '../../kernel/program/schedule.js';
import type { Backend, Executable } from '../backend.js';
import { assembleModule, Code } from './assembler.js';
import { engine, type Memory } from './engine.js';
import { f64, i32 } from './instructions.js';
import { layOut, type Layout } from './layout.js';
import { Writer } from './writer.js';

const PAGE_BYTES = 65_536;

const isExternal = ({ origin }: Storage): boolean => origin.kind === 'input' || origin.kind === 'output';

function compile(graph: Graph): Executable {
  const program = schedule(graph);
  const layout = layOut(program);
  const external = program.storages.filter(isExternal);
  const code = new Code(external.map(() => i32));
  new Writer(code, new Uses(program.block), layout, new Map(external.map((storage, i) => [storage, i]))).block(program.block);
  const { Module, Memory, Instance } = engine();
  const module = new Module(assembleModule([{ name: 'remainder', signature: { parameters: [f64, f64], results: [f64] } }], [code]));
  const memory = new Memory({ initial: Math.ceil(layout.bytes / PAGE_BYTES) });
  const instance = new Instance(module, { env: { memory, remainder: (a: number, b: number) => a % b } });
  writeConstants(program, layout, memory);
  return { backend: 'wasm', source: null, run: runner(instance.exports['run'] as (...addresses: number[]) => void, memory, layout, external) };
}

function writeConstants({ storages }: Program, { addresses }: Layout, memory: Memory): void {
  for (const storage of storages) {
    if (storage.origin.kind === 'constant') viewOf(storage, memory, addresses.get(storage)!).set(storage.origin.data);
  }
}

function viewOf({ dtype, size }: Storage, { buffer }: Memory, address: number): TypedArray {
  const { constructor } = toTypedArray(dtype, []) as TypedArray & { constructor: new (buffer: ArrayBuffer, offset: number, length: number) => TypedArray };
  return new constructor(buffer, address, size);
}

/** Copies inputs in and outputs out, but for arrays that lie in the memory itself. */
function runner(call: (...addresses: number[]) => void, memory: Memory, { addresses }: Layout, external: readonly Storage[]): Executable['run'] {
  const own = external.map(storage => addresses.get(storage)!);
  const views = external.map((storage, i) => viewOf(storage, memory, own[i]!));
  const inputs = external.filter(({ origin }) => origin.kind === 'input').length;
  const { buffer } = memory;
  const places = [...own];
  return (...args: (Value | TypedArray)[]) => {
    for (let i = 0; i < args.length; i++) {
      const arg = args[i]!;
      if (typeof arg === 'number') views[i]![0] = arg;
      else if (arg.buffer === buffer) {
        places[i] = arg.byteOffset;
        continue;
      } else if (i < inputs) views[i]!.set(arg);
      places[i] = own[i]!;
    }
    call(...places);
    for (let i = inputs; i < args.length; i++) {
      if (places[i] === own[i]) (args[i] as TypedArray).set(views[i]!);
    }
  };
}

/** Loops over pairs of elements in WebAssembly. */
export const wasmBackend: Backend = { name: 'wasm', compile };

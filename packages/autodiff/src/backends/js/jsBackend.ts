import { codeGenerationRefused, computedIndexOutOfRange } from '../../errors.js';
import type { Graph } from '../../graph/graph.js';
import { lowerGraph } from '../../graph/lowerGraph.js';
import { newArray, type TensorType } from '../../graph/tensorType.js';
import { numberAlgebra } from '../../kernel/numberAlgebra.js';
import type { Storage } from '../../kernel/program/program.js';
import { schedule } from '../../kernel/program/schedule.js';
import type { Backend, Executable } from '../backend.js';
import { elementsOf } from '../elements.js';
import { bytesOfGraph, kernelsOf } from '../kernels.js';
import { Emitter } from './emitter.js';
import { functionText } from './functionText.js';
import { Prelude } from './prelude.js';
import { programText, type Surroundings } from './programText.js';
import { bufferClass, fromStorage, toStorage } from './storage.js';
import { straightLine } from './straightLine.js';

/** Beyond this many elements, loops; V8 stops optimising functions of more than some 60 KB of bytecode. */
const STRAIGHT_LINE_ELEMENTS = 1500;

function writeStraightLine(graph: Graph, prelude: Prelude, emitter: Emitter): void {
  const inputs = graph.inputs.map(({ type }, i) => Array.from({ length: type.size }, (_, j) => loadInput(emitter, type, i, j)));
  const results = lowerGraph(straightLine(prelude, emitter), graph, inputs);
  results.forEach((elements, i) => {
    const { dtype } = graph.outputs[i]!;
    elements.forEach((element, j) => emitter.line(`out${i}[${j}] = ${toStorage(dtype, element)};`));
  });
}

function loadInput(emitter: Emitter, type: TensorType, input: number, element: number): string {
  const loaded = type.shape.length === 0 ? `in${input}` : `in${input}[${element}]`;
  return emitter.value(fromStorage(type.dtype, loaded));
}

function writeLoops(graph: Graph, prelude: Prelude, emitter: Emitter): void {
  const program = schedule(graph);
  const names = new Map(program.storages.map(storage => [storage, storageName(storage, prelude)]));
  const surroundings: Surroundings = {
    nameOf: storage => names.get(storage)!,
    isNumber: ({ origin }) => origin.kind === 'input' && graph.inputs[origin.index]!.shape.length === 0,
    declareFault: () => prelude.declareFault(),
  };
  emitter.statements.push(...programText(program, surroundings));
}

function storageName({ id, dtype, size, origin }: Storage, prelude: Prelude): string {
  if (origin.kind === 'input') return `in${origin.index}`;
  if (origin.kind === 'output') return `out${origin.index}`;
  if (origin.kind === 'constant') return prelude.constant(newArray(dtype, origin.data));
  const name = `b${id}`;
  prelude.declare(`const ${name} = new ${bufferClass[dtype]}(${size});`);
  return name;
}

/** Numbers the sources, for debuggers and profilers. */
let compiled = 0;

function compile(graph: Graph, straightLineElements: number): Executable {
  const prelude = new Prelude();
  const body = new Emitter();
  const isStraight = elementsOf(graph) <= straightLineElements;
  (isStraight ? writeStraightLine : writeLoops)(graph, prelude, body);
  const parameters = [...graph.inputs.map((_, i) => `in${i}`), ...graph.outputs.map((_, i) => `out${i}`)];
  const text = functionText(parameters, [...body.statements, ...prelude.ending]);
  const source = `'use strict';\n${prelude.toString()}\n${text}\n//# sourceURL=fermat/compiled-${++compiled}.js\n`;
  return {
    backend: 'js',
    source,
    run: instantiate(source, prelude),
    kernels: () => (isStraight ? { kernels: [source], bytes: bytesOfGraph(graph) } : kernelsOf(graph)),
  };
}

function instantiate(source: string, prelude: Prelude): Executable['run'] {
  if (!mayGenerateCode()) throw codeGenerationRefused();
  return generate(['k', 'c', 'fail'], source)(numberAlgebra, prelude.constants, fail) as Executable['run'];
}

function fail(): never {
  throw computedIndexOutOfRange();
}

// oxlint-disable-next-line typescript/no-implied-eval -- generating code is what this backend does
const generate = (parameters: readonly string[], body: string): (...args: unknown[]) => unknown => new Function(...parameters, body) as never;

let permission: boolean | undefined;

/** Whether the content-security policy allows generated code; asked once. */
export function mayGenerateCode(): boolean {
  if (permission === undefined) {
    try {
      permission = generate([], 'return true')() as boolean;
    } catch {
      permission = false;
    }
  }
  return permission;
}

/** Generates JavaScript: straight-line code for graphs of at most so many elements, loops for others. */
export const createJsBackend = (straightLineElements: number): Backend => ({
  name: 'js',
  compile: graph => compile(graph, straightLineElements),
});

export const jsBackend: Backend = /* @__PURE__ */ createJsBackend(STRAIGHT_LINE_ELEMENTS);

import { codeGenerationRefused } from '../../errors.js';
import type { Graph } from '../../graph/graph.js';
import type { TensorType } from '../../graph/tensorType.js';
import { numberAlgebra } from '../../kernel/numberAlgebra.js';
import type { Backend, Executable } from '../backend.js';
import { lowerGraph } from '../lowerGraph.js';
import { Emitter } from './emitter.js';
import { functionText } from './functionText.js';
import { LoopWriter, type LoopValue } from './loops.js';
import { Prelude } from './prelude.js';
import { straightLine } from './straightLine.js';

/** Beyond this many elements, loops; V8 stops optimising functions of more than some 60 KB of bytecode. */
const STRAIGHT_LINE_ELEMENTS = 1500;

/** The elements that a graph computes, those of its sub-graphs as often as they are written out. */
function elementsOf(graph: Graph): number {
  return graph.nodes.reduce((sum, { type, primitive, params }) => {
    const inner = primitive.structured?.subgraphs(params).reduce((total, sub) => total + elementsOf(sub), 0) ?? 0;
    return sum + type.size + inner * (primitive.structured?.repeats?.(params) ?? 1);
  }, 0);
}

/** The elements that a graph reads; in straight-line code a sum of many is long, though its result is one. */
const elementsRead = (graph: Graph): number => [...graph.inputs, ...graph.constants].reduce((sum, { type }) => sum + type.size, 0);

function writeStraightLine(graph: Graph, prelude: Prelude, emitter: Emitter): void {
  const inputs = graph.inputs.map(({ type }, i) => Array.from({ length: type.size }, (_, j) => loadInput(emitter, type, i, j)));
  const results = lowerGraph(straightLine(prelude, emitter), graph, inputs);
  results.forEach((elements, i) => {
    const { dtype } = graph.outputs[i]!;
    elements.forEach((element, j) => emitter.line(`out${i}[${j}] = ${dtype === 'bool' ? `${element} ? 1 : 0` : element};`));
  });
}

function loadInput(emitter: Emitter, type: TensorType, input: number, element: number): string {
  const loaded = type.shape.length === 0 ? `in${input}` : `in${input}[${element}]`;
  return emitter.value(type.dtype === 'bool' ? `${loaded} !== 0` : loaded);
}

function writeLoops(graph: Graph, prelude: Prelude, emitter: Emitter): void {
  const writer = new LoopWriter(prelude, emitter);
  const inputs = graph.inputs.map(({ type }, i): LoopValue =>
    type.shape.length === 0 ? writer.scalar(loadInput(emitter, type, i, 0)) : writer.stored(type, `in${i}`),
  );
  const results = writer.graph(graph, inputs);
  results.forEach((value, i) => writer.write(`out${i}`, { value, type: graph.outputs[i]!.type }));
}

function compile(graph: Graph, straightLineElements: number): Executable {
  const prelude = new Prelude();
  const body = new Emitter();
  const write = elementsOf(graph) <= straightLineElements && elementsRead(graph) <= straightLineElements ? writeStraightLine : writeLoops;
  write(graph, prelude, body);
  const parameters = [...graph.inputs.map((_, i) => `in${i}`), ...graph.outputs.map((_, i) => `out${i}`)];
  const source = `'use strict';\n${prelude.toString()}\n${functionText(parameters, body.statements)}\n`;
  return { backend: 'js', source, run: instantiate(source, prelude) };
}

function instantiate(source: string, prelude: Prelude): Executable['run'] {
  if (!mayGenerateCode()) throw codeGenerationRefused();
  return generate(['k', 'c'], source)(numberAlgebra, prelude.constants) as Executable['run'];
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

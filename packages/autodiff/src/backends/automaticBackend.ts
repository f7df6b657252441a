import type { Graph } from '../graph/graph.js';
import type { Backend, Executable } from './backend.js';
import { elementsOf } from './elements.js';
import { interpreterBackend } from './interpreterBackend.js';
import { jsBackend, mayGenerateCode } from './js/jsBackend.js';
import { mayCompileWasm, wasmBackend } from './wasm/wasmBackend.js';

/** Up to here straight-line JS is fastest, which costs no call into WebAssembly and no copies. */
const SMALL_ELEMENTS = 600;

function compile(graph: Graph): Executable {
  if (!mayGenerateCode()) return (mayCompileWasm() ? wasmBackend : interpreterBackend).compile(graph);
  const isSmall = elementsOf(graph) <= SMALL_ELEMENTS;
  return (isSmall || !mayCompileWasm() ? jsBackend : wasmBackend).compile(graph);
}

/** Chooses by the size of the graph and by what the content-security policy allows. */
export const automaticBackend: Backend = { name: 'auto', compile };

import { automaticBackend } from '../backends/automaticBackend.js';
import type { Executable } from '../backends/backend.js';
import { interpreterBackend } from '../backends/interpreterBackend.js';
import { jsBackend } from '../backends/js/jsBackend.js';
import { wasmBackend } from '../backends/wasm/wasmBackend.js';
import { invalidOption } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import { optimize } from '../passes/optimize.js';
import { reroll } from '../passes/reroll/reroll.js';

/** `auto` chooses by the size of the graph; it generates code where the content-security policy allows it, and interprets elsewhere. */
export type BackendName = 'auto' | 'interpreter' | 'js' | 'wasm';

export interface CompileOptions {
  readonly backend?: BackendName;
}

const backends = {
  auto: () => automaticBackend,
  interpreter: () => interpreterBackend,
  js: () => jsBackend,
  wasm: () => wasmBackend,
};

export function compile(graph: Graph, { backend = 'auto' }: CompileOptions = {}): Executable {
  if (!Object.hasOwn(backends, backend)) throw invalidOption('jit', 'backend', backend, Object.keys(backends).join(', '));
  return backends[backend]().compile(optimize(reroll(graph)));
}

import type { Executable } from '../backends/backend.js';
import { interpreterBackend } from '../backends/interpreterBackend.js';
import { jsBackend, mayGenerateCode } from '../backends/js/jsBackend.js';
import { wasmBackend } from '../backends/wasm/wasmBackend.js';
import { unknownBackend } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import { optimize } from '../passes/optimize.js';

/** `auto` generates code where the content-security policy allows it, and interprets elsewhere. */
export type BackendName = 'auto' | 'interpreter' | 'js' | 'wasm';

export interface CompileOptions {
  readonly backend?: BackendName;
}

const backends = {
  auto: () => (mayGenerateCode() ? jsBackend : interpreterBackend),
  interpreter: () => interpreterBackend,
  js: () => jsBackend,
  wasm: () => wasmBackend,
};

export function compile(graph: Graph, { backend = 'auto' }: CompileOptions = {}): Executable {
  if (!Object.hasOwn(backends, backend)) throw unknownBackend(backend);
  return backends[backend]().compile(optimize(graph));
}

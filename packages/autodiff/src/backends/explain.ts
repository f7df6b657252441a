import type { Graph } from '../graph/graph.js';
import type { Executable, Kernels } from './backend.js';

/** What a compiled function is compiled to. */
export interface Explanation {
  /** The backend that runs it. */
  readonly backend: string;
  /** What is left to compute after fusion, one after the other: loops, straight-line code, or on the interpreter operations. */
  readonly kernels: readonly string[];
  /** The bytes of its arrays: of inputs, outputs, constants, and those in between that are stored. */
  readonly bytes: Kernels['bytes'];
  /** What is generated: JavaScript, or a WebAssembly module in its binary form; null on the interpreter, which generates nothing. */
  readonly source: string | Uint8Array | null;
  /** The graph as it was traced. */
  readonly graph: Graph;
  toString(): string;
}

export function explain(graph: Graph, { backend, source, kernels }: Executable): Explanation {
  const found = kernels();
  return {
    backend,
    source,
    graph,
    ...found,
    toString() {
      const { inputs, outputs, constants, buffers } = found.bytes;
      return [
        `${backend}: ${found.kernels.length} kernels, ${inputs} bytes of inputs, ${outputs} of outputs, ${constants} of constants, ${buffers} of buffers`,
        ...found.kernels,
      ].join('\n');
    },
  };
}

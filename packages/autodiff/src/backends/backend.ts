import type { Graph } from '../graph/graph.js';
import type { TypedArray, Value } from '../graph/tensorType.js';

/** What is left to compute after fusion, one after the other, and the bytes of the arrays it works on. */
export interface Kernels {
  readonly kernels: readonly string[];
  readonly bytes: { readonly inputs: number; readonly outputs: number; readonly constants: number; readonly buffers: number };
}

/** A compiled graph. Scalars are passed as numbers; every output is written to a typed array of its size. */
export interface Executable {
  /** The name of the backend. */
  readonly backend: string;
  /** The arguments are the inputs, then the arrays that receive the outputs. */
  readonly run: (...inputsThenOutputs: (Value | TypedArray)[]) => void;
  /** The generated JavaScript or WebAssembly, where there is one. */
  readonly source: string | Uint8Array | null;
  /** What is run, for a reader; worked out when asked for. */
  readonly kernels: () => Kernels;
  /** A vector that is passed without being copied, if it is of a size that the graph takes. */
  readonly allocate?: (size: number) => Float64Array;
}

/** A way to run graphs. */
export interface Backend {
  readonly name: string;
  compile(graph: Graph): Executable;
}

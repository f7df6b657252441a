import type { Graph } from '../graph/graph.js';
import type { TypedArray, Value } from '../graph/tensorType.js';
import type { Backend, Executable } from './backend.js';
import { interpretGraph } from './interpreter.js';
import { bytesOfGraph } from './kernels.js';

function compile(graph: Graph): Executable {
  const arity = graph.inputs.length;
  return {
    backend: 'interpreter',
    source: null,
    kernels: () => ({
      kernels: graph.toString().split('\n').filter(line => line.includes(' = ')),
      bytes: bytesOfGraph(graph, graph.nodes.map(({ type }) => type)),
    }),
    run(...args) {
      const results = interpretGraph(graph, args.slice(0, arity));
      results.forEach((result, i) => write(args[arity + i] as TypedArray, result as Value));
    },
  };
}

function write(target: TypedArray, value: Value): void {
  if (typeof value === 'number') target[0] = value;
  else target.set(value);
}

/** Runs graphs without generating code, under any content-security policy. */
export const interpreterBackend: Backend = { name: 'interpreter', compile };

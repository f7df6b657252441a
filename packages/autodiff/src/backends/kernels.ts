import type { Graph } from '../graph/graph.js';
import { newArray, type DType } from '../graph/tensorType.js';
import type { Storage } from '../kernel/program/program.js';
import { schedule } from '../kernel/program/schedule.js';
import type { Kernels } from './backend.js';
import { programText } from './js/programText.js';

const bytesIn = (arrays: readonly { readonly dtype: DType; readonly size: number }[]): number =>
  arrays.reduce((bytes, { dtype, size }) => bytes + size * newArray(dtype, []).BYTES_PER_ELEMENT, 0);

/** The bytes that a graph takes, with `buffers` for what is between. */
export function bytesOfGraph({ inputs, outputs, constants }: Graph, buffers: Parameters<typeof bytesIn>[0] = []): Kernels['bytes'] {
  const types = (nodes: Graph['inputs']): Graph['inputs'][0]['type'][] => nodes.map(({ type }) => type);
  return { inputs: bytesIn(types(inputs)), outputs: bytesIn(types(outputs)), constants: bytesIn(types(constants)), buffers: bytesIn(buffers) };
}

const prefix: Readonly<Record<Storage['origin']['kind'], string>> = { input: 'in', output: 'out', constant: 'c', buffer: 'b' };

/** The loops that a graph becomes, written as JavaScript whatever the backend. */
export function kernelsOf(graph: Graph): Kernels {
  const program = schedule(graph);
  const statements = programText(program, {
    nameOf: ({ id, origin }) => prefix[origin.kind] + ('index' in origin ? origin.index : id),
    isNumber: ({ origin }) => origin.kind === 'input' && graph.inputs[origin.index]!.shape.length === 0,
    declareFault: () => {},
  });
  // What stands between two loops finishes the first of them.
  const kernels: string[] = [];
  let last = '';
  for (const statement of statements) {
    if (last.includes('{\n') && statement.includes('{\n')) {
      kernels.push(last);
      last = statement;
    } else last += last === '' ? statement : `\n${statement}`;
  }
  kernels.push(last);
  return { kernels, bytes: bytesOfGraph(graph, program.storages.filter(({ origin }) => origin.kind === 'buffer')) };
}

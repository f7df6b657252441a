import { constantPrimitive } from './apply.js';
import { formatDot } from './formatDot.js';
import { formatText } from './formatText.js';
import { describeGraph, type GraphJson } from './graphJson.js';
import type { Tensor } from './tensor.js';
import { tupleType, type TensorType } from './tensorType.js';
import { reachable } from './walk.js';

/**
 * A closed graph: everything that its outputs depend on, down to its inputs and to constants. Immutable.
 * Several graphs may share nodes, one ending where another begins.
 */
export class Graph {
  /** @internal The operations, in topological order. */
  readonly nodes: readonly Tensor[];
  /** @internal */
  readonly constants: readonly Tensor[];

  /** @internal `lowest` is the watermark above which the nodes of this graph were made. */
  constructor(
    /** @internal */
    readonly inputs: readonly Tensor[],
    /** @internal */
    readonly outputs: readonly Tensor[],
    /** @internal */
    readonly lowest: number,
  ) {
    const isInput = new Set(inputs);
    const nodes: Tensor[] = [];
    for (const node of reachable(outputs, lowest, inputs)) {
      if (node !== undefined && node.primitive !== constantPrimitive && !isInput.has(node)) nodes.push(node);
    }
    const constants = new Set<Tensor>();
    const keep = (node: Tensor): void => {
      if (node.primitive === constantPrimitive) constants.add(node);
    };
    for (const node of nodes) node.inputs.forEach(keep);
    outputs.forEach(keep);
    this.nodes = nodes;
    this.constants = [...constants];
  }

  /** @internal The type of a node whose value are the outputs. */
  get type(): TensorType {
    return tupleType(this.outputs.map(output => output.type));
  }

  /** The number of operations. */
  get size(): number {
    return this.nodes.length;
  }

  /** Readable text, a line for each operation. */
  toString(): string {
    return formatText(this);
  }

  /** The graph in the DOT language of Graphviz. */
  toDot(): string {
    return formatDot(this);
  }

  /** The graph as plain data. */
  toJSON(): GraphJson {
    return describeGraph(this);
  }
}

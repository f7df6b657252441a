import type { Graph } from './graph.js';
import type { Tensor } from './tensor.js';
import { formatType, type Shape } from './tensorType.js';

/** One operation: its name, the names of its operands (a number stands for itself), and what it gives. */
export interface GraphNodeJson {
  readonly name: string;
  readonly op: string;
  readonly operands: readonly (string | number)[];
  readonly params?: string;
  /** Its dtype and shape, as `float64[2,3]`; several in parentheses. */
  readonly type: string;
  readonly shape: Shape;
  readonly subgraphs?: readonly GraphJson[];
}

export interface GraphJson {
  readonly inputs: readonly { readonly name: string; readonly type: string; readonly shape: Shape }[];
  readonly constants: readonly { readonly name: string; readonly type: string; readonly shape: Shape; readonly data: readonly number[] }[];
  readonly nodes: readonly GraphNodeJson[];
  readonly outputs: readonly (string | number)[];
}

/** a, b, …, z, aa, ab, … */
function nameOf(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : nameOf(Math.floor(index / 26) - 1) + letter;
}

/** The graph as plain data; text and DOT are written from it. */
export function describeGraph(graph: Graph): GraphJson {
  const names = new Map<Tensor, string | number>();
  let count = 0;
  const declare = (node: Tensor): string => {
    const name = nameOf(count++);
    names.set(node, name);
    return name;
  };
  const refer = (node: Tensor): string | number => names.get(node)!;

  const inputs = graph.inputs.map(node => ({ name: declare(node), type: formatType(node.type), shape: node.shape }));
  const constants: GraphJson['constants'][number][] = [];
  for (const node of graph.constants) {
    if (typeof node.value === 'number') names.set(node, node.value);
    else constants.push({ name: declare(node), type: formatType(node.type), shape: node.shape, data: Array.from(node.value as ArrayLike<number>) });
  }
  const nodes = graph.nodes.map((node): GraphNodeJson => {
    const operands = node.inputs.map(refer);
    const { primitive } = node;
    const params = primitive.format?.(node.params);
    const subgraphs = primitive.structured?.subgraphs(node.params).map(describeGraph);
    return {
      name: declare(node),
      op: primitive.name,
      operands,
      ...(params === undefined ? {} : { params }),
      type: formatType(node.type),
      shape: node.shape,
      ...(subgraphs === undefined ? {} : { subgraphs }),
    };
  });
  return { inputs, constants, nodes, outputs: graph.outputs.map(refer) };
}

export const formatOperand = (operand: string | number): string => (Object.is(operand, -0) ? '-0' : String(operand));

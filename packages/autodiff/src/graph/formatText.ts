import type { Graph } from './graph.js';
import { describeGraph, formatOperand, type GraphJson } from './graphJson.js';

const typed = ({ name, type }: { readonly name: string; readonly type: string }): string => `${name}: ${type}`;

function lines(graph: GraphJson): string[] {
  const constants = graph.constants.map(c => {
    const shown = c.data.slice(0, 8).join(', ') + (c.data.length > 8 ? ', …' : '');
    return `${typed(c)} = constant [${shown}]`;
  });
  const operations = graph.nodes.flatMap(node => {
    const params = node.params === undefined ? '' : `(${node.params})`;
    const head = `${typed(node)} = ${[node.op + params, ...node.operands.map(formatOperand)].join(' ')}`;
    return [head, ...(node.subgraphs ?? []).flatMap(lines).map(line => `  ${line}`)];
  });
  const body = [...constants, ...operations, `return ${graph.outputs.map(formatOperand).join(', ')}`];
  return [`(${graph.inputs.map(typed).join(', ')}) {`, ...body.map(line => `  ${line}`), '}'];
}

/** One line for each operation: `c: float64[] = mul a b`. */
export const formatText = (graph: Graph): string => lines(describeGraph(graph)).join('\n');

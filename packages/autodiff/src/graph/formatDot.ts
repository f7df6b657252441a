import type { Graph } from './graph.js';
import { describeGraph, formatOperand } from './graphJson.js';

const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

const shapeLabel = (shape: readonly number[]): string => (shape.length === 0 ? '' : `\\n[${shape.join(', ')}]`);

/** Operations as ovals, inputs and numbers as boxes; arrows go from an operand to what is computed of it. */
export function formatDot(graph: Graph): string {
  const { inputs, constants, nodes, outputs } = describeGraph(graph);
  const lines: string[] = [];
  let numbers = 0;
  const box = (id: string, label: string, shape: readonly number[], style: string): void => {
    lines.push(`${quote(id)} [label=${quote(label).slice(0, -1)}${shapeLabel(shape)}", ${style}];`);
  };
  const source = (operand: string | number): string => {
    if (typeof operand === 'string') return operand;
    const id = `number ${numbers++}`;
    box(id, formatOperand(operand), [], 'shape=plaintext, class="number"');
    return id;
  };
  for (const input of inputs) box(input.name, input.name, input.shape, 'shape=box, style=rounded, class="input"');
  for (const constant of constants) box(constant.name, 'constant', constant.shape, 'shape=box, class="constant"');
  for (const node of nodes) {
    const params = node.params === undefined ? '' : ` ${node.params}`;
    box(node.name, node.op + params, node.shape, 'shape=oval, class="operation"');
    for (const operand of node.operands) lines.push(`${quote(source(operand))} -> ${quote(node.name)};`);
  }
  outputs.forEach((output, index) => {
    const id = `output ${index}`;
    box(id, outputs.length === 1 ? 'result' : `result ${index}`, [], 'shape=box, style="rounded,bold", class="output"');
    lines.push(`${quote(source(output))} -> ${quote(id)};`);
  });
  return ['digraph {', '  rankdir=BT;', ...lines.map(line => `  ${line}`), '}'].join('\n');
}

import { apply, isConstant } from '../graph/apply.js';
import type { Graph } from '../graph/graph.js';
import { graphLike } from '../graph/graphLike.js';
import type { Primitive } from '../graph/primitive.js';
import { replay, type Rewritten } from '../graph/rewrite.js';
import type { Tensor } from '../graph/tensor.js';
import { formatType, sameShape } from '../graph/tensorType.js';
import { contentKey } from '../graph/valueKey.js';
import { Columns } from './columns.js';
import { collected } from './factors.js';
import { folded } from './fold.js';
import { joined } from './join.js';

/**
 * The graph made simpler before a backend sees it: calls are opened, constants folded, simplifications applied, constant
 * factors collected and equal expressions merged; what is then unused falls away. Every backend computes what is left to the
 * same bits; collecting factors may change last bits beside a plain run.
 */
export function optimize(graph: Graph): Graph {
  return graphLike('jit', graph.inputs, inputs => new Simplifier().graph(graph, inputs));
}

class Simplifier {
  /** Every expression made so far. */
  private readonly known = new Map<string, { readonly primitive: Primitive<never>; readonly result: Tensor }>();

  private readonly columns = new Columns((primitive, operands, params) => this.make(primitive, operands, params));

  /** The outputs of a graph for other inputs, simplified on the way. */
  graph(graph: Graph, inputs: readonly Tensor[]): Tensor[] {
    return replay(graph, inputs, ({ primitive, params }, operands): Rewritten => {
      const inlined = primitive.inline?.(params);
      return inlined === undefined ? this.make(primitive, operands, params) : this.graph(inlined, operands);
    });
  }

  private readonly make = <P>(primitive: Primitive<P>, operands: readonly Tensor[], params: P): Tensor => {
    const node = apply(primitive, operands, params);
    const key = `${primitive.name} ${operands.map(keyOf).join(' ')} ${contentKey(params)} ${formatType(node.type)}`;
    const known = this.known.get(key);
    if (known?.primitive === primitive) return known.result;
    const simpler = folded(node, this.make) ?? primitive.simplify?.(operands, params, node.type) ?? joined(node, this.make) ?? this.columns.simplified(node) ?? collected(node, this.make);
    const result = simpler !== undefined && simpler.dtype === node.dtype && sameShape(simpler.shape, node.shape) ? simpler : node;
    this.known.set(key, { primitive, result });
    return result;
  };
}

/** Numbers are equal by their bits, all else by identity. */
const keyOf = (node: Tensor): string =>
  isConstant(node) && typeof node.value === 'number' ? `${Object.is(node.value, -0) ? '-0' : node.value}:${node.dtype}` : String(node.id);

import { apply, isConstant } from '../graph/apply.js';
import type { Graph } from '../graph/graph.js';
import { graphLike } from '../graph/graphLike.js';
import { replay, type Rewritten } from '../graph/rewrite.js';
import type { Tensor } from '../graph/tensor.js';
import { formatType } from '../graph/tensorType.js';
import { paramsKey } from '../graph/valueKey.js';

/**
 * The graph made simpler before a backend sees it: calls are opened, simplifications applied and equal expressions
 * merged; what is then unused falls away. None of this changes a bit of the results.
 */
export function optimize(graph: Graph): Graph {
  return graphLike('jit', graph.inputs, inputs => simplified(graph, inputs, new Map()));
}

/** The outputs of a graph for other inputs, simplified on the way. `known` holds every expression made so far. */
function simplified(graph: Graph, inputs: readonly Tensor[], known: Map<string, Tensor>): Tensor[] {
  return replay(graph, inputs, (node, operands): Rewritten => {
    const { primitive, params } = node;
    const inlined = primitive.inline?.(params);
    if (inlined !== undefined) return simplified(inlined, operands, known);
    const simpler = primitive.simplify?.(operands, params, node.type);
    if (simpler !== undefined) return simpler;
    const key = `${primitive.name} ${operands.map(keyOf).join(' ')} ${paramsKey(params)} ${formatType(node.type)}`;
    let result = known.get(key);
    if (result === undefined || result.primitive !== primitive) {
      result = apply(primitive, operands, params);
      known.set(key, result);
    }
    return result;
  });
}

/** Numbers are equal by their bits, all else by identity. */
const keyOf = (node: Tensor): string =>
  isConstant(node) && typeof node.value === 'number' ? `${Object.is(node.value, -0) ? '-0' : node.value}:${node.dtype}` : String(node.id);

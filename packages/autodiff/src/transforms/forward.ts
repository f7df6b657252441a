import { noDerivative } from '../errors.js';
import { apply, projection, projections } from '../graph/apply.js';
import type { Graph } from '../graph/graph.js';
import type { Maybe, Pushforward } from '../graph/primitive.js';
import { rebuilt, replay } from '../graph/rewrite.js';
import { currentScope, openScope, within } from '../graph/scope.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating } from '../graph/tensorType.js';
import { reachable } from '../graph/walk.js';
import { orZeros } from '../ops/structure.js';
import { blaming } from '../provenance.js';

/**
 * Forward mode: the outputs and their tangents, for tangents of the inputs. One pass over the nodes in the order of
 * their ids; zero tangents are never computed with.
 */
export function pushforward(outputs: readonly Tensor[], inputs: readonly Tensor[], seeds: readonly Maybe<Tensor>[]): Pushforward {
  return within(currentScope() ?? openScope(null), () => push(outputs, inputs, seeds));
}

/** The same for the outputs of a graph. */
export const pushforwardGraph = (graph: Graph, inputs: readonly Tensor[], tangents: readonly Maybe<Tensor>[]): Pushforward =>
  pushforward(replay(graph, inputs), inputs, tangents);

function push(outputs: readonly Tensor[], inputs: readonly Tensor[], seeds: readonly Maybe<Tensor>[]): Pushforward {
  const lowest = Math.min(...inputs.map(input => input.id));
  const nodes = reachable(outputs, lowest, inputs);
  const primals = new Array<Tensor | readonly Tensor[] | undefined>(nodes.length);
  const tangents = new Array<Maybe<Tensor> | readonly Maybe<Tensor>[] | undefined>(nodes.length);
  const primalOf = (node: Tensor): Tensor => (primals[node.id - lowest] as Tensor | undefined) ?? node;
  const tangentOf = (node: Tensor): Maybe<Tensor> => (tangents[node.id - lowest] as Maybe<Tensor> | undefined) ?? null;

  inputs.forEach((input, i) => (tangents[input.id - lowest] = seeds[i]!));
  const isInput = new Set(inputs);
  const visit = (node: Tensor, index: number): void => {
    if (node.primitive === projection) {
      const at = node.inputs[0]!.id - lowest;
      const part = node.params as number;
      primals[index] = (primals[at] as readonly Tensor[] | undefined)?.[part];
      tangents[index] = (tangents[at] as readonly Maybe<Tensor>[] | undefined)?.[part];
      return;
    }
    const operands = node.inputs.map(primalOf);
    const ds = node.inputs.map(tangentOf);
    const { structured } = node.primitive;
    if (structured !== undefined && ds.some(d => d !== null)) {
      ({ outputs: primals[index], tangents: tangents[index] } = structured.jvp(node.params, operands, ds));
      return;
    }
    const current = rebuilt(node, operands);
    if (current !== node) primals[index] = node.type.parts === undefined ? current : projections(current);
    if (ds.some(d => d !== null)) tangents[index] = tangentOfNode(current, ds);
  };
  nodes.forEach((node, index) => {
    if (node === undefined || isInput.has(node)) return;
    try {
      visit(node, index);
    } catch (error) {
      throw blaming(node, error);
    }
  });
  return { outputs: outputs.map(primalOf), tangents: outputs.map(tangentOf) };
}

function tangentOfNode(node: Tensor, ds: readonly Maybe<Tensor>[]): Maybe<Tensor> | Tensor[] {
  const { primitive, type } = node;
  if (type.parts === undefined && !isFloating(type.dtype)) return null;
  if (primitive.jvp !== undefined) return primitive.jvp(ds, node);
  if (primitive.linear !== true) throw noDerivative(primitive.name);
  const tangent = apply(primitive, orZeros(ds, node.inputs), node.params);
  return type.parts === undefined ? tangent : projections(tangent);
}

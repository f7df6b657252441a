import { noDerivative } from '../errors.js';
import { apply, parameter, projections } from '../graph/apply.js';
import type { Linearization, Maybe } from '../graph/primitive.js';
import { rebuilt, rewrite, type Rewritten } from '../graph/rewrite.js';
import { currentScope, openScope, within, type Scope } from '../graph/scope.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating } from '../graph/tensorType.js';
import { spanBetween, sweepBack, transposeLinear, type Span } from './transpose.js';

/** Outputs, and the way back from their cotangents to those of the inputs. */
export interface Reversed {
  readonly outputs: readonly Tensor[];
  pullback(cotangents: readonly Maybe<Tensor>[]): Maybe<Tensor>[];
}

const carries = (node: Tensor): boolean => node.type.parts !== undefined || isFloating(node.dtype);

/**
 * Reverse mode, derived from forward mode: each node is linearised where it stands, and that piece is transposed, so
 * that the tangents of the whole never exist. Structured nodes linearise as a whole and bring their own way back.
 */
export function reverse(results: readonly Tensor[], inputs: readonly Tensor[]): Reversed {
  const lowest = inputs.reduce((least, input) => Math.min(least, input.id), Infinity);
  const outputs = currentScope()?.prepare?.(results, lowest, inputs) ?? results;
  const given = spanBetween(inputs, outputs, carries);
  const hasStructured = given.nodes.some((node, i) => given.active[i] === 1 && node?.primitive.structured !== undefined);
  const pullbacks = new Map<Tensor, Linearization['pullback']>();
  const primals = hasStructured
    ? within(currentScope() ?? openScope(null), () => linearizeStructured(given, inputs, outputs, pullbacks))
    : outputs;
  const span = hasStructured ? spanBetween(inputs, primals, carries) : given;

  return {
    outputs: primals,
    pullback(cotangents) {
      const scratch = currentScope() ?? openScope(null);
      return sweepBack(span, inputs, primals, cotangents, (node, cts, isActive) => {
        const { primitive } = node;
        if (primitive.structured !== undefined) return pullbacks.get(node)!(cts);
        if (primitive.linear === true && primitive.linearTranspose !== undefined) return primitive.linearTranspose(cts, node, isActive);
        if (primitive.jvp === undefined) throw noDerivative(primitive.name);
        return node.inputs.map((_, i) => (isActive(i) ? pullbackThrough(node, i, cts[0]!, scratch) : null));
      });
    },
  };
}

/** The outputs, with every structured node on the way replaced by one that keeps what its way back needs. */
function linearizeStructured(
  { lowest, nodes, active }: Span,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  pullbacks: Map<Tensor, Linearization['pullback']>,
): readonly Tensor[] {
  const unchanged = new Map<Tensor, Rewritten>(inputs.map(input => [input, input]));
  const standIn = rewrite(nodes, unchanged, (node, operands) => {
    const { primitive, params } = node;
    const { structured } = primitive;
    if (structured === undefined || active[node.id - lowest] === 0) return rebuilt(node, operands);
    const isActive = (input: number): boolean => active[node.inputs[input]!.id - lowest] === 1;
    const kept = structured.linearize?.(params, operands, isActive);
    const stand = kept?.node ?? apply(primitive, operands, params);
    const results = projections(stand).slice(0, node.type.parts!.length);
    pullbacks.set(stand, kept?.pullback ?? (cotangents => structured.pullback!(params, operands, results, cotangents, isActive)));
    return results;
  });
  return outputs.map(standIn);
}

/** The cotangent of one input: the node's tangent for a tangent of that input alone, transposed. */
function pullbackThrough(node: Tensor, input: number, ct: Tensor, scratch: Scope): Maybe<Tensor> {
  const d = parameter(node.inputs[input]!.type, scratch);
  const tangents = node.inputs.map((_, i) => (i === input ? d : null));
  const tangent = within(scratch, () => node.primitive.jvp!(tangents, node));
  return tangent === null ? null : transposeLinear([tangent], [d], [ct])[0]!;
}

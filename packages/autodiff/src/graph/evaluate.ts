import { interpreter } from '../backends/interpreter.js';
import { ConcretizationError, concretization } from '../errors.js';
import type { Operand } from '../kernel/lowering.js';
import { blamingInnermost } from '../provenance.js';
import type { Tensor } from './tensor.js';
import type { Value } from './tensorType.js';

type NodeValue = Value | readonly Value[];

/**
 * The concrete value of `node`, computing what it depends on first and keeping every value on its node.
 * `asked` names the question for the error that an abstract value gives.
 */
export function evaluate(node: Tensor, asked: string): NodeValue {
  if (node.value !== undefined) return node.value;
  const pending = [node];
  while (pending.length > 0) {
    const next = pending[pending.length - 1]!;
    if (next.value === undefined) {
      const known = pending.length;
      for (const input of next.inputs) if (input.value === undefined) pending.push(input);
      if (pending.length > known) continue;
      if (next.inputs.length === 0) throw concretization(next.scope?.abstract ?? 'a transform', asked);
      try {
        next.value = compute(next);
      } catch (error) {
        throw blamingInnermost(next, error);
      }
    }
    pending.pop();
  }
  return node.value!;
}

/** The value of a node if it does not depend on abstract ones. */
export function knownValue(node: Tensor): NodeValue | undefined {
  try {
    return evaluate(node, 'a condition');
  } catch (error) {
    if (error instanceof ConcretizationError) return undefined;
    throw error;
  }
}

/** The value of a node whose inputs have theirs. */
export function compute(node: Tensor): NodeValue {
  const operands = new Array<Operand<NodeValue>>(node.inputs.length);
  for (let i = 0; i < operands.length; i++) {
    const input = node.inputs[i]!;
    operands[i] = { value: input.value!, type: input.type };
  }
  return node.primitive.lower<NodeValue>(interpreter, operands, node.params, node.type) as NodeValue;
}

import type { Tensor } from '../../graph/tensor.js';
import { isFloating } from '../../graph/tensorType.js';
import { add, neg, sub } from '../../ops/arithmetic.js';
import type { Entry, Term } from './entry.js';

/** Shorter sums, as stencils have, stay as they are. */
const FEWEST_TERMS = 8;

const isAddition = ({ op, node }: Entry): boolean =>
  op !== 0 && (node.primitive === add.primitive || node.primitive === sub.primitive) && isFloating(node.dtype);

/**
 * Makes one sum of additions and subtractions whose intermediate results are used nowhere else. Gives the number of steps
 * in which all can be computed then.
 */
export function flattenSums(entries: readonly Entry[]): number {
  const isInner = new Uint8Array(entries.length + 1);
  const counts = new Int32Array(entries.length + 1);
  for (const entry of entries) {
    if (entry.uses === 0 || !isAddition(entry)) continue;
    for (const operand of entry.operands) {
      const belongs = operand.uses === 1 && isAddition(operand) && operand.node.type === entry.node.type;
      if (belongs) isInner[operand.number] = 1;
      counts[entry.number]! += belongs ? counts[operand.number]! : 1;
    }
  }
  for (const entry of entries) {
    if (isInner[entry.number] !== 1 && counts[entry.number]! >= FEWEST_TERMS) {
      entry.terms = termsOf(entry, inner => isInner[inner.number] === 1);
      entry.height = 1 + entry.terms.reduce((height, term) => Math.max(height, term.entry.height), 0);
    }
  }
  let steps = 0;
  for (const { absorbed, height } of entries) if (!absorbed && height > steps) steps = height;
  return steps;
}

/** The terms of a sum, in order; what adds them up on the way is absorbed. */
function termsOf(sum: Entry, isInner: (entry: Entry) => boolean): Term[] {
  const terms: Term[] = [];
  const pending: Term[] = [{ entry: sum, negative: false }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { entry, negative } = next;
    if (entry !== sum && !isInner(entry)) {
      terms.push(next);
      continue;
    }
    entry.absorbed = entry !== sum;
    const [a, b] = entry.operands as readonly [Entry, Entry];
    pending.push({ entry: b, negative: negative !== (entry.node.primitive === sub.primitive) }, { entry: a, negative });
  }
  return terms;
}

/** Equal for terms that can be added up together. */
export const termKey = ({ entry, negative }: Term): number => 2 * entry.class + Number(negative);

/** The sum of values, some of which are subtracted. */
export function signedSum(parts: readonly { readonly value: Tensor; readonly negative: boolean }[]): Tensor {
  const first = parts.find(part => !part.negative) ?? parts[0]!;
  return parts.reduce((total, part) => (part === first ? total : (part.negative ? sub : add)(total, part.value)), first.negative ? neg(first.value) : first.value);
}

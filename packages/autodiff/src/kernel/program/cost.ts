import type { ArrayNode } from '../arrays/arrayNode.js';
import type { Meaning } from '../lowering.js';
import type { ScalarAlgebra } from '../scalarAlgebra.js';

const costs = new WeakMap<Meaning, number>();

/** What one element of a meaning costs, in additions. */
function costOf(meaning: Meaning, arity: number): number {
  let cost = costs.get(meaning);
  if (cost === undefined) {
    cost = 0;
    const slow = new Set<string | symbol>(['div', 'sqrt', 'remainder', 'lookup']);
    const free = new Set<string | symbol>(['float', 'int', 'bool']);
    const algebra = new Proxy({} as ScalarAlgebra<number, number, number>, {
      get: (_, name) => () => {
        cost! += slow.has(name) ? 4 : free.has(name) ? 0 : 1;
        return 0;
      },
    });
    meaning<number, number, number>(algebra, new Array<number>(arity).fill(0));
    costs.set(meaning, cost);
  }
  return cost;
}

/** Up to here computing an element again is cheaper than storing it. */
const CHEAP = 3;

/** Longer chains of elementwise values are stored on the way. */
const LONGEST_CHAIN = 64;

export interface NodeCost {
  readonly element: number;
  readonly chain: number;
}

/** What an element costs where nothing of it is stored. */
export class Costs {
  private readonly known = new Map<ArrayNode, NodeCost>();

  constructor(private readonly isStored: (node: ArrayNode) => boolean) {}

  /** To be called in topological order. */
  of(node: ArrayNode): NodeCost {
    let cost = this.known.get(node);
    if (cost === undefined) {
      cost = this.compute(node);
      this.known.set(node, cost);
    }
    return cost;
  }

  isExpensive = (node: ArrayNode): boolean => !this.isStored(node) && this.of(node).element > CHEAP;

  isLongChain = (node: ArrayNode): boolean => this.of(node).chain >= LONGEST_CHAIN;

  private compute(node: ArrayNode): NodeCost {
    if (node.type.shape.length === 0) return { element: 0, chain: 0 };
    const inputs = node.kind === 'map' ? node.inputs : node.kind === 'view' || node.kind === 'reshape' ? [node.input] : node.kind === 'gather' ? [node.positions] : [];
    let [element, chain] = [node.kind === 'map' ? costOf(node.meaning, node.inputs.length) : node.kind === 'gather' ? 2 : 0, 0];
    for (const input of inputs) {
      if (this.isStored(input)) continue;
      const cost = this.of(input);
      element += cost.element;
      chain = Math.max(chain, cost.chain + 1);
    }
    return { element, chain };
  }
}

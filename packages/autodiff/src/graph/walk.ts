import type { Tensor } from './tensor.js';

/**
 * The nodes of id `lowest` or more on which `roots` depend, in order of id, which is a topological order.
 * The walk does not go beyond `leaves`. No node lies above a `lowest` of Infinity. Entry `i` is the node of id `lowest + i`, or undefined if it is not reached.
 */
export function reachable(roots: readonly Tensor[], lowest: number, leaves: readonly Tensor[] = []): (Tensor | undefined)[] {
  if (lowest === Infinity) return [];
  let highest = lowest - 1;
  for (const root of roots) highest = Math.max(highest, root.id);
  const table = new Array<Tensor | undefined>(highest - lowest + 1);
  const isLeaf = new Set(leaves);
  const pending: Tensor[] = [];
  const visit = (node: Tensor): void => {
    const index = node.id - lowest;
    if (index < 0 || table[index] !== undefined) return;
    table[index] = node;
    if (node.inputs.length > 0 && !isLeaf.has(node)) pending.push(node);
  };
  for (const root of roots) visit(root);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const input of node.inputs) visit(input);
  }
  return table;
}

/** The values made before a watermark on which results depend directly, as far as they are wanted. */
export function usedFromBefore(results: readonly Tensor[], watermark: number, isWanted: (node: Tensor) => boolean): Tensor[] {
  const found = new Set<Tensor>();
  const keep = (node: Tensor): void => {
    if (node.id < watermark && isWanted(node)) found.add(node);
  };
  results.forEach(keep);
  for (const node of reachable(results, watermark)) node?.inputs.forEach(keep);
  return [...found];
}

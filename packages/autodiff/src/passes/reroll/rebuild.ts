import { stackPrimitive } from '../../ops/structure.js';
import type { Entry } from './entry.js';
import { stackEdge } from './stackEdge.js';
import type { Unit } from './unit.js';

/** Fewer values are stacked as they are. */
const FEWEST_STACKED = 4;

/** Makes the values of all entries, each after what it needs, else in the order in which they were traced. */
export function rebuild(entries: readonly Entry[], results: readonly Entry[]): void {
  const needed: Entry[] = [];
  for (const entry of entries) {
    if (entry.uses === 0 || entry.absorbed) continue;
    needed.push(entry);
    const { node, operands } = entry;
    if (node.primitive === stackPrimitive && operands.length >= FEWEST_STACKED) entry.edge = stackEdge(operands);
    if (entry.unit === entry && entry.edge === null) for (const operand of operands) operand.unit.picks += Number(operand.unit !== operand);
  }
  for (const { unit } of results) unit.picks++;
  for (const { unit } of needed) make(unit);
}

function make(root: Unit): void {
  const pending = [root];
  for (let unit = pending.pop(); unit !== undefined; unit = pending.pop()) {
    if (unit.tensor !== null) continue;
    const missing = unit.needs().filter(need => need.tensor === null);
    if (missing.length === 0) unit.tensor = unit.build();
    else {
      pending.push(unit);
      for (let i = missing.length - 1; i >= 0; i--) pending.push(missing[i]!);
    }
  }
}

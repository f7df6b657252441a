import { apply } from '../../graph/apply.js';
import { stackPrimitive } from '../../ops/structure.js';
import { edgeOf, type Edge } from './edge.js';
import type { Entry } from './entry.js';
import { levelsOf } from './levels.js';
import { partsOf } from './unit.js';

/** Values of one shape along a new first axis; null for scalars that are best stacked one by one. */
export const stackEdge = (entries: readonly Entry[]): Edge | null => (entries[0]!.shape.length === 0 ? edgeOf(entries, true) : rowsEdge(entries));

/** Arrays of one shape along a new first axis: rows of one array, where they lie evenly. */
function rowsEdge(entries: readonly Entry[]): Edge {
  const [{ unit, position, shape }] = entries as readonly [Entry];
  const levels = entries.every(entry => entry.unit === unit) ? levelsOf(entries.map(entry => entry.position)) : null;
  const [level] = levels ?? [];
  return {
    nest: null,
    needs: entries.map(entry => entry.unit),
    build: () =>
      level === undefined || level.stride === 0 || levels!.length > 1
        ? apply(stackPrimitive, entries.map(entry => entry.value), null)
        : partsOf(unit.tensor!, position, level.stride, level.size, shape),
  };
}

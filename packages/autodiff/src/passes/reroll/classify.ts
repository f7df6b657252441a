import type { DType } from '../../graph/tensorType.js';
import type { Entry } from './entry.js';
import { groupOf, sumGroup } from './group.js';
import { Interner, Numbers } from './interner.js';
import { termKey } from './sums.js';

/** Smaller classes stay scalars. */
const FEWEST_MEMBERS = 4;

/**
 * Makes arrays of entries that are computed alike: by the same operation, of operands of the same classes, of which the
 * same are equal. Numbers and elements of arrays are of one class, so that the ends of a loop fall in with its middle.
 * Gives how many scalars there were for each value that is left.
 */
export function classify(entries: readonly Entry[]): number {
  const keys = new Interner(1024);
  const types = new Numbers<DType>();
  const byHeight: Entry[][] = [];
  let classes = 0;
  let units = 0;
  let scalars = 0;
  for (const entry of entries) {
    if (entry.uses === 0) continue;
    if (entry.op !== 0) {
      scalars++;
      if (!entry.absorbed) (byHeight[entry.height] ??= []).push(entry);
    } else if (entry.node.shape.length === 0) entry.class = types.of(entry.node.dtype);
    classes++;
  }

  const group = (members: readonly Entry[], mayGather: boolean): boolean => {
    if (members.length < FEWEST_MEMBERS || groupOf(members, mayGather) === null) return false;
    classes++;
    units++;
    for (const member of members) member.class = classes;
    return true;
  };
  const settle = (part: readonly Entry[]): void => {
    const rest = partition(part, entry => keys.sequence(origins(entry))).filter(piece => !group(piece, false)).flat();
    if (group(rest, true)) return;
    for (const entry of rest) {
      entry.class = ++classes;
      units++;
      if (entry.terms !== null) sumGroup([entry], true);
    }
  };
  for (const row of byHeight) {
    const parts = partition(row ?? [], entry => likeness(entry, keys)).sort((a, b) => b.length - a.length);
    for (const part of parts) {
      if (part[0]!.class !== 0) continue;
      const ends = part.length < FEWEST_MEMBERS ? [] : parts.filter(end => end[0]!.class === 0 && isEndOf(end, part));
      const whole = [...part, ...ends.flat()].sort((a, b) => a.number - b.number);
      if (!group(whole, false) && !(ends.length > 0 && group(whole, true)) && !group(part, false)) settle(part);
    }
  }
  return scalars / units;
}

/** Equal for entries that are computed alike. */
function likeness({ op, operands, terms }: Entry, keys: Interner): number {
  if (terms !== null) return keys.sequence([op, 0, ...terms.map(termKey).sort((a, b) => a - b)]);
  let key = keys.pair(0, op);
  for (const operand of operands) key = keys.pair(key, operand.class);
  for (const operand of operands) key = keys.pair(key, operands.indexOf(operand));
  return key;
}

/**
 * Whether some entries are computed as a larger part of their row is, but that some of their operands are no elements of
 * arrays yet: the ends of a loop, where it meets what is given.
 */
function isEndOf(end: readonly Entry[], part: readonly Entry[]): boolean {
  const [a, b] = [end[0]!, part[0]!];
  if (a.op !== b.op || a.terms !== null || b.terms !== null || 2 * end.length > part.length) return false;
  return a.operands.every((operand, i) => operand.class === b.operands[i]!.class || operand.group === null);
}

/** Equal for entries whose operands that are not computed come from the same arrays. */
const origins = ({ operands, terms }: Entry): number[] =>
  (terms?.map(({ entry }) => entry) ?? operands).map(({ op, source, isConstant }) => (op !== 0 || isConstant ? 0 : 1 + (source?.number ?? 0)));

/** Lists of those with equal keys. */
function partition(entries: readonly Entry[], key: (entry: Entry) => number): Entry[][] {
  const parts = new Map<number, Entry[]>();
  for (const entry of entries) {
    const number = key(entry);
    const part = parts.get(number);
    if (part === undefined) parts.set(number, [entry]);
    else part.push(entry);
  }
  return [...parts.values()];
}

import { distance } from 'fastest-levenshtein';

/** How many edits still look like a slip: a third of the name's length, and at least two. */
const slip = (name: string): number => Math.max(2, Math.floor(name.length / 3));

/** The candidates within a slip of `name`, nearest first, at most three; upper and lower case count as equal. */
export function nearestNames(name: string, candidates: readonly string[]): readonly string[] {
  const asked = name.slice(0, 100).toLowerCase();
  return candidates
    .map((candidate) => ({ candidate, edits: distance(asked, candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= slip(asked))
    .sort((a, b) => a.edits - b.edits || a.candidate.localeCompare(b.candidate))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** `did you mean 'mud' or 'sand'?` where a name is near, else what there is to choose from. */
export function nameHint(name: string, candidates: readonly string[]): string {
  const near = nearestNames(name, candidates);
  if (near.length > 0) return `did you mean ${listed(near)}?`;
  if (candidates.length === 0) return 'none is known here';
  return `use ${listed(candidates.slice(0, 12))}`;
}

/** `'a', 'b' or 'c'` */
function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

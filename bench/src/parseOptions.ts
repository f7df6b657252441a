import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Effort } from './duelResult.js';
import { noSuchSize, unknownName } from './errors.js';
import type { Peer } from './peers/peer.js';
import { peers } from './peers/peers.js';
import type { Problem } from './problems/problem.js';
import { problems } from './problems/problems.js';

export const usage = `Times value and gradient, beside code written by hand.

  --problems P1,P2:1000   some problems, or some sizes of them (default: all)
  --peers fermat,c        some contestants (default: all)
  --quick                 few and short batches: minutes become seconds, noise grows
  --json FILE             where the results go (default: bench/out/results.json)
  --help                  this text

Problems:
${problems.map(({ id, title, counts, unit }) => `  ${id}  ${title}; ${counts.join(', ')} ${unit}`).join('\n')}
Contestants:
${peers.map(({ name, title }) => `  ${name.padEnd(16)}${title}`).join('\n')}
`;

export interface SizedProblem {
  readonly problem: Problem;
  readonly count: number;
}

/** A contestant at a problem. */
export interface Pairing extends SizedProblem {
  readonly peer: Peer;
}

export interface Options {
  readonly help: boolean;
  /** Problem by problem. */
  readonly pairings: readonly Pairing[];
  readonly effort: Effort;
  /** A path. */
  readonly json: string;
}

/** Seen from the bundle, `dist/`. */
const RESULTS = join(import.meta.dirname, '../out/results.json');

const THOROUGH: Effort = { pairs: 31, warmUpSeconds: 0.3, batchSeconds: 0.01 };
const QUICK: Effort = { pairs: 9, warmUpSeconds: 0.06, batchSeconds: 0.003 };

/** @throws on an argument that is not in `usage`, and on names of nothing. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      problems: { type: 'string' },
      peers: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    help: values.help,
    pairings: pairingsOf(values.peers?.split(',').map(peerNamed) ?? peers, values.problems?.split(',')),
    effort: values.quick ? QUICK : THOROUGH,
    json: values.json === undefined ? RESULTS : resolve(process.env['INIT_CWD'] ?? '', values.json),
  };
}

/** Every contestant at the problems that are chosen, of which some know but a few. */
function pairingsOf(contestants: readonly Peer[], chosen: readonly string[] | undefined): Pairing[] {
  const wanted = chosen?.flatMap(casesOf);
  const isWanted = (sized: SizedProblem): boolean => wanted?.some(other => labelOf(other) === labelOf(sized)) ?? true;
  const everywhere = wanted ?? problems.flatMap(({ id }) => casesOf(id));
  const all = contestants.flatMap(peer => (peer.cases?.flatMap(casesOf).filter(isWanted) ?? everywhere).map(sized => ({ ...sized, peer })));
  return [...new Set(all.map(labelOf))].flatMap(label => all.filter(pairing => labelOf(pairing) === label));
}

/** As tables name it: `P2 1000`, and `P1` where there is one size. */
export const labelOf = ({ problem: { counts, id }, count }: SizedProblem): string =>
  counts.length === 1 && counts[0] === count ? id : `${id} ${count}`;

/** The cases of `P2`, or of `P2:500`, which may be a size that is not measured otherwise. */
function casesOf(text: string): readonly SizedProblem[] {
  const [, id = text, size] = /^(.*?)(?::(\d+))?$/.exec(text) ?? [];
  const problem = problems.find(problem => problem.id === id);
  if (problem === undefined) throw unknownName('problem', id, problems.map(({ id }) => id));
  if (size === undefined) return problem.counts.map(count => ({ problem, count }));
  const count = Number(size);
  if (!problem.isCount(count)) throw noSuchSize(id, count, problem.unit);
  return [{ problem, count }];
}

function peerNamed(name: string): Peer {
  const peer = peers.find(peer => peer.name === name);
  if (peer === undefined) throw unknownName('contestant', name, peers.map(({ name }) => name));
  return peer;
}

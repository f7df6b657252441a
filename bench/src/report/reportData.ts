import type { Effort } from '../duelResult.js';
import type { Entry } from './entry.js';
import { machine } from './machine.js';

/** The results as data, with the machine they come from. */
export const reportData = (entries: readonly Entry[], effort: Effort): object => ({
  ...machine(),
  effort,
  results: entries.map(({ problem, count, peer, result }) => ({
    problem: problem.id,
    count,
    peer: peer.name,
    form: peer.form,
    ...result,
  })),
});

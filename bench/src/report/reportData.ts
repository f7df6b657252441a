import { cpus, loadavg } from 'node:os';
import type { Effort } from '../duelResult.js';
import type { Entry } from './entry.js';

/** The results as data, with the machine they come from. */
export const reportData = (entries: readonly Entry[], effort: Effort): object => ({
  date: new Date().toISOString(),
  node: process.version,
  processor: cpus()[0]?.model ?? 'unknown',
  processors: cpus().length,
  loadAverage: loadavg(),
  effort,
  results: entries.map(({ problem, count, peer, result }) => ({
    problem: problem.id,
    count,
    peer: peer.name,
    form: peer.form,
    ...result,
  })),
});

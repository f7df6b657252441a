import type { Contestant, Evaluation, Peer } from './peers/peer.js';
import { startByHand } from './peers/handWritten.js';
import { peers } from './peers/peers.js';
import { problems } from './problems/problems.js';
import { cpuTime } from './cpuTime.js';
import { UnavailableError } from './errors.js';
import { median, quantile } from './quantile.js';
import type { DuelRequest, DuelResult } from './duelResult.js';

/**
 * One contestant against its reference, in a process of its own: no other contestant's types, garbage or compiled code are
 * around, and the first call is truly the first. The request comes as an argument, the result goes to standard output.
 */
const request = JSON.parse(process.argv[2]!) as DuelRequest;
const problem = problems.find(({ id }) => id === request.problem)!;
const peer = peers.find(({ name }) => name === request.peer)!;
process.stdout.write(JSON.stringify(await duel(peer).catch(absence)));

async function duel({ aheadOfTime = false, expected, load, reference: other, tolerance }: Peer): Promise<DuelResult> {
  const { count, effort } = request;
  const entry = { problem, count, instance: problem.instance(count) };
  const start = await load(entry);
  const before = cpuTime();
  const contestant = await start();
  const evaluation = await contestant.evaluate();
  const firstCall = cpuTime() - before;

  const reference = other?.start(entry) ?? startByHand(entry);
  const difference = largestDifference(evaluation, expected?.(entry) ?? (await reference.evaluate()));
  const [referenceRounds, rounds] = [await warmedUp(reference), await warmedUp(contestant)];
  const [referenceTimes, times]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < effort.pairs; pair++) {
    referenceTimes.push((await reference.time(referenceRounds)) / referenceRounds);
    times.push((await contestant.time(rounds)) / rounds);
  }
  contestant.close?.();
  const ratios = times.map((time, i) => time / referenceTimes[i]!);
  return {
    status: 'measured',
    agrees: difference <= tolerance,
    difference,
    ratio: median(ratios),
    ratioQuartiles: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    referenceSeconds: median(referenceTimes),
    seconds: median(times),
    firstCallSeconds: aheadOfTime ? null : firstCall,
  };
}

/** Runs for a while, so that engines have compiled and settled, and gives how many rounds fill a batch. */
async function warmedUp(contestant: Contestant): Promise<number> {
  const { batchSeconds, warmUpSeconds } = request.effort;
  let rounds = 1;
  let last = 0;
  for (let total = 0; total < warmUpSeconds; total += last) {
    last = await contestant.time(rounds);
    if (last < batchSeconds) rounds *= 2;
  }
  return Math.max(1, Math.round((rounds * batchSeconds) / Math.max(last, batchSeconds)));
}

/** The largest difference in the value or the gradient, relative to the largest of the components; NaN counts as infinite. */
function largestDifference(found: Evaluation, expected: Evaluation): number {
  const scale = Array.from(expected.gradient).reduce((largest, g) => Math.max(largest, Math.abs(g)), 0);
  const slopes = Array.from(expected.gradient, (g, i) => Math.abs(found.gradient[i]! - g) / scale);
  const values = Math.abs(found.value - expected.value) / Math.abs(expected.value);
  const largest = slopes.reduce((a, b) => Math.max(a, b), values);
  return Number.isNaN(largest) ? Infinity : largest;
}

function absence(error: unknown): DuelResult {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    status: error instanceof UnavailableError ? 'unavailable' : 'failed',
    reason: reason.split('\n', 1)[0]!,
  };
}

import { iterateLeastTimePath, leastTimePath, regions, type LeastTimePath, type Region, type RegionsMedium } from '@fermat/paths';
import { median } from '../quantile.js';
import { furtherSearch } from './furtherSearch.js';
import type { Scene } from './scenes.js';

/** What a search found in a scene, and how long it took. Times are in milliseconds. */
export interface SceneResult {
  readonly name: string;
  readonly time: number;
  /** What the certificate leaves open, relatively. */
  readonly gap: number | null;
  /** How much the time of the way back differs, relatively: another search, which has to find the same. */
  readonly wayBack: number;
  /** How much less, relatively, the time is that ten times the work comes to. */
  readonly gained: number;
  readonly mapMs: number;
  readonly searchMs: number;
  readonly certifiedMs: number;
  /** The longest piece of the search, and of the search with its certificate. */
  readonly longestMs: number;
  readonly longestCertifiedMs: number;
  /** After the way was blocked in its middle: the search anew, and from the way before. */
  readonly coldMs: number;
  readonly warmMs: number;
  /** How much later the warm search arrives, relatively. */
  readonly warmLoss: number;
}

type Timed<T> = readonly [result: T, ms: number];

function timed<T>(work: () => T): Timed<T> {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
}

const rounds = 3;

/** Two works in turn, so that whatever else the machine does meets both, each with the median of its times. */
function inTurn<T>(one: () => T, other: () => T): [Timed<T>, Timed<T>] {
  const runs = Array.from({ length: rounds }, () => [timed(one), timed(other)] as const);
  const middle = (i: 0 | 1): Timed<T> => [runs[0]![i][0], median(runs.map((run) => run[i][1]))];
  return [middle(0), middle(1)];
}

export function measureScene({ name, map, from, to }: Scene): SceneResult {
  const fast = { from, to, certificateBudgetMs: 0 };
  const [medium, mapMs] = timed(() => regions(map));
  const [found, searchMs] = timed(() => leastTimePath(medium, fast));
  const [certified, certifiedMs] = timed(() => leastTimePath(medium, { from, to }));
  const back = leastTimePath(medium, { ...fast, from: to, to: from });
  const changed = regions({ ...map, regions: [...map.regions, blockOn(found, map.bounds)] });
  const [[cold, coldMs], [warm, warmMs]] = inTurn(() => leastTimePath(changed, fast), () => leastTimePath(changed, { ...fast, warmStart: found }));
  return {
    name,
    time: found.time,
    gap: certified.certificate.gap,
    wayBack: Math.abs(back.time / found.time - 1),
    gained: 1 - furtherSearch(medium, found) / found.time,
    mapMs,
    searchMs,
    certifiedMs,
    longestMs: longestPiece(medium, fast),
    longestCertifiedMs: longestPiece(medium, { from, to }),
    coldMs,
    warmMs,
    warmLoss: cold.time === Infinity ? 0 : warm.time / cold.time - 1,
  };
}

function longestPiece(medium: RegionsMedium, options: Parameters<typeof iterateLeastTimePath>[1]): number {
  const search = iterateLeastTimePath(medium, options);
  for (let longest = 0; ; ) {
    const [step, ms] = timed(() => search.next());
    longest = Math.max(longest, ms);
    if (step.done === true) return longest;
  }
}

/** A square obstacle in the middle of a path's longest leg. */
function blockOn({ legs }: LeastTimePath, bounds: readonly number[]): Region {
  const lengthOf = ({ from, to }: LeastTimePath['legs'][number]): number => Math.hypot(to[0]! - from[0]!, to[1]! - from[1]!);
  const longest = legs.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
  const [x, y] = [(longest.from[0]! + longest.to[0]!) / 2, (longest.from[1]! + longest.to[1]!) / 2];
  const half = Math.min(0.01 * (bounds[2]! - bounds[0]!), lengthOf(longest) / 4);
  return { polygon: [[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half]], speed: 0 };
}

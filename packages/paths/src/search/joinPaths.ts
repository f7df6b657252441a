import type { LeastTimePath, TimedPath } from './candidate.js';

/**
 * Paths one after another, each from where the one before ends, as one path. Its alternatives are those in which one of them is
 * replaced by an alternative of its own, the faster first.
 */
export function joinPaths(stages: readonly LeastTimePath[], alternatives: number): LeastTimePath {
  const stuck = stages.find(({ path }) => path.length === 0);
  if (stuck !== undefined) return stuck;
  const [first, ...rest] = stages as [LeastTimePath, ...LeastTimePath[]];
  if (rest.length === 0) return first;
  const time = sum(stages.map((stage) => stage.time));
  const bounds = stages.map(({ certificate }) => certificate.lowerBound);
  const lowerBound = bounds.includes(null) ? null : Math.min(sum(bounds as number[]), time);
  return {
    path: join(stages),
    time,
    legs: stages.flatMap(({ legs }) => legs),
    crossings: stages.flatMap(({ crossings }) => crossings),
    undecided: withOneOf(stages, 'undecided'),
    alternatives: withOneOf(stages, 'alternatives').slice(0, alternatives),
    certificate: {
      snell: stages.reduce((largest, { certificate }) => Math.max(largest, certificate.snell), 0),
      time,
      lowerBound,
      gap: lowerBound === null ? null : time === 0 ? 0 : (time - lowerBound) / time,
      reason: (stages.find(({ certificate }) => certificate.lowerBound === null) ?? stages.find(({ certificate }) => certificate.reason !== null))?.certificate.reason ?? null,
    },
  };
}

/** The paths in which one stage is replaced by another of its own, the faster first. */
function withOneOf(stages: readonly LeastTimePath[], others: 'alternatives' | 'undecided'): TimedPath[] {
  const replaced = stages.flatMap((stage, i) =>
    stage[others].map((other): TimedPath => {
      const taken: TimedPath[] = stages.map((one, k) => (k === i ? other : one));
      return { path: join(taken), time: sum(taken.map(({ time }) => time)) };
    }),
  );
  return replaced.sort((a, b) => a.time - b.time);
}

function join(paths: readonly TimedPath[]): TimedPath['path'] {
  return paths.flatMap(({ path }, i) => (i === 0 ? path : path.slice(1)));
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

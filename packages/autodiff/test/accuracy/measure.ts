import type { MeasuredFunction } from './functions.js';
import { errorInUlp, precise, release, toNumber, unitInLastPlace } from './reference.js';
import { uniformSource } from './sampling.js';

export interface Measurement {
  /** The largest error of the points that count, in units in the last place. */
  readonly worst: number;
  readonly worstAt: readonly number[];
  /** The number of points compared. */
  readonly points: number;
}

/** The errors of an implementation of a function at seeded random arguments. */
export function measure(
  measured: Pick<MeasuredFunction, 'exact' | 'samples' | 'limit' | 'scale'>,
  implementation: (...args: number[]) => number,
  pointsPerSample: number,
  seed: number,
): Measurement {
  const uniform = uniformSource(seed);
  let worst = 0;
  let worstAt: readonly number[] = [];
  let points = 0;
  for (const samplers of measured.samples) {
    for (let i = 0; i < pointsPerSample; i++) {
      const args = samplers.map((sampler) => sampler(uniform));
      const exact = measured.exact(...args.map(precise));
      const computed = implementation(...args);
      let error = errorInUlp(computed, exact);
      if (error > measured.limit && measured.scale !== undefined) {
        const allowed = 4 * 2 ** -52 * measured.scale(...args);
        if (error * unitInLastPlace(toNumber(exact)) <= allowed) error = 0;
      }
      if (!(error <= worst)) {
        worst = error;
        worstAt = args;
      }
      points++;
      release();
    }
  }
  return { worst, worstAt, points };
}

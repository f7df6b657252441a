import { symmetricEigen } from '../descent/symmetricEigen.js';
import { checkKeys, checkPositive, checkSize, checkWhole } from '../checks.js';
import { dot, identity, norm } from '../vector.js';
import type { GlobalMethod, GlobalProblem } from './globalMethod.js';

export interface CmaEsOptions {
  /** Points in the first population, at least 4; 4 + 3 ln n by default. Each restart doubles it. */
  readonly populationSize?: number;
  /** The first standard deviation, as a share of the box; 0.3 by default. */
  readonly sigma?: number;
}

/** A run has converged when its distribution, as a share of the box, is as narrow as this. */
const NARROW = 1e-9;
/** Values that spread less than this, relative to them, are one. */
const FLAT = 1e-12;
/** Matrices of so many rows are diagonalised in each generation. */
const LARGEST = 1000;

/**
 * Evolution by an adapted normal distribution (CMA-ES), restarted with twice the population whenever
 * it has converged: by values alone, whatever the scales and correlations of the unknowns. For
 * landscapes with an overall shape under their ripples.
 *
 * Works in the unit cube; a point outside stands for its mirror image inside.
 *
 * Source: N. Hansen, "The CMA evolution strategy: a tutorial" (2016), figure 6 and table 1; restarts as
 * in A. Auger and N. Hansen, "A restart CMA evolution strategy with increasing population size" (2005).
 */
export function cmaEs(options: CmaEsOptions = {}): GlobalMethod {
  checkKeys('cmaEs', options, ['populationSize', 'sigma']);
  const { populationSize, sigma = 0.3 } = options;
  if (populationSize !== undefined) checkWhole('populationSize', populationSize, 4);
  checkPositive('sigma', sigma, 1);
  return {
    name: 'CMA-ES',
    search(problem) {
      checkSize('cmaEs()', problem.size, LARGEST, 'multiStart()');
      return search(problem, populationSize ?? 4 + Math.floor(3 * Math.log(problem.size)), sigma);
    },
  };
}

function* search(problem: GlobalProblem, populationSize: number, sigma: number): Generator<void, void, void> {
  const { random, lower, upper, start, size } = problem;
  let mean = start.map((x, i) => (upper[i]! > lower[i]! ? (x - lower[i]!) / (upper[i]! - lower[i]!) : 0.5));
  for (let lambda = populationSize; ; lambda *= 2) {
    yield* evolve(problem, mean, lambda, sigma);
    mean = Float64Array.from({ length: size }, () => random.uniform());
  }
}

/** One run, until its distribution is narrow or its values are flat. */
function* evolve(problem: GlobalProblem, mean: Float64Array, lambda: number, sigma: number): Generator<void, void, void> {
  const { size: n, random, lower, upper } = problem;
  const raw = Array.from({ length: Math.floor(lambda / 2) }, (_, i) => Math.log((lambda + 1) / 2) - Math.log(i + 1));
  const total = raw.reduce((sum, w) => sum + w, 0);
  const weights = raw.map(w => w / total);
  const effective = 1 / weights.reduce((sum, w) => sum + w * w, 0);
  // Learning rates, by the names of table 1.
  const cc = (4 + effective / n) / (n + 4 + (2 * effective) / n);
  const cs = (effective + 2) / (n + effective + 5);
  const c1 = 2 / ((n + 1.3) ** 2 + effective);
  const cmu = Math.min(1 - c1, (2 * (effective - 2 + 1 / effective)) / ((n + 2) ** 2 + effective));
  const damping = 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (n + 1)) - 1) + cs;
  const usualLength = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));

  const covariance = identity(n);
  const pathSigma = new Float64Array(n);
  const pathCovariance = new Float64Array(n);
  let lastValues: number[] = [];

  for (let generation = 1; ; generation++) {
    const { values: variances, vectors } = symmetricEigen(covariance.slice(), n);
    const deviations = variances.map(v => Math.sqrt(Math.max(v, 0)));
    const widest = Math.max(...deviations);
    if (sigma * widest < NARROW || widest > 1e7 * Math.min(...deviations) || isFlat(lastValues)) return;
    const row = (i: number): Float64Array => vectors.subarray(i * n, i * n + n);

    const samples = Array.from({ length: lambda }, () => {
      const z = deviations.map(() => random.normal());
      const y = new Float64Array(n);
      deviations.forEach((deviation, i) => row(i).forEach((v, j) => (y[j]! += deviation * z[i]! * v)));
      const x = lower.map((low, j) => low + mirrored(mean[j]! + sigma * y[j]!) * (upper[j]! - low));
      return { y, value: problem.value(x) };
    }).sort((a, b) => a.value - b.value);
    lastValues = samples.map(({ value }) => value);

    const step = new Float64Array(n);
    weights.forEach((w, k) => samples[k]!.y.forEach((y, j) => (step[j]! += w * y)));
    mean = mean.map((m, j) => m + sigma * step[j]!);

    const whitened = new Float64Array(n);
    deviations.forEach((deviation, i) => {
      const along = dot(row(i), step) / deviation;
      row(i).forEach((v, j) => (whitened[j]! += along * v));
    });
    for (let j = 0; j < n; j++) pathSigma[j] = (1 - cs) * pathSigma[j]! + Math.sqrt(cs * (2 - cs) * effective) * whitened[j]!;
    const length = norm(pathSigma) / usualLength;
    const usual = length / Math.sqrt(1 - (1 - cs) ** (2 * generation)) < 1.4 + 2 / (n + 1);
    for (let j = 0; j < n; j++) pathCovariance[j] = (1 - cc) * pathCovariance[j]! + (usual ? Math.sqrt(cc * (2 - cc) * effective) * step[j]! : 0);
    const kept = 1 - c1 - cmu + (usual ? 0 : c1 * cc * (2 - cc));
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let parts = 0;
        weights.forEach((w, k) => (parts += w * samples[k]!.y[i]! * samples[k]!.y[j]!));
        covariance[i * n + j] = kept * covariance[i * n + j]! + c1 * pathCovariance[i]! * pathCovariance[j]! + cmu * parts;
      }
    }
    sigma *= Math.exp((cs / damping) * (length - 1));
    yield;
  }
}

/** A coordinate brought into [0, 1] by reflections at both ends. */
function mirrored(u: number): number {
  const period = Math.abs(u) % 2;
  return period > 1 ? 2 - period : period;
}

function isFlat(values: readonly number[]): boolean {
  const [least, most] = [values[0]!, values[values.length - 1]!];
  return values.length > 0 && most - least <= FLAT * Math.abs(least);
}

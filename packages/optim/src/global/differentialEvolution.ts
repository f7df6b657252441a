import { checkKeys, checkSize, checkWhole } from '../checks.js';
import type { GlobalMethod, GlobalProblem } from './globalMethod.js';

export interface DifferentialEvolutionOptions {
  /** Points in the population, at least 4; 20 + 4 n by default. */
  readonly populationSize?: number;
}

/** How often a point's own factors are drawn anew. */
const RENEWAL = 0.1;
/** A population whose values spread less than this, relative to them, has converged, and another begins. */
const SPREAD = 1e-10;

interface Individual {
  x: Float64Array;
  value: number;
  /** Weight of the difference, and the share of unknowns taken from the mutant. */
  weight: number;
  crossover: number;
}

/**
 * Differential evolution, rand/1/bin, in which each point adapts its own factors: a population whose
 * differences are its steps. By values alone, slow and robust: for rugged landscapes of some ten
 * unknowns.
 *
 * Source: R. Storn and K. Price, J. Global Optim. 11 (1997); factors as in J. Brest et al., "Self-adapting
 * control parameters in differential evolution", IEEE Trans. Evol. Comput. 10 (2006), eqs. 9 and 10.
 */
export function differentialEvolution(options: DifferentialEvolutionOptions = {}): GlobalMethod {
  checkKeys('differentialEvolution', options, ['populationSize']);
  const { populationSize } = options;
  if (populationSize !== undefined) checkWhole('populationSize', populationSize, 4);
  return {
    name: 'differential evolution',
    search(problem) {
      checkSize('differentialEvolution()', problem.size, LARGEST, 'multiStart()');
      return search(problem, populationSize ?? 20 + 4 * problem.size);
    },
  };
}

/** The population grows with the number of unknowns. */
const LARGEST = 1000;

function* search(problem: GlobalProblem, size: number): Generator<void, void, void> {
  const { random, lower, upper } = problem;
  const individual = (x: Float64Array): Individual => ({ x, value: problem.value(x), weight: 0.5, crossover: 0.9 });
  for (let first = problem.start; ; first = random.point(lower, upper)) {
    const population = [individual(first)];
    while (population.length < size) population.push(individual(random.point(lower, upper)));
    yield;
    while (!hasConverged(population)) {
      for (const [i, parent] of population.entries()) {
        const child = offspring(parent, distinct(population, i, problem), problem);
        child.value = problem.value(child.x);
        if (child.value <= parent.value) population[i] = child;
      }
      yield;
    }
  }
}

function offspring(parent: Individual, [a, b, c]: readonly Individual[], { random, lower, upper }: GlobalProblem): Individual {
  const weight = random.uniform() < RENEWAL ? random.uniform(0.1, 1) : parent.weight;
  const crossover = random.uniform() < RENEWAL ? random.uniform() : parent.crossover;
  const certain = random.below(parent.x.length);
  const x = parent.x.map((own, i) => {
    if (i !== certain && random.uniform() >= crossover) return own;
    const mutant = a!.x[i]! + weight * (b!.x[i]! - c!.x[i]!);
    // Beyond a bound: half of the way there.
    if (mutant < lower[i]!) return (own + lower[i]!) / 2;
    return mutant > upper[i]! ? (own + upper[i]!) / 2 : mutant;
  });
  return { x, value: NaN, weight, crossover };
}

/** Three others, each another one. */
function distinct(population: readonly Individual[], self: number, { random }: GlobalProblem): Individual[] {
  const taken = new Set([self]);
  while (taken.size < 4) taken.add(random.below(population.length));
  return [...taken].slice(1).map(i => population[i]!);
}

function hasConverged(population: readonly Individual[]): boolean {
  const values = population.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return most - least <= SPREAD * Math.max(Math.abs(least), Math.abs(most));
}

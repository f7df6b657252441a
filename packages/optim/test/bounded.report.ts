import { bounded, isSolved } from '@fermat/problems';
import { test } from 'vitest';
import { lbfgs, minimize, moreThuente, newtonTrustRegion, type Method } from '../src/index.js';

declare const console: { log(text: string): void };

const methods: readonly (readonly [string, Method])[] = [
  ['lbfgs', lbfgs()],
  ['with moreThuente', lbfgs({ search: moreThuente() })],
  ['newtonTrustRegion', newtonTrustRegion()],
  ['with cg', newtonTrustRegion({ subproblem: 'cg' })],
];

test('problems with bounds: evaluations to the default tolerance, and the reason of the end', () => {
  const solved = methods.map(() => 0);
  console.log(`${''.padEnd(28)}${methods.map(([name]) => name.padStart(20)).join('')}`);
  for (const problem of bounded) {
    const cells = methods.map(([, method], i) => {
      const objective = problem.objective as never;
      const { value, evaluations, reason } = minimize(objective, problem.start as number[], { method, bounds: problem.bounds });
      if (isSolved(problem, value)) solved[i]!++;
      return `${evaluations} ${reason}${isSolved(problem, value) ? '' : ' ✗'}`.padStart(20);
    });
    console.log(problem.name.padEnd(28) + cells.join(''));
  }
  console.log('solved'.padEnd(28) + solved.map(count => `${count} of ${bounded.length}`.padStart(20)).join(''));
}, 600_000);

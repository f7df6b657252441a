import { hockSchittkowski, isSolved } from '@fermat/problems';
import { test } from 'vitest';
import { augmentedLagrangian, minimize, sqp, type ConstrainedMethod } from '../src/index.js';
import { constraintsOf } from './constraintsOf.js';

declare const console: { log(text: string): void };

const methods: readonly (readonly [string, ConstrainedMethod])[] = [
  ['sqp', sqp()],
  ['sqp, bfgs', sqp({ hessian: 'bfgs' })],
  ['augmentedLagrangian', augmentedLagrangian()],
];

test('problems with general constraints: evaluations to the default tolerance, the reason of the end, and the violation', () => {
  const solved = methods.map(() => 0);
  console.log(`${''.padEnd(8)}${methods.map(([name]) => name.padStart(28)).join('')}`);
  for (const problem of hockSchittkowski) {
    const constraints = constraintsOf(problem);
    const cells = methods.map(([, method], i) => {
      const bounds = problem.bounds ? { bounds: problem.bounds } : {};
      const { value, evaluations, reason, violation } = minimize(problem.objective as never, problem.start as number[], { method, constraints, ...bounds });
      const isHit = isSolved(problem, value) && violation! <= 1e-9;
      if (isHit) solved[i]!++;
      return `${evaluations} ${reason} ${violation!.toExponential(0)}${isHit ? '' : ' ✗'}`.padStart(28);
    });
    console.log(problem.name.padEnd(8) + cells.join(''));
  }
  console.log('solved'.padEnd(8) + solved.map(count => `${count} of ${hockSchittkowski.length}`.padStart(28)).join(''));
}, 600_000);

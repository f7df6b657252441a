import { checkMade } from '../checks.js';
import { invalidOption } from '../errors.js';
import type { GlobalMethod, GlobalProblem } from './globalMethod.js';

/**
 * Several methods in turn, each with an equal share of the evaluations: what one of them cannot do
 * another may.
 */
export function portfolio(...methods: readonly GlobalMethod[]): GlobalMethod {
  if (methods.length === 0) throw invalidOption('portfolio()', methods, 'given a method or more');
  for (const method of methods) checkMade('a method', method, ['search'], 'cmaEs()');
  return { name: methods.map(({ name }) => name).join(', '), search: problem => search(problem, methods) };
}

function* search(problem: GlobalProblem, methods: readonly GlobalMethod[]): Generator<void, void, void> {
  const members = methods.map(method => ({ run: method.search(problem), spent: 0 }));
  for (;;) {
    const next = members.reduce((least, member) => (member.spent < least.spent ? member : least));
    const before = problem.evaluations;
    if (next.run.next().done) next.spent = Infinity;
    next.spent += problem.evaluations - before;
    if (next.spent === Infinity && members.every(({ spent }) => spent === Infinity)) return;
    yield;
  }
}

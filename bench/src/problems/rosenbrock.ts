import type { ArrayAlgebra, ScalarAlgebra } from './algebra.js';
import type { Instance, Problem } from './problem.js';

/**
 * The extended Rosenbrock function: pairs of unknowns (a, b), the sum of 100 (b - a^2)^2 + (1 - a)^2.
 * Moré, Garbow, Hillstrom, "Testing unconstrained optimization software", ACM TOMS 7(1), 1981, problem 21.
 */
export const rosenbrock: Problem = {
  id: 'P3',
  title: 'extended Rosenbrock',
  source: 'rosenbrock.c',
  unit: 'unknowns',
  counts: [10_000],
  isCount: count => count >= 2 && count % 2 === 0,
  instance,
};

function instance(count: number): Instance {
  return {
    start: Float64Array.from({ length: count }, (_, i) => (i % 2 === 0 ? -1.2 : 1) + 0.1 * Math.sin(i)),
    parameters: new Float64Array(0),

    byHand(x, gradient) {
      let total = 0;
      for (let i = 0; i < count; i += 2) {
        const a = x[i]!;
        const above = x[i + 1]! - a * a;
        const rest = 1 - a;
        total += 100 * above * above + rest * rest;
        gradient[i] = -400 * above * a - 2 * rest;
        gradient[i + 1] = 200 * above;
      }
      return total;
    },

    array<A>({ add, every, mul, square, sub, sum }: ArrayAlgebra<A>, x: A): A {
      const a = every(x, 2, 0);
      const b = every(x, 2, 1);
      return sum(add(mul(square(sub(b, square(a))), 100), square(sub(1, a))));
    },

    scalars<S>({ add, mul, square, sub }: ScalarAlgebra<S>, x: readonly S[]): S | number {
      let total: S | number = 0;
      for (let i = 0; i < count; i += 2) {
        const [a, b] = [x[i]!, x[i + 1]!];
        total = add(total, add(mul(100, square(sub(b, square(a)))), square(sub(1, a))));
      }
      return total;
    },
  };
}

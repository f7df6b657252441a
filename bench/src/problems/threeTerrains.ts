import type { ArrayAlgebra, ScalarAlgebra } from './algebra.js';
import type { Problem } from './problem.js';

const OFFSET = 20;
const THICKNESS = 10;
const SPEEDS = [0.7, 0.3, 0.45] as const;

/** Two crossings between three terrains of equal thickness: the smallest objective that is of use. */
export const threeTerrains: Problem = {
  id: 'P1',
  title: 'crossing three terrains',
  source: 'threeTerrains.c',
  unit: 'terrains',
  counts: [3],
  instance: () => ({
    start: Float64Array.of(2, 17),
    parameters: Float64Array.of(OFFSET, THICKNESS, ...SPEEDS),

    byHand(x, gradient) {
      const [v1, v2, v3] = SPEEDS;
      const x1 = x[0]!;
      const x2 = x[1]!;
      const x3 = OFFSET - x1 - x2;
      const l1 = Math.sqrt(x1 * x1 + THICKNESS * THICKNESS);
      const l2 = Math.sqrt(x2 * x2 + THICKNESS * THICKNESS);
      const l3 = Math.sqrt(x3 * x3 + THICKNESS * THICKNESS);
      const last = x3 / (l3 * v3);
      gradient[0] = x1 / (l1 * v1) - last;
      gradient[1] = x2 / (l2 * v2) - last;
      return l1 / v1 + l2 / v2 + l3 / v3;
    },

    array<A>({ add, concatenate, constant, div, reshape, sqrt, square, sub, sum }: ArrayAlgebra<A>, x: A): A {
      const spans = concatenate([x, reshape(sub(OFFSET, sum(x)), [1])]);
      return sum(div(sqrt(add(square(spans), THICKNESS * THICKNESS)), constant(SPEEDS, [3])));
    },

    scalars<S>({ add, div, sqrt, square, sub }: ScalarAlgebra<S>, [x1, x2]: readonly S[]): S {
      const [v1, v2, v3] = SPEEDS;
      const time = (span: S, speed: number): S => div(sqrt(add(square(span), THICKNESS * THICKNESS)), speed);
      return add(add(time(x1!, v1), time(x2!, v2)), time(sub(sub(OFFSET, x1!), x2!), v3));
    },
  }),
};

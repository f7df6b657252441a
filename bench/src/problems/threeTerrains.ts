import type { ArrayAlgebra, ScalarAlgebra } from './algebra.js';
import type { Problem } from './problem.js';

const OFFSET = 20;
const THICKNESS = 10;
const V1 = 0.7;
const V2 = 0.3;
const V3 = 0.45;

/** Two crossings between three terrains of equal thickness: the smallest objective that is of use. */
export const threeTerrains: Problem = {
  id: 'P1',
  title: 'crossing three terrains',
  source: 'threeTerrains.c',
  unit: 'terrains',
  counts: [3],
  isCount: count => count === 3,
  instance: () => ({
    start: Float64Array.of(2, 17),
    parameters: Float64Array.of(OFFSET, THICKNESS, V1, V2, V3),

    byHand(x, gradient) {
      const x1 = x[0]!;
      const x2 = x[1]!;
      const x3 = OFFSET - x1 - x2;
      const l1 = Math.sqrt(x1 * x1 + THICKNESS * THICKNESS);
      const l2 = Math.sqrt(x2 * x2 + THICKNESS * THICKNESS);
      const l3 = Math.sqrt(x3 * x3 + THICKNESS * THICKNESS);
      const last = x3 / (l3 * V3);
      gradient[0] = x1 / (l1 * V1) - last;
      gradient[1] = x2 / (l2 * V2) - last;
      return l1 / V1 + l2 / V2 + l3 / V3;
    },

    array<A>({ add, concatenate, constant, div, reshape, sqrt, square, sub, sum }: ArrayAlgebra<A>, x: A): A {
      const spans = concatenate([x, reshape(sub(OFFSET, sum(x)), [1])]);
      return sum(div(sqrt(add(square(spans), THICKNESS * THICKNESS)), constant([V1, V2, V3], [3])));
    },

    scalars<S>({ add, div, sqrt, square, sub }: ScalarAlgebra<S>, [x1, x2]: readonly S[]): S {
      const time = (span: S, speed: number): S => div(sqrt(add(square(span), THICKNESS * THICKNESS)), speed);
      return add(add(time(x1!, V1), time(x2!, V2)), time(sub(sub(OFFSET, x1!), x2!), V3));
    },
  }),
};

import { noLoop } from '../errors.js';
import type { ArrayAlgebra, ScalarAlgebra } from './algebra.js';
import type { Instance, Problem } from './problem.js';

const STEP = 0.01;
const DRAG = 0.3;

/**
 * A sledge on a spring that stiffens less and less, pulled for T steps: from place and speed 0, `v += h (u - x / sqrt(1 + x^2) - c v)`,
 * then `x += h v`. The unknowns are the pulls u of all steps, and the cost is the sum of `(x - target)^2 + u^2 / 100`.
 */
export const sledge: Problem = {
  id: 'P6',
  title: 'a recurrence, steered',
  source: 'sledge.c',
  unit: 'steps',
  counts: [10_000],
  isCount: count => count >= 1,
  instance,
};

function instance(count: number): Instance {
  const start = Float64Array.from({ length: count }, (_, i) => Math.sin(0.003 * i));
  const target = Float64Array.from({ length: count }, (_, i) => Math.cos(0.002 * i));
  const places = new Float64Array(count + 1);
  return {
    start,
    parameters: target,

    byHand(pulls, gradient) {
      let total = 0;
      let x = 0;
      let v = 0;
      for (let i = 0; i < count; i++) {
        const pull = pulls[i]!;
        v += STEP * (pull - x / Math.sqrt(1 + x * x) - DRAG * v);
        x += STEP * v;
        places[i + 1] = x;
        const off = x - target[i]!;
        total += off * off + 0.01 * pull * pull;
      }
      let slopeX = 0;
      let slopeV = 0;
      for (let i = count - 1; i >= 0; i--) {
        slopeX += 2 * (places[i + 1]! - target[i]!);
        slopeV += STEP * slopeX;
        gradient[i] = STEP * slopeV + 0.02 * pulls[i]!;
        const before = places[i]!;
        const square = 1 + before * before;
        slopeX -= (STEP * slopeV) / (square * Math.sqrt(square));
        slopeV -= STEP * DRAG * slopeV;
      }
      return total;
    },

    array<A>(algebra: ArrayAlgebra<A>, pulls: A): A {
      const { add, constant, mul, scan, square, sub, sum } = algebra;
      if (scan === undefined) throw noLoop();
      const places = scan(([x, v], pull) => {
        const [nextX, nextV] = step(algebra, x!, v!, pull);
        return { carry: [nextX, nextV], output: nextX };
      }, [constant([0], []), constant([0], [])], pulls);
      return add(sum(square(sub(places, constant(target, [count])))), mul(sum(square(pulls)), 0.01));
    },

    scalars<S>(algebra: ScalarAlgebra<S>, pulls: readonly S[]): S | number {
      const { add, mul, square, sub } = algebra;
      let [x, v] = [mul(0, pulls[0]!), mul(0, pulls[0]!)];
      let total: S | number = 0;
      for (let i = 0; i < count; i++) {
        [x, v] = step(algebra, x, v, pulls[i]!);
        total = add(total, add(square(sub(x, target[i]!)), mul(0.01, square(pulls[i]!))));
      }
      return total;
    },
  };
}

/** Place and speed after a step. */
function step<S>({ add, div, mul, sqrt, square, sub }: ScalarAlgebra<S>, x: S, v: S, pull: S): readonly [x: S, v: S] {
  const force = sub(sub(pull, div(x, sqrt(add(square(x), 1)))), mul(v, DRAG));
  const nextV = add(v, mul(force, STEP));
  return [add(x, mul(nextV, STEP)), nextV];
}

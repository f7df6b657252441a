import type { ArrayAlgebra, ScalarAlgebra } from './algebra.js';
import type { Instance, Problem } from './problem.js';

/** Crossings between N layers, from 0 to N metres to the side; the unknowns are the N - 1 places between. */
export const layers: Problem = {
  id: 'P2',
  title: 'crossing layers',
  source: 'layers.c',
  unit: 'layers',
  counts: [10, 100, 1000, 10_000],
  isCount: count => count >= 2,
  instance,
};

function instance(count: number): Instance {
  const start = Float64Array.from({ length: count - 1 }, (_, i) => i + 1 + 0.3 * Math.sin(3 * i));
  const thickness = Float64Array.from({ length: count }, (_, i) => 1 + 0.5 * Math.sin(i));
  const speed = Float64Array.from({ length: count }, (_, i) => 0.5 + 0.2 * Math.cos(2 * i));
  return {
    start,
    parameters: Float64Array.of(...thickness, ...speed),

    byHand(x, gradient) {
      let total = 0;
      let from = 0;
      let before = 0;
      for (let i = 0; i < count; i++) {
        const to = i === count - 1 ? count : x[i]!;
        const span = to - from;
        const d = thickness[i]!;
        const v = speed[i]!;
        const length = Math.sqrt(span * span + d * d);
        const slope = span / (length * v);
        total += length / v;
        if (i > 0) gradient[i - 1] = before - slope;
        before = slope;
        from = to;
      }
      return total;
    },

    array<A>({ add, concatenate, constant, div, slice, sqrt, square, sub, sum }: ArrayAlgebra<A>, x: A): A {
      const places = concatenate([constant([0], [1]), x, constant([count], [1])]);
      const spans = sub(slice(places, 1, count + 1), slice(places, 0, count));
      return sum(div(sqrt(add(square(spans), square(constant(thickness, [count])))), constant(speed, [count])));
    },

    scalars<S>({ add, div, sqrt, square, sub }: ScalarAlgebra<S>, x: readonly S[]): S | number {
      let total: S | number = 0;
      for (let i = 0; i < count; i++) {
        const span = sub(x[i] ?? count, x[i - 1] ?? 0);
        total = add(total, div(sqrt(add(square(span), thickness[i]! ** 2)), speed[i]!));
      }
      return total;
    },
  };
}

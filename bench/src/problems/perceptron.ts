import type { ArrayAlgebra } from './algebra.js';
import type { Instance, Problem } from './problem.js';

const HIDDEN = 32;
const UNKNOWNS = 2 * HIDDEN + HIDDEN + HIDDEN * HIDDEN + HIDDEN + HIDDEN + 1;
/** Where each array begins in the vector of the unknowns; matrices are stored row by row, inputs down, outputs across. */
const W1 = 0;
const B1 = W1 + 2 * HIDDEN;
const W2 = B1 + HIDDEN;
const B2 = W2 + HIDDEN * HIDDEN;
const W3 = B2 + HIDDEN;
const B3 = W3 + HIDDEN;

/** A perceptron 2-32-32-1 with tanh, by all 1185 weights: mean squared error over points of a square. */
export const perceptron: Problem = {
  id: 'P5',
  title: 'perceptron 2-32-32-1',
  source: 'perceptron.c',
  unit: 'points',
  counts: [256],
  isCount: count => count >= 1,
  instance,
};

function instance(count: number): Instance {
  const points = Float64Array.from({ length: 2 * count }, (_, i) => Math.sin(1.7 * i + 0.3));
  const targets = Float64Array.from({ length: count }, (_, i) => Math.sin(3 * points[2 * i]!) * points[2 * i + 1]!);
  const start = Float64Array.from({ length: UNKNOWNS }, (_, i) => Math.sin(7.3 * i) / Math.sqrt(i < W2 ? 2 : HIDDEN));
  const h1 = new Float64Array(HIDDEN);
  const h2 = new Float64Array(HIDDEN);
  return {
    start,
    parameters: Float64Array.of(...points, ...targets),

    byHand(x, gradient) {
      let total = 0;
      gradient.fill(0);
      for (let p = 0; p < count; p++) {
        const p0 = points[2 * p]!;
        const p1 = points[2 * p + 1]!;
        for (let j = 0; j < HIDDEN; j++) h1[j] = Math.tanh(p0 * x[W1 + j]! + p1 * x[W1 + HIDDEN + j]! + x[B1 + j]!);
        for (let k = 0; k < HIDDEN; k++) h2[k] = x[B2 + k]!;
        for (let j = 0; j < HIDDEN; j++) {
          const h = h1[j]!;
          const row = W2 + j * HIDDEN;
          for (let k = 0; k < HIDDEN; k++) h2[k] = h2[k]! + h * x[row + k]!;
        }
        let output = x[B3]!;
        for (let k = 0; k < HIDDEN; k++) {
          h2[k] = Math.tanh(h2[k]!);
          output += h2[k]! * x[W3 + k]!;
        }
        const error = output - targets[p]!;
        total += error * error;

        const slope = (2 * error) / count;
        gradient[B3] = gradient[B3]! + slope;
        for (let k = 0; k < HIDDEN; k++) {
          const h = h2[k]!;
          gradient[W3 + k] = gradient[W3 + k]! + slope * h;
          h2[k] = slope * x[W3 + k]! * (1 - h * h);
          gradient[B2 + k] = gradient[B2 + k]! + h2[k]!;
        }
        for (let j = 0; j < HIDDEN; j++) {
          const h = h1[j]!;
          const row = W2 + j * HIDDEN;
          let sum = 0;
          for (let k = 0; k < HIDDEN; k++) {
            const above = h2[k]!;
            gradient[row + k] = gradient[row + k]! + h * above;
            sum += x[row + k]! * above;
          }
          const s = sum * (1 - h * h);
          gradient[W1 + j] = gradient[W1 + j]! + s * p0;
          gradient[W1 + HIDDEN + j] = gradient[W1 + HIDDEN + j]! + s * p1;
          gradient[B1 + j] = gradient[B1 + j]! + s;
        }
      }
      return total / count;
    },

    array<A>({ add, constant, div, matmul, reshape, slice, square, sub, sum, tanh }: ArrayAlgebra<A>, x: A): A {
      const layer = (input: A, weights: number, rows: number, columns: number): A => {
        const bias = weights + rows * columns;
        return add(matmul(input, reshape(slice(x, weights, bias), [rows, columns])), slice(x, bias, bias + columns));
      };
      const hidden = tanh(layer(tanh(layer(constant(points, [count, 2]), W1, 2, HIDDEN)), W2, HIDDEN, HIDDEN));
      return div(sum(square(sub(layer(hidden, W3, HIDDEN, 1), constant(targets, [count, 1])))), count);
    },
  };
}

import type { Problem } from '../minimize/method.js';

/** The dense Hessian at x, by rows and symmetric to the bit, from one Hessian-vector product a column. */
export function hessianOf(problem: Pick<Problem, 'size' | 'hvp'>, x: Float64Array): Float64Array {
  const n = problem.size;
  const hessian = new Float64Array(n * n);
  const unit = new Float64Array(n);
  const column = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    unit[i] = 1;
    problem.hvp!(x, unit, column);
    unit[i] = 0;
    hessian.set(column, i * n);
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) hessian[i * n + j] = hessian[j * n + i] = (hessian[i * n + j]! + hessian[j * n + i]!) / 2;
  }
  return hessian;
}

import { describe, expect, it } from 'vitest';
import * as api from '../src/index.js';
import { tensor, type Tensor } from '../src/index.js';
import { checkBackends, checkGradients, checkPrimitive, checkVmap } from '../src/testing/index.js';
import { elementwiseOps } from './ops.js';
import { discreteOps, structuredOps } from './structuredOps.js';

describe.each(elementwiseOps)('$name', ({ op, primitive, domain }) => {
  /** Shapes that broadcast: a column, then rows. */
  const args = (shift: number): (number[] | number[][])[] =>
    domain.map(([low, high], i) => {
      const at = (u: number): number => low + (high - low) * (0.1 + 0.8 * ((u + shift) % 1));
      return i === 0 ? [[at(0.1)], [at(0.5)]] : [at(0.3), at(0.6), at(0.9)];
    });

  it('keeps all rules of its primitive', () => {
    checkPrimitive(primitive, { params: null, tolerance: 1e-7 });
  });

  it('keeps them for operands that broadcast', () => {
    const f = (...xs: Tensor[]): Tensor => op(...xs);
    checkGradients(f, args(0).map(x => tensor(x)), { tolerance: 1e-7 });
  });
});

describe.each(discreteOps)('$name', ({ op, samples }) => {
  it('gives the same bits on every backend', () => checkBackends(op, samples[0]!));
  it('maps over batches', () => checkVmap(op, samples));
});

describe.each(structuredOps)('$name', ({ op, samples, tolerance = 0 }) => {
  it('gives the same bits on every backend', () => checkBackends(op, samples[0]!));
  it('has its derivatives', () => checkGradients(op, samples[0]!));
  it('maps over batches', () => checkVmap(op, samples, { tolerance }));
});

/** What is exported and no op: it makes or inspects values, or takes functions. */
const others = [
  'arange', 'eye', 'full', 'linspace', 'ones', 'tensor', 'zeros', 'definePrimitive', 'stopGradient', 'trace',
  'checkpoint', 'cond', 'customJvp', 'customLinearSolve', 'customRoot', 'customVjp', 'flatObjective', 'foriLoop', 'grad', 'hessian', 'hvp', 'jacfwd', 'jacobian',
  'isTracing', 'jacrev', 'jit', 'jvp', 'linearTranspose', 'linearize', 'scan', 'switchCase', 'treeMap', 'untraced', 'valueAndGrad', 'vjp', 'vmap', 'whileLoop',
  // Those of linear algebra have tests of their own, beside them.
  'cholesky', 'det', 'diag', 'diagonal', 'eigh', 'inv', 'lstsq', 'matrixNorm', 'matrixPower', 'pinv', 'qr', 'slogdet', 'solve', 'svd', 'triangularSolve', 'tril', 'triu',
  // Another name of select.
  'where',
];

it('has every op that is exported', () => {
  const tabled = new Set([...elementwiseOps, ...structuredOps, ...discreteOps].map(({ name }) => name.split(' ')[0]));
  const isFunction = ([name, value]: [string, unknown]): boolean => typeof value === 'function' && !/^[A-Z]/.test(name);
  const missing = Object.entries(api).filter(isFunction).map(([name]) => name).filter(name => !tabled.has(name) && !others.includes(name));
  expect(missing).toEqual([]);
});

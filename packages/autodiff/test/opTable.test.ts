import { describe, it } from 'vitest';
import { tensor, type Tensor } from '../src/index.js';
import { checkBackends, checkGradients, checkPrimitive, checkVmap } from '../src/testing/index.js';
import { elementwiseOps } from './ops.js';
import { structuredOps } from './structuredOps.js';

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

describe.each(structuredOps)('$name', ({ op, samples, tolerance = 0 }) => {
  it('gives the same bits on every backend', () => checkBackends(op, samples[0]!));
  it('has its derivatives', () => checkGradients(op, samples[0]!));
  it('maps over batches', () => checkVmap(op, samples, { tolerance }));
});

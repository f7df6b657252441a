import { describe, expect, it } from 'vitest';
import {
  all, any, argmax, argmin, argsort, AutodiffError, concatenate, conv, cumprod, cumsum, customLinearSolve, fft, flatObjective, foriLoop, gather, gelu, grad, hessian, hvp, ifft, interp,
  irfft, jacfwd, jacobian, jacrev, jit, jvp, linearize, linspace, logsumexp, lstsq, max, mean, median, min, norm, pad, pinv, prod, repeat, rfft, roll, round, safeNorm, scan, scatterAdd,
  searchsorted, softmax, sort, split, stack, std, sum, take, takeAlongAxis, tensor, triangularSolve, valueAndGrad, variance, vjp, vmap, whileLoop,
} from './index.js';

const reductions = { all, any, logsumexp, max, mean, median, min, norm, prod, safeNorm, std, sum, variance };
const alongAnAxis = { argmax, argmin, argsort, cumprod, cumsum, fft, ifft, irfft, rfft, softmax, sort };
const elementwise = { gelu, round };
const transforms = { grad, hessian, hvp, jacfwd, jacobian, jacrev, jit, valueAndGrad, vmap };

const x = tensor([[1, 2], [3, 4]]);
// Never called, since options are looked at first.
const same = ((y: unknown) => y) as never;

/** Everything that takes options, called with something in their place. */
const calls: Readonly<Record<string, (options: never) => unknown>> = {
  ...Object.fromEntries(Object.entries({ ...reductions, ...alongAnAxis, ...elementwise }).map(([name, op]) => [name, (options: never) => (op as typeof sum)(x, options)])),
  ...Object.fromEntries(Object.entries(transforms).map(([name, transform]) => [name, (options: never) => (transform as typeof jit)(same, options)])),
  concatenate: options => concatenate([x, x], options),
  conv: options => conv(x, x, options),
  customLinearSolve: options => customLinearSolve(same, 1, same, options),
  flatObjective: options => flatObjective(same, 1, options),
  foriLoop: options => foriLoop(0, 1, same, x, options),
  gather: options => gather(x, 0, options),
  interp: options => interp(1, [0, 2], [0, 1], options),
  jvp: options => jvp(same, [1], [1], options),
  linspace: options => linspace(0, 1, 3, options),
  lstsq: options => lstsq(x, [1, 2], options),
  pad: options => pad(x, 1, options),
  pinv: options => pinv(x, options),
  repeat: options => repeat(x, 2, options),
  roll: options => roll(x, 1, options),
  scan: options => scan(same, x, x, options),
  scatterAdd: options => scatterAdd(x, 0, x, options),
  searchsorted: options => searchsorted([1, 2], 1, options),
  split: options => split(x, 2, options),
  stack: options => stack([x, x], options),
  take: options => take(x, 0, options),
  takeAlongAxis: options => takeAlongAxis(x, x, options),
  triangularSolve: options => triangularSolve(x, [1, 2], options),
  whileLoop: options => whileLoop(same, same, x, options),
};

describe.each(Object.entries(calls))('%s', (name, call) => {
  it('refuses a value where its options stand, and says how to write it', () => {
    for (const value of [0, [0], 'axis', true, null, new Map(), x]) {
      expect(() => call(value as never)).toThrow(AutodiffError);
      expect(() => call(value as never)).toThrow(new RegExp(`^${name} takes options { .* }, not .*; write ${name}\\(.*, { \\w+: .* }\\)\\.$`));
    }
  });

  it('refuses options that it does not know, and says which it does', () => {
    expect(() => call({ axes: 0 } as never)).toThrow(new RegExp(`^${name} takes options { \\w+.* }, not "axes"`));
  });
});

it('a misplaced argument is shown in its place', () => {
  expect(() => sum(x, 0 as never)).toThrow('write sum(x, { axis: 0 }).');
  expect(() => sum(x, [0, 1] as never)).toThrow('write sum(x, { axis: [0, 1] }).');
  expect(() => norm(x, Infinity as never)).toThrow('write norm(x, { ord: Infinity }).');
  expect(() => take(x, [0], 1 as never)).toThrow('write take(..., { axis: 1 }).');
  expect(() => grad(same, 1 as never)).toThrow('write grad(f, { argnums: 1 }).');
});

it('the options of vjp and linearize, which stand before arguments, are checked as well', () => {
  for (const transform of [vjp, linearize]) expect(() => (transform as (...args: unknown[]) => unknown)(same, { hasAux: true, argnums: 1 }, 1)).toThrow(/takes options { hasAux }, not "argnums"/);
});

it('options without a value are left out', () => {
  expect(sum(x, undefined).item()).toBe(10);
  expect(sum(x, Object.assign(Object.create(null), { axis: undefined })).item()).toBe(10);
  expect(gather(x, 1, { axis: undefined } as never).toArray()).toEqual([3, 4]);
});

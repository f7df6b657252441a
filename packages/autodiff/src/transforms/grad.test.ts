import { describe, expect, it } from 'vitest';
import {
  add, checkpoint, concatenate, cond, cos, div, exp, grad, greater, jit, LeakedTraceError, log, mul, neg, pow, scan, select, sin, slice, sqrt, square, stack,
  sub, sum, tensor, Tensor, valueAndGrad,
} from '../index.js';

describe('grad', () => {
  it('differentiates z = x^2 + y/2', () => {
    const z = (x: Tensor, y: Tensor): Tensor => add(square(x), div(y, 2));
    expect(grad(z, { argnums: [0, 1] })(3, 1)).toEqual([6, 0.5]);
    expect(valueAndGrad(z)(3, 1)).toEqual([9.5, 6]);
  });

  it('gives x^2 + 3xy + 1 at (3, 2) with its mixed second derivative', () => {
    const f = (x: Tensor, y: Tensor): Tensor => add(add(square(x), mul(3, mul(x, y))), 1);
    expect(valueAndGrad(f)(3, 2)).toEqual([28, 12]);
    expect(grad((y: Tensor) => grad(f)(3, y) as unknown as Tensor)(2)).toBe(3);
  });

  it('returns the kind and structure that it was given', () => {
    const f = (p: { a: Tensor; b: readonly [Tensor, Tensor]; c: Tensor; d: Tensor }): Tensor =>
      add(add(mul(p.a, p.b[0]), mul(p.b[1], sum(p.c))), sum(square(p.d)));
    const point = { a: 2, b: [3, 4] as [number, number], c: Float64Array.of(5, 6), d: tensor([[1, 2]]) };
    const g = grad(f)(point);
    expect(Object.keys(g)).toEqual(['a', 'b', 'c', 'd']);
    expect([g.a, g.b, g.c]).toEqual([3, [2, 11], Float64Array.of(4, 4)]);
    expect(g.d).toBeInstanceOf(Tensor);
    expect(g.d.toArray()).toEqual([[2, 4]]);
  });

  it('passes auxiliary results on', () => {
    const f = (x: Tensor): [Tensor, { twice: Tensor }] => [square(x), { twice: mul(2, x) }];
    const [gradient, aux] = grad(f, { hasAux: true })(3);
    expect([gradient, aux.twice.item()]).toEqual([6, 6]);
    expect(valueAndGrad(f, { hasAux: true })(3)[0][0]).toBe(9);
  });

  it('gives zeros where the result does not depend on an argument', () => {
    expect(grad((x: Tensor, y: Tensor) => square(y), { argnums: [0, 1] })(Float64Array.of(1, 2), 3)).toEqual([Float64Array.of(0, 0), 6]);
  });

  it('follows host conditions and loops on values', () => {
    const power = (x: Tensor): Tensor => {
      let y = x;
      while (y.item() < 100) y = mul(y, x);
      return y;
    };
    expect(grad(power)(3)).toBe(5 * 3 ** 4);
  });

  it('leaves no graph behind', () => {
    let slope = tensor(1);
    for (let i = 0; i < 100; i++) slope = grad((x: Tensor) => mul(x, x))(slope);
    expect(slope.inputs).toEqual([]);
    expect(slope.scope).toBeNull();
  });
});

describe('nested derivatives', () => {
  it('reach the fifth', () => {
    let f: (x: Tensor) => Tensor = x => exp(mul(2, x));
    for (let order = 0; order < 5; order++) {
      const inner = f;
      f = x => grad(inner)(x);
    }
    expect(f(tensor(0.5)).item()).toBeCloseTo(32 * Math.E, 12);
  });

  it('are not confused by perturbations of outer variables', () => {
    expect(grad((x: Tensor) => mul(x, grad((y: Tensor) => add(x, y))(x)))(1)).toBe(1);
    expect(grad((x: Tensor) => mul(x, grad((y: Tensor) => mul(x, y))(2) as unknown as Tensor))(3)).toBe(6);
  });

  it('differentiate through closures over outer traced values', () => {
    const f = (x: Tensor): Tensor => grad((y: Tensor) => mul(square(x), pow(y, 3)))(x);
    expect(grad(f)(2)).toBe(12 * 2 ** 3);
  });

  it('agree with mathematics when a variable is differentiated by twice at different levels', () => {
    const f = (x: Tensor): Tensor => grad((y: Tensor) => mul(sin(mul(x, y)), x))(x);
    const x = 0.7;
    const exact = 2 * x * Math.cos(x * x) - 2 * x ** 3 * Math.sin(x * x);
    expect(grad(f)(x)).toBeCloseTo(exact, 13);
  });
});

describe('the branch not taken', () => {
  const guarded = (x: Tensor): Tensor => select(greater(x, 0), sqrt(x), 0);

  it('never poisons a gradient', () => {
    expect(grad(guarded)(0)).toBe(0);
    expect(grad(guarded)(4)).toBe(0.25);
    expect(grad((x: Tensor) => select(greater(x, 0), log(x), x))(-1)).toBe(1);
    expect(grad((x: Tensor) => select(greater(x, 0), div(1, x), 0))(0)).toBe(0);
  });

  it('never poisons higher derivatives', () => {
    const mixed = (x: Tensor): Tensor => select(greater(x, 0), sqrt(x), pow(x, 3));
    const second = grad((x: Tensor) => grad(mixed)(x));
    const third = grad((x: Tensor) => grad((y: Tensor) => grad(mixed)(y))(x));
    expect([grad(mixed)(0), second(0), third(0)]).toEqual([0, 0, 6]);
    expect(second(4)).toBeCloseTo(-1 / 32, 14);
  });

  it('never poisons compiled gradients or those through compiled functions', () => {
    expect(jit((x: Tensor) => grad(guarded)(x))(0).item()).toBe(0);
    expect(grad((x: Tensor) => jit(guarded)(x))(0)).toBe(0);
    expect(grad((x: Tensor) => select(greater(x, 0), jit((y: Tensor) => sqrt(y))(x), 0))(0)).toBe(0);
  });

  it('never poisons them to the third order, through compiled functions and branches', () => {
    const through: Record<string, (y: Tensor, c: Tensor) => Tensor> = {
      jit: jit((y: Tensor, c: Tensor) => select(c, mul(y, y), 0)),
      cond: (y, c) => cond(c, z => mul(z, z), z => mul(z, 0), y),
      checkpoint: checkpoint((y: Tensor, c: Tensor) => select(c, mul(y, y), 0)),
    };
    for (const [name, inner] of Object.entries(through)) {
      const f = (x: Tensor): Tensor => select(greater(x, 0), inner(sqrt(x), greater(x, 0)), 0);
      const second = (x: Tensor): Tensor => grad((y: Tensor) => grad(f)(y))(x);
      expect([grad(f)(0), second(tensor(0)).item(), grad(second)(0)], name).toEqual([0, 0, 0]);
    }
    const f = (x: Tensor): Tensor => through['jit']!(sqrt(x), greater(x, 0));
    expect([grad(f)(0), grad((x: Tensor) => grad(f)(x))(0), grad((x: Tensor) => grad((y: Tensor) => grad(f)(y))(x))(0)]).toEqual([0, 0, 0]);
  });

  it('never poisons second derivatives through loops', () => {
    const inner = (y: Tensor, c: Tensor): Tensor => scan((s: Tensor) => [add(s, select(c, mul(y, y), 0)), []] as const, tensor(0), null, { length: 2 })[0];
    const f = (x: Tensor): Tensor => select(greater(x, 0), inner(sqrt(x), greater(x, 0)), 0);
    expect([grad(f)(0), grad((x: Tensor) => grad(f)(x))(0)]).toEqual([0, 0]);
  });

  it('keeps slopes by factors that happen to be zero', () => {
    const f = (u: Tensor, x: Tensor): Tensor => mul(u, select(greater(x, 0), square(x), neg(x)));
    expect(grad((u: Tensor) => grad(f, { argnums: 1 })(u, 3) as unknown as Tensor)(0)).toBe(6);
  });
});

describe('misuse', () => {
  it('refuses JavaScript arithmetic on traced values', () => {
    expect(() => grad((x: Tensor) => (x as unknown as number) * 2)(3)).toThrow(/mul\(x, 2\)/);
    expect(() => grad((x: Tensor) => Math.sqrt(x as unknown as number))(3)).toThrow(/sqrt\(x\)/);
  });

  it('allows it on constants', () => {
    expect((tensor(4) as unknown as number) * 2).toBe(8);
  });

  it('refuses results that are no scalar, with the shape', () => {
    expect(() => grad((x: Tensor) => x)(Float64Array.of(1, 2))).toThrow(/scalar.*\[2\]/);
    expect(() => grad((x: Tensor) => greater(x, 0))(1)).toThrow(/bool/);
    expect(() => grad((x: Tensor) => [x] as never)(1)).toThrow(/one scalar/);
  });

  it('refuses whole numbers as variables, naming the leaf', () => {
    expect(() => grad((p: { k: Tensor }) => sum(p.k))({ k: Int32Array.of(1) })).toThrow(/the argument\.k has dtype int32/);
  });

  it('refuses arguments that are no trees, with the path', () => {
    expect(() => grad((p: { a: Tensor[] }) => p.a[0]!)({ a: [1, null as unknown as number] })).toThrow(/\.a\[1\] is null/);
    expect(() => grad((p: { a: Tensor }) => p.a)({ a: new Date() as never })).toThrow(/class Date/);
    expect(() => grad((x: Tensor) => x, { argnums: 2 as never })(1)).toThrow(/argument 2/);
  });

  it('catches values that leak from their trace', () => {
    let leaked: Tensor | undefined;
    grad((x: Tensor) => (leaked = mul(x, 2)))(1);
    expect(() => add(leaked!, 1)).toThrow(LeakedTraceError);
    expect(() => leaked!.item()).toThrow(LeakedTraceError);
    expect(() => grad((x: Tensor) => mul(x, leaked!))(1)).toThrow(LeakedTraceError);
  });

  it('leaves no trace open when the function throws', () => {
    expect(() => grad((x: Tensor) => { throw new RangeError(`mine ${x.item()}`); })(1)).toThrow('mine');
    expect(mul(2, 3).item()).toBe(6);
  });
});

describe('large graphs', () => {
  it('of a million scalar nodes are differentiated', () => {
    const rate = 0.999999;
    const steps = 500_000;
    const decay = (x: Tensor): Tensor => {
      let y = x;
      for (let i = 0; i < steps; i++) y = add(mul(y, rate), x);
      return y;
    };
    let expected = 1;
    for (let i = 0; i < steps; i++) expected = expected * rate + 1;
    expect(grad(decay)(1) / expected).toBeCloseTo(1, 10);
  }, 120_000);

  it('of ten thousand variables are one input', () => {
    const f = (xs: Tensor[]): Tensor => xs.reduce((total, x, i) => add(total, mul(i, square(x))), tensor(0));
    const xs = Array.from({ length: 10_000 }, (_, i) => i / 1000);
    expect(grad(f)(xs)).toEqual(xs.map((x, i) => i * (2 * x)));
  });

  it('mix slices, joins and broadcasts', () => {
    const f = (x: Tensor): Tensor => {
      const padded = concatenate([0, x, 1]);
      const steps = sub(slice(padded, [1, null]), slice(padded, [0, -1]));
      return sum(mul(stack([1, 2, 3, 4]), add(cos(steps), square(steps))));
    };
    const x = Float64Array.of(0.2, 0.5, 0.6);
    const ends = (v: number[]): number[] => [0, ...v, 1];
    const exact = [0, 1, 2].map(i => {
      const p = ends([...x]);
      const term = (k: number): number => (k + 1) * (2 * (p[k + 1]! - p[k]!) - Math.sin(p[k + 1]! - p[k]!));
      return term(i) - term(i + 1);
    });
    grad(f)(x).forEach((g, i) => expect(g).toBeCloseTo(exact[i]!, 13));
  });
});

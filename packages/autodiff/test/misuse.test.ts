/** What other libraries get wrong without a word is refused, under every transform, with the remedy. */
import { describe, expect, it } from 'vitest';
import {
  add, AutodiffError, ConcretizationError, cond, concatenate, foriLoop, gather, grad, hessian, hvp, IndexError, jacfwd, jacrev, jit, jvp, LeakedTraceError, linearize, matmul, mul,
  reshape, scan, select, ShapeError, slice, sum, take, tensor, valueAndGrad, vjp, vmap, whileLoop, greater, type Tensor,
} from '../src/index.js';

type Scalar = (x: Tensor) => Tensor;

const transforms: Record<string, (f: Scalar) => unknown> = {
  grad: f => grad(f)(2),
  valueAndGrad: f => valueAndGrad(f)(2),
  jvp: f => jvp(f, [2], [1]),
  vjp: f => vjp(f, 2),
  linearize: f => linearize(f, 2),
  jacfwd: f => jacfwd(f)(2),
  jacrev: f => jacrev(f)(2),
  hessian: f => hessian(f)(2),
  hvp: f => hvp(f)(2, 1),
  jit: f => jit(f)(2),
  vmap: f => vmap(f)(Float64Array.of(2, 3)),
  'grad of jit': f => grad(jit(f))(2),
  'jit of grad': f => jit((x: Tensor) => grad(f)(x))(2),
  'the body of a scan': f => scan((x: Tensor) => [f(x), []] as const, tensor(2), null, { length: 2 }),
  'the body of a foriLoop': f => foriLoop(0, 2, (_, x: Tensor) => f(x), tensor(2)),
  'the body of a whileLoop': f => whileLoop((x: Tensor) => greater(100, x), f, tensor(2)),
  'a branch of a cond': f => jit((x: Tensor) => cond(greater(x, 0), f, f, x))(2),
};

const all = Object.entries(transforms);

describe.each(all)('%s', (_, run) => {
  it.each<[string, (x: never) => unknown]>([
    ['x * 2', (x: number) => x * 2],
    ['x + 1', (x: number) => x + 1],
    ['-x', (x: number) => -x],
    ['x ** 2', (x: number) => x ** 2],
    ['x > 1', (x: number) => (x > 1 ? 1 : 0)],
    ['Math.sqrt(x)', (x: number) => Math.sqrt(x)],
    ['Math.max(x, 0)', (x: number) => Math.max(x, 0)],
    ['Number(x)', (x: unknown) => Number(x)],
    ['a typed array of x', (x: number) => Float64Array.of(x)],
  ])('refuses %s, and names the op', (_name, wrong) => {
    expect(() => run(x => mul(x, wrong(x as never) as never))).toThrow(ConcretizationError);
    expect(() => run(x => mul(x, wrong(x as never) as never))).toThrow(/mul\(x, 2\), sqrt\(x\)/);
  });

  it('refuses shapes that do not fit, with both', () => {
    expect(() => run(x => sum(add(mul(x, [1, 2, 3]), [1, 2])))).toThrow(/add: shapes \[3\] and \[2\]/);
    expect(() => run(x => sum(matmul(mul(x, [[1, 2]]), [[1, 2]])))).toThrow(/\[1, 2\] and \[1, 2\]/);
    expect(() => run(x => sum(concatenate([mul(x, [[1, 2]]), [[1]]])))).toThrow(/\[1, 2\] and \[1, 1\]/);
    expect(() => run(x => sum(reshape(mul(x, [1, 2, 3]), [2])))).toThrow(/\[3\].*\[2\]/);
  });

  it('refuses indices outside of their axis', () => {
    for (const index of [3, -4]) {
      expect(() => run(x => slice(mul(x, [1, 2, 3]), index))).toThrow(new RegExp(`index ${index} is outside of axis 0, which has 3 elements`));
      expect(() => run(x => gather(mul(x, [1, 2, 3]), index))).toThrow(IndexError);
      expect(() => run(x => sum(take(mul(x, [1, 2, 3]), [0, index])))).toThrow(IndexError);
    }
  });

  it('refuses indices that turn out to be outside', () => {
    expect(() => run(x => gather(mul(mul(x, x), [1, 2, 3]), add(x, 5)))).toThrow(IndexError);
  });

  it('refuses what leaked out of its trace', () => {
    let leaked: Tensor | undefined;
    const leaking: Scalar = x => {
      leaked ??= mul(x, 2);
      return mul(x, 3);
    };
    run(leaking);
    expect(() => add(leaked!, 1)).toThrow(LeakedTraceError);
    expect(() => leaked!.item()).toThrow(/trace that has ended.*Return values/);
    expect(() => run(x => add(x, leaked!))).toThrow(LeakedTraceError);
  });
});

describe.each(['jit', 'vmap', 'the body of a scan', 'a branch of a cond'])('under %s', name => {
  it('the number of a value is not known, and the message names what to use', () => {
    for (const ask of [(x: Tensor) => x.item(), (x: Tensor) => x.toArray(), (x: Tensor) => x.data()]) {
      expect(() => transforms[name]!(x => mul(x, ask(x)))).toThrow(/only known when.*select.*(array operations|host conditions)/);
    }
  });
});

describe('differentiation', () => {
  const ofInts = { f: (x: Tensor): Tensor => sum(mul(x, 2)), ints: Int32Array.of(1, 2) };

  it('by whole numbers or bools is refused, naming the leaf', () => {
    const { f, ints } = ofInts;
    const calls = [() => grad(f)(ints), () => valueAndGrad(f)(ints), () => jvp(f, [ints], [ints]), () => vjp(f, ints), () => linearize(f, ints), () => jacfwd(f)(ints), () => jacrev(f)(ints), () => hessian(f)(ints)];
    for (const call of calls) expect(call).toThrow(/argument( 0)? has dtype int32, for which there is no derivative/);
    expect(() => grad(({ a }: { a: { b: Tensor } }) => sum(select(a.b, 1, 0)))({ a: { b: tensor([true]) } })).toThrow(/\.a\.b has dtype bool/);
  });

  it('of results that are no floating-point scalar is refused, with the shape', () => {
    for (const call of [() => grad((x: Tensor) => mul(x, [1, 2]))(1), () => hessian((x: Tensor) => mul(x, [1, 2]))(1), () => hvp((x: Tensor) => mul(x, [1, 2]))(1, 1)]) {
      expect(call).toThrow(/scalar result, and the function returns shape \[2\]/);
    }
    expect(() => grad((x: Tensor) => greater(x, 0))(1)).toThrow(/floating-point result.*bool/);
    expect(() => grad((x: Tensor) => ({ x }) as never)(1)).toThrow(/one scalar.*hasAux/);
  });
});

it('every error has a code, and is an AutodiffError', () => {
  for (const call of [() => add([1, 2], [1, 2, 3]), () => reshape([1], [2]), () => slice([1], 5), () => tensor([[1], [1, 2]])]) {
    let found: unknown;
    try {
      call();
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(AutodiffError);
    expect((found as AutodiffError).code).toMatch(/^[a-z-]+$/);
  }
  expect(() => add([1, 2], [1, 2, 3])).toThrow(ShapeError);
});

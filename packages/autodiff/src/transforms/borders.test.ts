/** What holds at the borders between traces, sub-graphs and eager code. */
import { describe, expect, it } from 'vitest';
import {
  cond, definePrimitive, full, grad, greater, hessian, jit, jvp, LeakedTraceError, mul, neg, prod, scan, select, sqrt, square, stack, sum, switchCase, tensor, vjp, vmap, type Tensor, type TensorLike,
} from '../index.js';
import { watermark } from '../graph/scope.js';

const xs = tensor([1, 2, 3]);

describe('vmap', () => {
  it('tells the rows of a value from the same value taken as a whole', () => {
    expect(vmap((a, b) => sum(mul(a, b)), { inAxes: [0, null] })(xs, xs).toArray()).toEqual([6, 12, 18]);
    expect(vmap(a => sum(mul(a, xs)))(xs).toArray()).toEqual([6, 12, 18]);
    expect(grad((x: Tensor) => sum(vmap(a => sum(mul(a, x)))(x)))(xs).toArray()).toEqual([12, 12, 12]);
    expect(jit((x: Tensor) => vmap(a => vmap(b => mul(a, b))(x))(x))(xs).toArray()).toEqual([[1, 2, 3], [2, 4, 6], [3, 6, 9]]);
  });

  it('refuses what is neither elementwise nor has a batch rule', () => {
    const total = definePrimitive<null>({
      name: 'total',
      infer: ([x]) => ({ ...x!, shape: [], size: 1 }),
      lower: (target, [x], _params, type) => target.reduce(type, { combine: (k, [a, b]) => k.add(a as never, b as never), identity: -0, empty: 0 }, x!, [0]),
    });
    expect(() => vmap(row => total([row], null))(tensor([[1, 2], [3, 4]]))).toThrow(/total/);
    expect(() => vmap(x => x)([] as never)).toThrow(/no axis/);
  });
});

describe('the mark of the branch not taken', () => {
  const root = (x: Tensor, pick: (y: Tensor, c: Tensor) => Tensor): Tensor => pick(sqrt(x), greater(x, 0));

  it('passes the borders of jit and cond', () => {
    const inner = jit((y: Tensor, c: Tensor) => select(c, y, 0));
    expect(grad((x: Tensor) => root(x, inner))(0)).toBe(0);
    expect(jit(grad((x: Tensor) => root(x, inner)))(0).item()).toBe(0);
    const either = (y: Tensor, c: Tensor): Tensor => cond(greater(y, -1), z => select(c, z, 0), z => z, y);
    expect(jit(grad((x: Tensor) => root(x, either)))(0).item()).toBe(0);
  });

  it('does not stay on results', () => {
    const gradient = grad((x: Tensor) => sum(select(greater(x, 0), x, 0)))(tensor([1, -1]));
    expect(mul(gradient, NaN).toArray()).toEqual([NaN, NaN]);
  });
});

describe('vjp', () => {
  it('has a pullback that is differentiated and compiled by later traces', () => {
    const [, pullback] = vjp((x: Tensor) => square(x), 3);
    expect(grad((ct: Tensor): TensorLike => pullback(ct)[0])(1)).toBe(6);
    expect(jit((ct: Tensor) => mul(pullback(ct)[0], 1))(2).item()).toBe(12);
    expect(pullback(1)).toEqual([6]);
  });
});

describe('differentiation', () => {
  it('by nothing gives nothing', () => {
    expect(grad((x: readonly Tensor[]) => tensor(x.length))([])).toEqual([]);
    expect(grad((x: Tensor) => square(x), { argnums: [] })(2)).toEqual([]);
    expect(jvp(() => tensor(2), [[]] as never, [[]] as never)[1].item()).toBe(0);
  });

  it('does not change when a value is looked at', () => {
    const f = (x: Tensor): Tensor => sum(mul(x, tensor(Int32Array.of(3))));
    expect(grad(f)(2)).toBe(3);
    expect(grad((x: Tensor) => { x.item(); return f(x); })(2)).toBe(3);
  });

  it('refuses results of traces that have ended', () => {
    let leaked = tensor(0);
    grad((x: Tensor) => (leaked = square(x)))(3);
    expect(() => grad((x: Tensor) => (x.size === 1 ? leaked : x))(2)).toThrow(LeakedTraceError);
    expect(() => grad((x: Tensor) => [x, leaked] as const, { hasAux: true })(2)).toThrow(LeakedTraceError);
  });
});

describe('branches', () => {
  it('agree in structure, in whatever order they name things', () => {
    const f = jit((x: Tensor) => cond(greater(x, 0), y => ({ a: y, b: neg(y) }), y => ({ b: neg(y), a: y }), x));
    expect(f(-2).a.item()).toBe(-2);
    expect(() => jit((x: Tensor) => cond<[Tensor], unknown>(greater(x, 0), y => ({ a: y }), y => [y], x))(1)).toThrow(/every branch/);
  });

  it('are chosen by one value', () => {
    expect(switchCase(NaN, [x => x, x => neg(x)], tensor(1)).item()).toBe(1);
    expect(() => switchCase([1, 0], [x => x, x => neg(x)], tensor(1))).toThrow(/one value/);
    expect(() => switchCase(0, [], tensor(1))).toThrow(/at least one/);
  });
});

describe('scan', () => {
  it('inside of jit is differentiated twice, and mapped', () => {
    const f = jit((x: Tensor) => scan((c: Tensor, row: Tensor) => [mul(c, row), []], sum(x), x)[0]);
    const x = Float64Array.of(1, 2, 3);
    expect(hessian(f)(x).toArray()).toEqual(hessian((y: Tensor) => mul(sum(y), prod(y)))(x).toArray());
    const gradients = vmap(row => grad(f)(row))(stack([x, x])).toArray();
    expect(gradients).toEqual([[42, 24, 18], [42, 24, 18]]);
  });

  it('names what is wrong with its length or its function', () => {
    expect(() => scan(c => [c, c], tensor(0), null, { length: 2.5 })).toThrow(/2\.5/);
    expect(() => scan((() => undefined) as never, tensor(0), null, { length: 2 })).toThrow(/\[carry, output\]/);
  });
});

describe('jit', () => {
  it('merges no expressions whose parameters only look alike', () => {
    const scaled = definePrimitive<{ by: number }>({
      name: 'scaled',
      infer: ([x]) => x!,
      lower: (target, inputs, { by }, type) => target.map(type, (k, [x]) => k.mul(k.float(by), x as never), inputs),
    });
    const values = jit((x: Tensor) => [Infinity, -Infinity, NaN].map(by => scaled([x], { by })))(2);
    expect(values.map(value => value.item())).toEqual([Infinity, -Infinity, NaN]);
    const times = (p: Tensor, x: Tensor, factor: number): Tensor => cond(greater(p, 0), y => mul(y, factor), y => y, x);
    const both = jit((p: Tensor, x: Tensor) => [times(p, x, Infinity), times(p, x, -Infinity)])(1, 2);
    expect(both.map(value => value.item())).toEqual([Infinity, -Infinity]);
  });

  it('tells static values apart', () => {
    const product = jit((a: string, b: string, x: Tensor) => mul(x, b === '' ? 0 : a.length), { staticArgnums: [0, 1] });
    expect([product('x;string y', 'z', 1), product('x', 'y;string z', 1)].map(x => x.item())).toEqual([10, 1]);
    const inverse = jit((a: number, x: Tensor) => mul(x, 1 / a), { staticArgnums: [0] });
    expect([inverse(0, 1), inverse(-0, 1)].map(x => x.item())).toEqual([Infinity, -Infinity]);
  });
});

it('a byte that is not 0 is true, with the same bits everywhere', () => {
  const bytes = Uint8Array.of(2, 0, 255);
  expect(tensor(bytes).toArray()).toEqual([1, 0, 1]);
  for (const backend of ['js', 'interpreter'] as const) expect(jit((x: Tensor) => x, { backend })(bytes).toArray()).toEqual([1, 0, 1]);
});

it('full rounds to its dtype', () => {
  expect(full([], 0.1, 'float32').item()).toBe(Math.fround(0.1));
  expect(full([2], 2.7, 'bool').toArray()).toEqual([1, 1]);
  expect(full([], 1.7, 'int32').item()).toBe(1);
});

it('compiled functions within compiled functions are gone through a bounded number of times', () => {
  const nested = (depth: number): ((x: Tensor) => Tensor) => (depth === 0 ? square : jit((x: Tensor) => mul(0.5, nested(depth - 1)(x))));
  const nodesOf = (depth: number): number => {
    const before = watermark();
    expect(grad(nested(depth))(3)).toBe(6 * 0.5 ** depth);
    return watermark() - before;
  };
  expect(nodesOf(40) / nodesOf(20)).toBeLessThan(4.5);
});

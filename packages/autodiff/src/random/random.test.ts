import { add, arange, astype, AutodiffError, grad, jit, mean, mul, scan, square, stack, sum, tensor, vmap, type Tensor } from '@fermat/autodiff';
import { describe, expect, it } from 'vitest';
import { numberAlgebra } from '../kernel/numberAlgebra.js';
import { erf } from '../kernel/math/errorFunction.js';
import { bernoulli, bits, exponential, foldIn, gumbel, key, normal, randint, split, uniform } from './index.js';
import { threefry } from './threefry.js';

const words = (...list: number[]): readonly [number, number] => Int32Array.from(list) as unknown as readonly [number, number];
const unsigned = (x: Tensor): number[] => Array.from(x.data(), word => word >>> 0);

describe('threefry', () => {
  // Salmon and others, Random123 1.14, tests/kat_vectors: counter, key and result of threefry2x32 with 20 rounds.
  it.each([
    [[0, 0], [0, 0], [0x6b200159, 0x99ba4efe]],
    [[0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], [0x1cb996fc, 0xbb002be7]],
    [[0x243f6a88, 0x85a308d3], [0x13198a2e, 0x03707344], [0xc4923a9c, 0x483df7a0]],
  ])('of counter %j by key %j', (counter, by, expected) => {
    const found = threefry<number, number, boolean>(numberAlgebra, words(...by), words(...counter));
    expect(found.map(word => word >>> 0)).toEqual(expected);
  });
});

// Printed by JAX 0.10.2 with jax_enable_x64, for jax.random.PRNGKey(1662).
describe('as JAX', () => {
  const root = key(1662);

  it('makes keys', () => {
    expect([unsigned(root), unsigned(key(2 ** 40 + 7)), unsigned(key(-1))]).toEqual([[0, 1662], [256, 7], [4294967295, 4294967295]]);
    expect(split(root, 3).map(unsigned)).toEqual([[95951418, 1758919765], [895922585, 3282365716], [2715858485, 1243909347]]);
    expect(unsigned(foldIn(root, 5))).toEqual([3094002187, 1733615963]);
  });

  it('draws bits and uniform numbers', () => {
    expect(unsigned(bits(root, 5))).toEqual([1835984495, 4139932813, 3955505878, 907399633, 1178606762]);
    expect(uniform(root, 4).toArray()).toEqual([0.022340430507792552, 0.20859823230752594, 0.6323350792028055, 0.8155587308345873]);
    expect(uniform(root).item()).toBe(0.022340430507792552);
    expect(uniform(root, 4, { dtype: 'float32' }).toArray()).toEqual([0.42747342586517334, 0.9639031887054443, 0.920962929725647, 0.21127033233642578]);
    expect(bernoulli(root, 8, { p: 0.3 }).toArray()).toEqual([1, 1, 0, 0, 0, 0, 0, 1]);
  });

  it('draws normal, exponential and Gumbel numbers', () => {
    const close = (x: Tensor, expected: readonly number[]): void => expected.forEach((value, i) => expect(x.data()[i]).toBeCloseTo(value, 14));
    close(normal(root, 4), [-2.0076465800629353, -0.8112946797188897, 0.3380442503880827, 0.8985685096036906]);
    close(exponential(root, 3), [0.02259375799794361, 0.23394951640622397, 1.0005832969197288]);
    close(gumbel(root, 3), [-1.3353581647575894, -0.44938323938474767, 0.7801530956221595]);
  });
});

describe('the same bits', () => {
  const draw = (k: Tensor): Tensor[] => [uniform(k, [2, 3]), normal(k, 6), astype(bits(k, 4), 'float64'), exponential(foldIn(k, 9), 2)];

  it.each(['interpreter', 'js', 'wasm'] as const)('compiled by %s', backend => {
    const plain = draw(key(5)).map(x => Array.from(x.data()));
    expect(jit((k: Tensor) => draw(k), { backend })(key(5)).map(x => Array.from(x.data()))).toEqual(plain);
  });

  it('mapped, in a scan, and element by element', () => {
    const keys = split(key(11), 3);
    const alone = keys.map(k => normal(k, 4).toArray());
    expect((vmap((k: Tensor) => normal(k, 4))(stack(keys))).toArray()).toEqual(alone);
    expect(scan((carry: Tensor, k: Tensor) => [carry, normal(k, 4)] as const, tensor(0), stack(keys))[1].toArray()).toEqual(alone);
    const nine = normal(key(11), 9).data();
    expect(normal(key(11), [3, 3]).data()).toEqual(nine);
    expect(normal(key(11), 4).data()).toEqual(nine.slice(0, 4));
  });

  it('folds in numbers that are traced', () => {
    const root = key(3);
    const expected = [0, 1, 2].map(i => uniform(foldIn(root, i)).item());
    expect((vmap((i: Tensor) => uniform(foldIn(root, i)))(arange(3))).toArray()).toEqual(expected);
  });
});

/** The largest distance of the distribution of some numbers from an expected one (Kolmogorov and Smirnov). */
function distance(numbers: ArrayLike<number>, distribution: (x: number) => number): number {
  const sorted = Array.from(numbers).sort((a, b) => a - b);
  const n = sorted.length;
  return Math.max(...sorted.map((x, i) => Math.max(Math.abs(distribution(x) - i / n), Math.abs(distribution(x) - (i + 1) / n))));
}

describe('distributions', () => {
  const COUNT = 20_000;
  /** A distance that is exceeded once in ten thousand times: 2 exp(-2 x²) = 1e-4. */
  const LIMIT = Math.sqrt(Math.log(2e4) / 2 / COUNT);

  it.each<[string, Tensor, (x: number) => number]>([
    ['uniform', uniform(key(1), COUNT), x => x],
    ['uniform float32', uniform(key(1), COUNT, { dtype: 'float32' }), x => x],
    ['uniform between bounds', uniform(key(2), COUNT, { low: -3, high: 5 }), x => (x + 3) / 8],
    ['normal', normal(key(3), COUNT), x => (1 + erf(numberAlgebra, x * Math.SQRT1_2)) / 2],
    ['normal of a mean and deviation', normal(key(4), COUNT, { loc: 2, scale: 3 }), x => (1 + erf(numberAlgebra, ((x - 2) / 3) * Math.SQRT1_2)) / 2],
    ['exponential', exponential(key(5), COUNT, { scale: 2 }), x => -Math.expm1(-x / 2)],
    ['gumbel', gumbel(key(6), COUNT, { loc: 1 }), x => Math.exp(-Math.exp(1 - x))],
  ])('%s', (_, numbers, distribution) => {
    expect(distance(numbers.data(), distribution)).toBeLessThan(LIMIT);
  });

  it('normal numbers have the moments 0, 1, 0, 3', () => {
    const x = normal(key(8), COUNT);
    const moment = (p: number): number => mean(Float64Array.from(x.data(), v => v ** p)).item();
    // Five standard deviations of each mean, which are sqrt of the moment 2p less the square of the moment p.
    [[1, 0, 1], [2, 1, 2], [3, 0, 15], [4, 3, 96]].forEach(([p, expected, variance]) => {
      expect(Math.abs(moment(p!) - expected!)).toBeLessThan(5 * Math.sqrt(variance! / COUNT));
    });
  });

  it('bits are ones half of the time, each, and do not repeat', () => {
    const drawn = Array.from(bits(key(9), COUNT).data());
    for (let bit = 0; bit < 32; bit++) {
      const ones = drawn.filter(word => ((word >>> bit) & 1) === 1).length;
      expect(Math.abs(ones - COUNT / 2)).toBeLessThan(2.5 * Math.sqrt(COUNT));
    }
    expect(new Set(drawn).size).toBeGreaterThan(COUNT - 5);
  });

  it('keys of a split, and neighbours in a stream, have nothing to do with each other', () => {
    const [a, b] = split(key(10)).map(k => normal(k, COUNT)) as [Tensor, Tensor];
    const correlation = (x: Tensor, y: Tensor): number => mean(mul(x, y)).item();
    expect(Math.abs(correlation(a, b))).toBeLessThan(4 / Math.sqrt(COUNT));
    const shifted = tensor(Float64Array.from(a.data()).map((_, i, all) => all[(i + 1) % COUNT]!));
    expect(Math.abs(correlation(a, shifted))).toBeLessThan(4 / Math.sqrt(COUNT));
  });

  it('whole numbers are equally likely, and stay within their bounds', () => {
    const counts = new Map<number, number>();
    for (const n of randint(key(12), -2, 5, COUNT).data()) counts.set(n, (counts.get(n) ?? 0) + 1);
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3, 4]);
    const chiSquared = [...counts.values()].reduce((total, n) => total + (n - COUNT / 7) ** 2 / (COUNT / 7), 0);
    // Exceeded once in ten thousand times with six degrees of freedom.
    expect(chiSquared).toBeLessThan(27.86);
    const wide = Array.from(randint(key(13), -(2 ** 31), 2 ** 31, 1000).data());
    expect(Math.min(...wide) < -(2 ** 30) && Math.max(...wide) > 2 ** 30).toBe(true);
  });

  it('truths come with their probability', () => {
    expect(Math.abs(sum(bernoulli(key(14), COUNT, { p: 0.2 })).item() / COUNT - 0.2)).toBeLessThan(5 * Math.sqrt(0.16 / COUNT));
    expect(bernoulli(key(15), [2], { p: tensor([0, 1]) }).toArray()).toEqual([0, 1]);
  });
});

it('numbers are differentiable in their parameters', () => {
  const k = key(21);
  const z = normal(k, 5);
  const f = (loc: Tensor, scale: Tensor): Tensor => sum(square(normal(k, 5, { loc, scale })));
  const x = Array.from(z.data(), v => 2 + 3 * v);
  const slopes = jit((a: Tensor, b: Tensor) => grad(f, { argnums: [0, 1] })(a, b))(2, 3);
  expect(slopes[0].item()).toBeCloseTo(x.reduce((t, v) => t + 2 * v, 0), 10);
  expect(slopes[1].item()).toBeCloseTo(x.reduce((t, v, i) => t + 2 * v * z.data()[i]!, 0), 10);
  expect(grad((high: Tensor) => sum(uniform(k, 3, { low: 1, high })))(4)).toBeCloseTo(sum(uniform(k, 3)).item(), 14);
  expect(grad((scale: Tensor) => exponential(k, [], { scale }))(4)).toBe(exponential(k).item());
});

it('misuse is refused by name', () => {
  const code = (f: () => unknown): string => {
    try {
      f();
    } catch (error) {
      if (error instanceof AutodiffError) return error.code;
    }
    return 'none';
  };
  for (const seed of [0.5, NaN, 2 ** 53, '1' as never]) expect(code(() => key(seed))).toBe('invalid-seed');
  for (const wrong of [3 as never, tensor([1, 2]), tensor(Int32Array.of(1, 2, 3))]) expect(code(() => uniform(wrong))).toBe('not-a-key');
  for (const shape of [-1, [2, 0.5], NaN]) expect(code(() => normal(key(1), shape))).toBe('invalid-count');
  for (const [low, high] of [[3, 3], [0.5, 2], [0, 2 ** 32], [0, NaN]] as const) expect(code(() => randint(key(1), low, high))).toBe('invalid-bounds');
  expect(code(() => bernoulli(key(1), [], { p: 1.5 }))).toBe('invalid-probability');
  expect(code(() => split(key(1), -1))).toBe('invalid-count');
  expect(code(() => uniform(key(1), [2 ** 20, 2 ** 20]))).toBe('too-many-numbers');
  expect(add(uniform(key(1), 0), 1).shape).toEqual([0]);
});

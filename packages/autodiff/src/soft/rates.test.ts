import { add, mul, sub, tensor, type Tensor } from '@fermat/autodiff';
import { describe, expect, it } from 'vitest';
import {
  softAbs, softArgmax, softArgmin, softArgsort, softClip, softEqual, softFor, softGreater, softIf, softLess, softMax, softMaximum, softMin, softMinimum,
  softRank, softSort, softStep, softSwitch, softWhile,
} from './index.js';

/** A soft op at one point, by its temperature, with the value of the hard op there. */
interface Case {
  readonly what: string;
  readonly soft: (options: { readonly temperature: number }) => Tensor;
  readonly hard: number | readonly number[];
}

const distance = ({ soft, hard }: Case, temperature: number): number => {
  const found = soft({ temperature }).data();
  return Math.max(...[hard].flat().map((value, i) => Math.abs(found[i]! - value)));
};

/** The slope of a straight line through points, by least squares. */
function slope(points: readonly (readonly [number, number])[]): number {
  const [mx, my] = [0, 1].map(axis => points.reduce((sum, point) => sum + point[axis as 0 | 1], 0) / points.length) as [number, number];
  return points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

const X = [2, 0.5, 1.2, -0.4];
/** Ties among the largest and among the smallest. */
const TIED = [2, -0.4, 2, -0.4];

/** A counter that ends after three steps, at a margin of 0.4 (or at none) from going on. */
const counted = (end: number) => (options: { readonly temperature: number }): Tensor =>
  softWhile((n: Tensor) => sub(end, n), n => add(n, 1), tensor(0), { ...options, maxIterations: 6 });

describe('off a tie the distance falls as exp(-gap / temperature):', () => {
  const cases: readonly (Case & { readonly gap: number })[] = [
    { what: 'softStep', soft: o => softStep([-0.5, 0.5], o), hard: [0, 1], gap: 0.5 },
    { what: 'softGreater', soft: o => softGreater(1, 1.5, o), hard: 0, gap: 0.5 },
    { what: 'softLess', soft: o => softLess(1, 1.5, o), hard: 1, gap: 0.5 },
    { what: 'softEqual', soft: o => softEqual(1, 1.5, o), hard: 0, gap: 0.5 },
    { what: 'softIf', soft: o => softIf(0.5, 3, 7, o), hard: 3, gap: 0.5 },
    { what: 'softSwitch of scores', soft: o => softSwitch([1, 1.5, 0], [3, 7, 9], o), hard: 7, gap: 0.5 },
    { what: 'softSwitch of an index', soft: o => softSwitch(1.2, [3, 7, 9], o), hard: 7, gap: 0.6 },
    { what: 'softMax', soft: o => softMax(X, o), hard: 2, gap: 0.8 },
    { what: 'softMin', soft: o => softMin(X, o), hard: -0.4, gap: 0.9 },
    { what: 'softMaximum', soft: o => softMaximum(1, 1.5, o), hard: 1.5, gap: 0.5 },
    { what: 'softMinimum', soft: o => softMinimum(1, 1.5, o), hard: 1, gap: 0.5 },
    { what: 'softAbs', soft: o => softAbs([-0.3, 0.3], o), hard: 0.3, gap: 0.6 },
    { what: 'softClip', soft: o => softClip([-0.4, 0.6, 1.5], 0, 1, o), hard: [0, 0.6, 1], gap: 0.4 },
    { what: 'softArgmax', soft: o => softArgmax(X, o), hard: 0, gap: 0.8 },
    { what: 'softArgmin', soft: o => softArgmin(X, o), hard: 3, gap: 0.9 },
    { what: 'softSort', soft: o => softSort(X, o), hard: [-0.4, 0.5, 1.2, 2], gap: 0.7 },
    { what: 'softArgsort', soft: o => softArgsort(X, o), hard: [3, 1, 2, 0], gap: 0.7 },
    { what: 'softRank', soft: o => softRank(X, o), hard: [3, 1, 2, 0], gap: 0.7 },
    { what: 'softWhile', soft: counted(2.4), hard: 3, gap: 0.4 },
    { what: 'softFor', soft: o => softFor(3, (_, x) => mul(x, 2), tensor(1), { ...o, maxIterations: 6 }), hard: 8, gap: 0.5 },
  ];
  it.each(cases)('$what', ({ gap, ...of }) => {
    const points = [16, 18, 20, 22, 24].map(inverse => [inverse / gap, Math.log(distance(of, gap / inverse))] as const);
    // A factor of the temperature, as that of the smooth extrema, bends the line a little.
    expect(Math.abs(slope(points) / gap + 1)).toBeLessThan(0.1);
    expect(distance(of, gap / 50)).toBeLessThan(1e-13);
  });
});

describe('at a tie the distance falls in proportion to the temperature:', () => {
  const cases: readonly (Case & { readonly factor: number })[] = [
    { what: 'softMax of two', soft: o => softMax(TIED, o), hard: 2, factor: Math.log(2) },
    { what: 'softMin of two', soft: o => softMin(TIED, o), hard: -0.4, factor: Math.log(2) },
    { what: 'softMax of five', soft: o => softMax([1, 1, 1, 1, 1], o), hard: 1, factor: Math.log(5) },
    { what: 'softMaximum', soft: o => softMaximum(1, 1, o), hard: 1, factor: Math.log(2) },
    { what: 'softMinimum', soft: o => softMinimum(1, 1, o), hard: 1, factor: Math.log(2) },
    { what: 'softAbs', soft: o => softAbs(0, o), hard: 0, factor: Math.log(2) },
    { what: 'softClip at a bound', soft: o => softClip([0, 1], 0, 1, o), hard: [0, 1], factor: Math.log(2) },
  ];
  it.each(cases)('$what', ({ factor, ...of }) => {
    const temperatures = [0.02, 0.01, 0.005, 0.0025];
    expect(slope(temperatures.map(t => [Math.log(t), Math.log(distance(of, t))]))).toBeCloseTo(1, 6);
    for (const t of temperatures) expect(distance(of, t) / t).toBeCloseTo(factor, 6);
  });
});

describe('at a tie the mean of what ties, at every temperature:', () => {
  it.each<Case>([
    { what: 'softStep', soft: o => softStep(0, o), hard: 0.5 },
    { what: 'softGreater', soft: o => softGreater(3, 3, o), hard: 0.5 },
    { what: 'softLess', soft: o => softLess(3, 3, o), hard: 0.5 },
    { what: 'softIf', soft: o => softIf(0, 3, 7, o), hard: 5 },
    { what: 'softSwitch of scores', soft: o => softSwitch([1, 1, 1], [3, 7, 5], o), hard: 5 },
    { what: 'softArgmax', soft: o => softArgmax([1, 1, 1], o), hard: 1 },
    { what: 'softArgmin', soft: o => softArgmin([1, 1], o), hard: 0.5 },
    { what: 'softRank', soft: o => softRank([4, 4, 4], o), hard: [1, 1, 1] },
    { what: 'softEqual', soft: o => softEqual(3, 3, o), hard: 1 },
    { what: 'softSort', soft: o => softSort([4, 4, 4], o), hard: [4, 4, 4] },
  ])('$what', of => {
    for (const t of [0.001, 0.1, 10]) expect(distance(of, t)).toBeLessThan(1e-14);
  });

  it('softWhile: of the two exits it lies between, as the temperature goes to 0', () => {
    expect(counted(2)({ temperature: 0.01 }).item()).toBeCloseTo(2.5, 14);
  });

  it('softFor: half-way between two whole numbers', () => {
    expect(softFor(3.5, (_, x) => add(x, 1), tensor(0), { temperature: 0.01, maxIterations: 9 }).item()).toBeCloseTo(3.5, 14);
  });
});

describe('the bounds that are stated hold:', () => {
  const temperatures = [0.01, 0.1, 0.5, 2, 30];
  it.each(temperatures)('at a temperature of %d', t => {
    const o = { temperature: t };
    for (const d of [0, 0.01, 0.3, 1, 8]) {
      expect(Math.abs(softStep(d, o).item() - 1)).toBeLessThanOrEqual(Math.exp(-d / t));
      expect(softEqual(0, d, o).item() - (d === 0 ? 1 : 0)).toBeLessThanOrEqual(4 * Math.exp(-d / t));
      const over = softMaximum(1, 1 - d, o).item() - 1;
      expect(over).toBeLessThanOrEqual(t * Math.min(Math.LN2, Math.exp(-d / t)) + 1e-15);
      expect(softAbs(d, o).item() - d).toBeLessThanOrEqual(t * Math.min(Math.LN2, Math.exp((-2 * d) / t)) + 4e-15);
      const clipped = softClip(1 + d, 0, 1, o).item();
      expect(clipped).toBeLessThanOrEqual(1);
      expect(1 - clipped).toBeLessThanOrEqual(t * Math.min(Math.LN2, Math.exp(-d / t)) + 1e-15);
    }
    const above = softMax(X, o).item() - 2;
    expect(above).toBeGreaterThanOrEqual(0);
    expect(above).toBeLessThanOrEqual(t * Math.min(Math.log(4), 4 * Math.exp(-0.8 / t)) + 1e-15);
  });
});

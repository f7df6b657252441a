import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorOf, exact, exactRay } from '../testing/exactRay.js';
import { anyMedium, stackOf } from '../testing/media.js';
import { layered } from './layered.js';
import type { LayeredMedium } from './layered.js';
import { solveLayered } from './solveLayered.js';

describe('solveLayered', () => {
  it('gives the optimum of three terrains', () => {
    const { time, spans, crossings, rayParameter } = solveLayered(stackOf([10, 10, 10], [0.7, 0.3, 0.45], 20));
    expect(time).toBeCloseTo(81.91168784496783, 12);
    expect(spans[0]).toBeCloseTo(11.173074074867204, 12);
    expect(spans[1]).toBeCloseTo(3.3699144801078833, 12);
    expect(spans[2]).toBeCloseTo(5.457011445024913, 12);
    expect(crossings[1]).toBeCloseTo(14.542988554975087, 12);
    expect(rayParameter).toBeCloseTo(1.0644865607551048, 14);
  });

  it('gives the optimum of two terrains', () => {
    const { time, crossings } = solveLayered(stackOf([15, 20], [10, 1.2], 18));
    expect(time).toBeCloseTo(18.94181467, 8);
    expect(crossings[0]).toBeCloseTo(16.23055875, 8);
  });

  it('crosses a single layer in a straight line', () => {
    const solution = solveLayered(stackOf([3], [2], 4));
    expect(solution.time).toBe(2.5);
    expect(Array.from(solution.spans)).toEqual([4]);
    expect(solution.crossings).toHaveLength(0);
  });

  it('goes straight across when the end lies opposite', () => {
    const { time, crossings, angles, rayParameter } = solveLayered(stackOf([1, 2], [1, 4], 0));
    expect(time).toBe(1.5);
    expect(Array.from(crossings)).toEqual([0]);
    expect(Array.from(angles)).toEqual([0, 0]);
    expect(rayParameter).toBe(0);
  });

  it('mirrors with the offset', () => {
    const there = solveLayered(stackOf([1, 2, 3], [1, 4, 2], 5));
    const back = solveLayered(stackOf([1, 2, 3], [1, 4, 2], -5));
    expect(back.time).toBe(there.time);
    expect(back.rayParameter).toBe(-there.rayParameter);
    expect(back.tanFastest).toBe(-there.tanFastest);
    expect(Array.from(back.crossings)).toEqual(Array.from(there.crossings, (x) => -x));
    expect(Array.from(back.angles)).toEqual(Array.from(there.angles, (x) => -x));
  });

  it('measures along the offset in 3D', () => {
    const layers = [{ thickness: 1, speed: 1 }, { thickness: 2, speed: 3 }];
    const flat = solveLayered(layered({ layers, offset: 5 }));
    const deep = solveLayered(layered({ layers, offset: [3, -4] }));
    expect(deep.time).toBe(flat.time);
    expect(Array.from(deep.crossings)).toEqual(Array.from(flat.crossings));
  });

  it.each<[string, LayeredMedium]>([
    ['two terrains', stackOf([15, 20], [10, 1.2], 18)],
    ['a sliver of a fast layer: 1 - p vmax near 1e-30', stackOf([1, 3e-15, 1], [1, 2, 1.5], 7)],
    ['a sliver of 1e-60', stackOf([1, 1e-60, 1], [1, 2, 1.5], 7)],
    ['just short of the critical angle', stackOf([1, 1e-30], [1, 2], (1 / Math.sqrt(3)) * (1 - 1e-10))],
    ['just beyond the critical angle', stackOf([1, 1e-30], [1, 2], (1 / Math.sqrt(3)) * (1 + 1e-10))],
    ['speeds that differ in the last digit', stackOf([1, 1, 1], [1, 1 - 2 ** -53, 1 + 2 ** -52], 1e7)],
    ['a tiny scale', stackOf([3e-200, 1e-200, 2e-200], [1e-190, 3e-190, 2e-190], 9e-200)],
    ['a huge scale', stackOf([3e200, 1e200, 2e200], [1e190, 3e190, 2e190], 9e200)],
    ['lengths tiny, speeds huge', stackOf([3e-60, 1e-60], [1e200, 3e200], 2e-60)],
    ['lengths huge, speeds tiny', stackOf([3e60, 1e60], [1e-200, 3e-200], 2e60)],
    ['thicknesses over 400 orders of magnitude', stackOf([1e-200, 1, 1e200], [3, 2, 1], 1e200)],
    ['an offset beyond every thickness', stackOf([1e-200, 2e-200], [1, 2], 1e90)],
    ['a thickness that vanishes beside the offset', stackOf([1, 1e-200], [1, 2], 1e150)],
    ['speeds over 200 orders of magnitude', stackOf([1, 1, 1], [1e-100, 1, 1e100], 1e50)],
  ])('is exact for %s', (_, medium) => {
    expectExact(medium, 1e-14);
  });

  it('is exact for any layers', () => {
    fc.assert(
      fc.property(anyMedium, (medium) => expectExact(medium, 1e-14)),
      { numRuns: 50 },
    );
  });

  it('is exact for a thousand layers', () => {
    const speeds = Array.from({ length: 1000 }, (_, i) => 1 + ((i * 7919) % 1000) / 1000);
    const thicknesses = Array.from({ length: 1000 }, (_, i) => 0.1 + ((i * 104729) % 997) / 1000);
    expectExact(stackOf(thicknesses, speeds, 3000), 1e-13);
  });

  it('crosses a million layers', () => {
    const count = 1_000_000;
    const layers = Array.from({ length: count }, (_, i) => ({ thickness: 1 / count, speed: 1 + (i % 2) }));
    const { time, spans } = solveLayered(layered({ layers, offset: 1 }));
    const { time: two } = solveLayered(stackOf([0.5, 0.5], [1, 2], 1));
    expect(Math.abs(time / two - 1)).toBeLessThan(1e-13);
    expect(Math.abs(spans.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-9);
  });
});

function expectExact(medium: LayeredMedium, tolerance: number): void {
  const solution = solveLayered(medium);
  const truth = exactRay(medium);
  const offset = exact(Math.abs(medium.distance));
  expect(errorOf(solution.time, truth.time, truth.time)).toBeLessThan(tolerance);
  truth.crossings.forEach((crossing, i) => {
    expect(errorOf(Math.abs(solution.crossings[i]!), crossing, offset)).toBeLessThan(1e-9);
  });
  expect(solution.iterations).toBeLessThan(100);
}

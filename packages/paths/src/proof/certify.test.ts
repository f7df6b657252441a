import { add, cos, mul, sin } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costField } from '../cost/costField.js';
import { speedField } from '../field/speedField.js';
import { speedGrid } from '../grid/speedGrid.js';
import { layered } from '../layered/layered.js';
import { layeredLowerBound } from '../layered/layeredLowerBound.js';
import { layeredPath, straightSpans } from '../layered/layeredPath.js';
import { solveLayered } from '../layered/solveLayered.js';
import type { PiecewiseMedium } from '../medium/medium.js';
import { pathTime } from '../medium/pathTime.js';
import { leastTimePath } from '../search/leastTimePath.js';
import { exact, exactRay } from '../testing/exactRay.js';
import { anyMedium, ordinaryMedium, stackOf } from '../testing/media.js';
import { certify } from './certify.js';

const terrains = stackOf([10, 10, 10], [0.7, 0.3, 0.45], 20);
const part = fc.double({ min: -1, max: 1, noNaN: true });

describe('layeredLowerBound', () => {
  it('is the closed form, and tight at the ray parameter of the optimum', () => {
    const p = 0.8;
    const closed = p * 20 + [0.7, 0.3, 0.45].reduce((sum, v) => sum + 10 * Math.sqrt(1 / v ** 2 - p ** 2), 0);
    expect(layeredLowerBound(terrains, p)).toBeCloseTo(closed, 12);
    expect(layeredLowerBound(terrains, 0)).toBeCloseTo(10 / 0.7 + 10 / 0.3 + 10 / 0.45, 12);
    expect(layeredLowerBound(terrains, solveLayered(terrains).rayParameter)).toBeCloseTo(81.91168784496783, 11);
  });

  it('never exceeds the least time, by however little', () => {
    fc.assert(
      fc.property(anyMedium, part, fc.boolean(), (medium, x, best) => {
        const p = best ? solveLayered(medium).rayParameter : x / medium.maxSpeed;
        const bound = layeredLowerBound(medium, p);
        expect(exact(bound).lte(exactRay(medium).time)).toBe(true);
        expect(bound).toBeLessThanOrEqual(solveLayered(medium).time);
      }),
      { numRuns: 50 },
    );
  });

  it('mirrors with the offset', () => {
    const mirrored = stackOf([10, 10, 10], [0.7, 0.3, 0.45], -20);
    expect(layeredLowerBound(mirrored, -0.5)).toBe(layeredLowerBound(terrains, 0.5));
    expect(layeredLowerBound(mirrored, 0.5)).toBe(layeredLowerBound(terrains, -0.5));
    expect(layeredLowerBound(terrains, -0.5)).toBeCloseTo(layeredLowerBound(terrains, 0.5) - 2 * 0.5 * 20, 12);
  });

  it('refuses what is no ray parameter', () => {
    expect(() => layeredLowerBound(terrains, Number.NaN)).toThrow(expect.objectContaining({ code: 'INVALID_RAY_PARAMETER' }));
    expect(() => layeredLowerBound(terrains, 1.5)).toThrow(/no ray exceeds .* 1\.428/);
  });
});

describe('certify', () => {
  it('certifies the optimum to rounding', () => {
    const certificate = certify(layeredPath(terrains, solveLayered(terrains)), terrains);
    expect(certificate.reason).toBeNull();
    expect(certificate.snell).toBeLessThan(1e-14);
    expect(certificate.gap).toBeGreaterThanOrEqual(0);
    expect(certificate.gap).toBeLessThan(1e-14);
    expect(certificate.time).toBeCloseTo(81.91168784496783, 12);
  });

  it('gives the true gap of a path that is not the best', () => {
    const certificate = certify([[0, 0], [20, 30]], terrains);
    const straight = Math.hypot(20 / 3, 10) * (1 / 0.7 + 1 / 0.3 + 1 / 0.45);
    expect(certificate.time).toBeCloseTo(straight, 12);
    expect(certificate.gap).toBeCloseTo((straight - 81.91168784496783) / straight, 12);
  });

  it('bounds the time of every path from below, and the least time too', () => {
    fc.assert(
      fc.property(anyMedium, fc.array(part, { minLength: 8, maxLength: 8 }), (medium, parts) => {
        const spans = Array.from(straightSpans(medium), (span, i) => span * (1 + parts[i]!));
        const { time, lowerBound, gap } = certify(layeredPath(medium, { spans }), medium);
        expect(lowerBound).toBeLessThanOrEqual(time);
        expect(gap).toBeGreaterThanOrEqual(0);
        expect(exact(lowerBound!).lte(exactRay(medium).time)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is tight for layers of ordinary size, whatever the path', () => {
    fc.assert(
      fc.property(ordinaryMedium, (medium) => {
        const { lowerBound } = certify(layeredPath(medium, { spans: straightSpans(medium) }), medium);
        expect(Math.abs(lowerBound! / solveLayered(medium).time - 1)).toBeLessThan(1e-14);
      }),
    );
  });

  it('bounds paths between any two points, detours through faster layers included', () => {
    const anywhere = fc.tuple(fc.double({ min: -20, max: 20, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(ordinaryMedium, fc.array(anywhere, { minLength: 2, maxLength: 5 }), (medium, places) => {
        const path = places.map(([x, depth]) => [x, depth * medium.thickness]);
        const { time, lowerBound } = certify(path, medium);
        expect(lowerBound).toBeLessThanOrEqual(pathTime(path, medium));
        expect(lowerBound).toBeLessThanOrEqual(time);
        expect(lowerBound).toBeGreaterThanOrEqual(Math.hypot(path[0]![0]! - path.at(-1)![0]!) / medium.maxSpeed - 1e-9);
      }),
    );
  });

  it('bounds head waves, which leave their ends for a faster layer, tightly', () => {
    const crust = stackOf([36, 100], [6.2, 8.2], 0);
    const leg = 36 * Math.tan(Math.asin(6.2 / 8.2));
    expect(certify([[0, 0], [leg, 36], [200 - leg, 36], [200, 0]], crust).gap).toBeLessThan(1e-14);
    expect(certify([[0, 0], [leg, 36], [200, 36]], crust).gap).toBeLessThan(1e-14);
    const straight = certify([[0, 0], [200, 0]], crust);
    expect(straight.gap).toBeCloseTo(1 - 31.990412 / (200 / 6.2), 7);
  });

  it('works in 3D', () => {
    const deep = layered({ layers: terrains.layers, offset: [12, 16] });
    expect(certify(layeredPath(deep, solveLayered(deep)), deep).gap).toBeLessThan(1e-14);
  });

  describe('without interfaces', () => {
    const waves = speedField((x, y) => add(2, add(mul(0.5, sin(x)), mul(0.6, cos(mul(1.3, y))))), { bounds: [0, 0, 10, 10] });
    const cells = Array.from({ length: 21 }, (_, row) => Array.from({ length: 21 }, (__, column) => waves.speedAt([column / 2, row / 2])));
    const ends = { from: [1, 4.5], to: [9, 5] };

    it.each([
      ['a field', waves],
      ['a raster', speedGrid({ speeds: cells, bounds: [0, 0, 10, 10] })],
      ['a sum of costs', costField({ terms: { time: waves, wear: waves }, bounds: [0, 0, 10, 10] })],
    ] as const)('certifies the path that is found through %s, and one that is not the best', (_, medium) => {
      const best = leastTimePath(medium, ends);
      const same = certify(best.path, medium, { path: best.path });
      expect(same.time / best.time).toBeCloseTo(1, 5);
      expect(same.lowerBound! / best.certificate.lowerBound!).toBeCloseTo(1, 4);
      expect(same.reason).toBeNull();
      const bent = certify([ends.from, [5, 8], ends.to], medium);
      expect(bent.snell).toBeGreaterThan(0.1);
      expect(bent.reason).toMatch(/none of least time/);
      expect(bent.time).toBeGreaterThan(best.time);
      expect(bent.lowerBound).toBeLessThanOrEqual(best.time);
      expect(bent.lowerBound! / best.certificate.lowerBound!).toBeCloseTo(1, 2);
      expect(certify([ends.from, [5, 12], ends.to], medium)).toMatchObject({ time: Infinity, gap: 1, reason: expect.stringMatching(/nothing passes/) });
    });

    it('tries points of a path in space to all sides', () => {
      const deep = speedField((x, y, z) => add(1, z), { bounds: [0, 0, 0, 4, 4, 4] });
      const { dimension, symmetric, cost, segmentTime } = deep;
      for (const path of [[[0, 0, 0], [2, 2, 1], [4, 4, 0]], [[0, 0, 1], [2, 1, 1], [4, 4, 1]]]) {
        const tried = certify(path, { dimension, symmetric, cost, segmentTime }).snell;
        expect(tried / certify(path, deep).snell).toBeGreaterThan(0.6);
        expect(tried / certify(path, deep).snell).toBeLessThan(1.01);
      }
    });
  });

  it('says why there is no bound', () => {
    const { dimension, symmetric, cost, trace }: PiecewiseMedium = terrains;
    const unbounded = certify([[0, 0], [20, 30]], { dimension, symmetric, cost, trace });
    expect(unbounded).toMatchObject({ lowerBound: null, gap: null, reason: expect.stringContaining('no lower bound') });
    const undecided = certify([[0, 0], [20, 30]], { ...terrains, lowerBound: () => ({ value: null, reason: 'wind' }) });
    expect(undecided).toMatchObject({ lowerBound: null, gap: null, reason: 'wind' });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layered } from '../layered/layered.js';
import { layeredPath, straightSpans } from '../layered/layeredPath.js';
import { solveLayered } from '../layered/solveLayered.js';
import { isotropic } from '../medium/localCost.js';
import type { LocalCost } from '../medium/localCost.js';
import type { PiecewiseMedium } from '../medium/medium.js';
import { pathTime } from '../medium/pathTime.js';
import { ordinaryMedium, stackOf } from '../testing/media.js';
import { verifySnell } from './verifySnell.js';

const terrains = layered({
  layers: [
    { thickness: 10, speed: 0.7, name: 'sand' },
    { thickness: 10, speed: 0.3, name: 'mud' },
    { thickness: 10, speed: 0.45, name: 'grass' },
  ],
  offset: 20,
});

describe('verifySnell', () => {
  it('finds the law at the optimum of three terrains', () => {
    const { angles, rayParameter } = solveLayered(terrains);
    const report = verifySnell(layeredPath(terrains, solveLayered(terrains)), terrains);
    expect(report).toMatchObject({ ok: true, tolerance: 1e-6 });
    expect(report.maxResidual).toBeLessThan(1e-14);
    expect(report.summary).toMatch(/^Snell's law holds at 2 crossings/);
    expect(report.crossings.map(({ kind }) => kind)).toEqual(['refraction', 'refraction']);
    expect(report.crossings.map((crossing) => crossing.interface)).toEqual(['between sand and mud', 'between mud and grass']);
    report.crossings.forEach(({ angleInRad, angleOutRad, ok }, i) => {
      expect(ok).toBe(true);
      expect(angleInRad).toBeCloseTo(angles[i]!, 13);
      expect(angleOutRad).toBeCloseTo(angles[i + 1]!, 13);
      expect(Math.sin(angleInRad) / terrains.speeds[i]!).toBeCloseTo(rayParameter, 13);
    });
  });

  it('shows what 20 steps of descent leave hidden in the time', () => {
    const report = verifySnell(layeredPath(terrains, { spans: [10.92159256, 3.49070087] }), terrains);
    const slownesses = report.crossings.map(({ angleInRad }, i) => Math.sin(angleInRad) / terrains.speeds[i]!);
    slownesses.push(Math.sin(report.crossings[1]!.angleOutRad) / terrains.speeds[2]!);
    expect(report.ok).toBe(false);
    expect(Math.max(...slownesses) - Math.min(...slownesses)).toBeCloseTo(0.045, 3);
  });

  it('is the residual by its definition, for any crossings', () => {
    const anywhere = fc.double({ min: -30, max: 50, noNaN: true });
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        const { crossings } = verifySnell([[0, 0], [a, 10], [b, 20], [20, 30]], terrains);
        const sines = [a, b - a, 20 - b].map((x) => x / Math.hypot(x, 10));
        const v = terrains.speeds;
        fc.pre(sines.every((sine) => Math.abs(sine) > 1e-9));
        crossings.forEach(({ residual }, i) => {
          const forward = Math.sign(sines[i]!);
          const expected = (forward * (sines[i]! / v[i]! - sines[i + 1]! / v[i + 1]!)) / Math.max(1 / v[i]!, 1 / v[i + 1]!);
          expect(residual).toBeCloseTo(expected, 12);
        });
      }),
    );
  });

  it('says where to move a crossing to save time', () => {
    fc.assert(
      fc.property(ordinaryMedium, fc.double({ min: -20, max: 20, noNaN: true }), (medium, bend) => {
        fc.pre(medium.layers.length > 1);
        const places = Array.from(straightSpans(medium), (span) => span + bend).slice(0, -1);
        const path = layeredPath(medium, { spans: places });
        verifySnell(path, medium, { tolerance: 1e-3 }).crossings.forEach((crossing, i) => {
          if (crossing.ok) return;
          const [before, here] = [path[i]![0]!, path[i + 1]![0]!];
          const direction = Math.sign(here - before || path[i + 2]![0]! - here);
          const moved = path.map((point, k) => (k === i + 1 ? [here - 1e-6 * direction * Math.sign(crossing.residual), point[1]!] : point));
          expect(pathTime(moved, medium)).toBeLessThan(pathTime(path, medium));
        });
      }),
    );
  });

  it('finds crossings where the path has no vertex', () => {
    const report = verifySnell([[0, 0], [20, 30]], terrains);
    expect(report.crossings.map(({ point }) => point)).toEqual([[20 * (10 / 30), 10], [20 * (20 / 30), 20]]);
    expect(report.ok).toBe(false);
    expect(report.summary.split('\n')).toHaveLength(3);
    expect(report.summary).toMatch(/^Snell's law fails at 2 of 2 crossings/);
    expect(report.summary).toContain('between sand and mud: refraction, 33.69 deg to 33.69 deg');
    expect(report.summary).toContain('moving the crossing on along the interface saves time');
    expect(report.summary).toContain('moving the crossing back along the interface saves time');
  });

  it('accepts a straight line through layers of one speed, vertices included', () => {
    const medium = stackOf([1, 2, 3], [2, 2, 2], 6);
    const report = verifySnell([[0, 0], [0.5, 0.5], [2, 2], [6, 6]], medium);
    expect(report).toMatchObject({ ok: true, maxResidual: 0 });
    expect(report.crossings).toHaveLength(2);
  });

  it('objects to a bend where there is no interface', () => {
    const report = verifySnell([[0, 0], [1, 0.5], [1, 1]], stackOf([1], [2], 1));
    expect(report.crossings).toMatchObject([{ kind: 'bend', interface: null, ok: false, point: [1, 0.5] }]);
    expect(report.crossings[0]!.angleOutRad).toBeCloseTo(Math.atan(2), 14);
    expect(report.summary).toContain('the path bends by 63.43 deg');
  });

  it('has nothing to say of a path without interfaces', () => {
    expect(verifySnell([[0, 0], [1, 1]], stackOf([1], [2], 1))).toMatchObject({ ok: true, maxResidual: 0, crossings: [] });
  });

  describe('where a ray is critical', () => {
    // A crust of 36 km over the mantle, speeds in km / s.
    const crust = stackOf([36, 100], [6.2, 8.2], 0);
    const critical = Math.asin(6.2 / 8.2);
    const leg = 36 * Math.tan(critical);
    const headWave = (reach: number): number[][] => [[0, 0], [leg, 36], [reach - leg, 36], [reach, 0]];

    it('accepts a head wave, which follows the interface from the critical angle', () => {
      const report = verifySnell(headWave(200), crust);
      expect(report.ok).toBe(true);
      expect(report.maxResidual).toBeLessThan(1e-15);
      expect(report.crossings.map(({ kind }) => kind)).toEqual(['critical', 'critical']);
      expect(report.crossings[0]!.angleInRad).toBeCloseTo(critical, 14);
      expect(report.crossings[0]!.angleOutRad).toBe(Math.PI / 2);
    });

    it('times it: intercept, critical distance and crossover', () => {
      expect(pathTime(headWave(200), crust)).toBeCloseTo(31.990412, 6);
      expect(pathTime(headWave(200), crust) - 200 / 8.2).toBeCloseTo(7.600168, 6);
      expect(2 * leg).toBeCloseTo(83.18173, 5);
      expect(pathTime(headWave(193.19628), crust)).toBeCloseTo(pathTime([[0, 0], [193.19628, 0]], crust), 6);
    });

    it('objects to a path that leaves for the interface at another angle', () => {
      const report = verifySnell([[0, 0], [leg + 5, 36], [200 - leg, 36], [200, 0]], crust);
      expect(report.crossings.map(({ kind, ok }) => [kind, ok])).toEqual([['critical', false], ['critical', true]]);
      expect(report.summary).toContain('only from the critical angle: moving the crossing back');
    });

    it('knows a reflection, total beyond the critical angle', () => {
      const bounce = (reach: number) => verifySnell([[0, 0], [reach / 2, 36], [reach, 0]], crust).crossings[0]!;
      expect(bounce(40)).toMatchObject({ kind: 'reflection', ok: true, residual: 0 });
      expect(bounce(100)).toMatchObject({ kind: 'total reflection', ok: true, residual: 0 });
      const skew = verifySnell([[0, 0], [60, 36], [100, 0]], crust);
      expect(skew.crossings[0]).toMatchObject({ kind: 'total reflection', ok: false });
    });

    it('says when a path passes where everything is reflected', () => {
      const [into] = verifySnell([[0, 0], [60, 36], [80, 80]], crust).crossings;
      expect(into).toMatchObject({ kind: 'total reflection', ok: false });
      expect(into!.message).toContain('it would be totally reflected');
      const [outOf] = verifySnell([[80, 80], [60, 36], [0, 0]], crust).crossings;
      expect(outOf).toMatchObject({ kind: 'refraction', ok: false });
    });

    it('reflects at the outer side, beyond which nothing is', () => {
      const [bounce] = verifySnell([[0, 10], [10, 0], [20, 10]], crust).crossings;
      expect(bounce).toMatchObject({ kind: 'reflection', ok: true, interface: 'the outer side of layer 1' });
    });
  });

  it('compares whole vectors in 3D', () => {
    const deep = layered({ layers: terrains.layers, offset: [12, 16] });
    const { spans } = solveLayered(deep);
    expect(verifySnell(layeredPath(deep, { spans }), deep).maxResidual).toBeLessThan(1e-14);
    const [x, y, z] = layeredPath(deep, { spans })[1]!;
    const aside = verifySnell([deep.from, [x! - 0.8e-3, y! + 0.6e-3, z!], ...layeredPath(deep, { spans }).slice(2)], deep);
    expect(aside.maxResidual).toBeGreaterThan(1e-5);
    expect(aside.ok).toBe(false);
  });

  it('takes any medium that says how a path crosses its interfaces, anisotropic ones too', () => {
    // Wind of (0.5, 0) up to y = 1, at an airspeed of 1; beyond, the air is still.
    const windy: LocalCost = {
      time: (step) => (Math.sqrt(step[0]! ** 2 + 0.75 * step[1]! ** 2) - 0.5 * step[0]!) / 0.75,
      momentum(step) {
        const root = Math.sqrt(step[0]! ** 2 + 0.75 * step[1]! ** 2);
        return [(step[0]! / root - 0.5) / 0.75, step[1]! / root];
      },
    };
    const still = isotropic(1);
    const medium: PiecewiseMedium = {
      dimension: 2,
      symmetric: false,
      cost: (position, direction) => (position[1]! < 1 ? windy : still).time(direction),
      trace: ([a, b, c]) => [
        { from: Array.from(a!), to: Array.from(b!), cost: windy, name: 'wind', entry: null },
        { from: Array.from(b!), to: Array.from(c!), cost: still, name: 'still', entry: { name: 'shore', normal: [0, 1], before: windy, beyond: still } },
      ],
    };
    const timeAt = (x: number): number => pathTime([[0, 0], [x, 1], [3, 2]], medium);
    let [low, high] = [0, 3];
    for (let i = 0; i < 200; i++) {
      const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
      if (timeAt(a) < timeAt(b)) high = b;
      else low = a;
    }
    expect(verifySnell([[0, 0], [low, 1], [3, 2]], medium).ok).toBe(true);
    expect(verifySnell([[0, 0], [low + 0.01, 1], [3, 2]], medium)).toMatchObject({ ok: false, crossings: [{ kind: 'refraction' }] });
  });

  it.each([-1, Number.NaN, Infinity])('refuses the tolerance %s', (tolerance) => {
    expect(() => verifySnell([[0, 0], [20, 30]], terrains, { tolerance })).toThrow(expect.objectContaining({ code: 'INVALID_TOLERANCE' }));
  });
});

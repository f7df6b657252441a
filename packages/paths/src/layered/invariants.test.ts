import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathTime } from '../medium/pathTime.js';
import { verifySnell } from '../proof/verifySnell.js';
import { anyMedium, ordinaryMedium, stackOf } from '../testing/media.js';
import { layered } from './layered.js';
import { layeredPath } from './layeredPath.js';
import { solveLayered } from './solveLayered.js';

const factor = fc.integer({ min: -40, max: 40 }).map((exponent) => 2 ** exponent);

function relative(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}

describe('least-time paths through layers', () => {
  it('take as long in the opposite order of the layers', () => {
    fc.assert(
      fc.property(anyMedium, (medium) => {
        const reversed = layered({ layers: medium.layers.map((_, i) => medium.layers.at(-1 - i)!), offset: medium.distance });
        expect(relative(solveLayered(reversed).time, solveLayered(medium).time)).toBeLessThan(1e-15);
      }),
    );
  });

  it('are straight where the speeds are equal', () => {
    fc.assert(
      fc.property(ordinaryMedium, (medium) => {
        const equal = stackOf(Array.from(medium.thicknesses), medium.layers.map(() => 2), medium.distance);
        const length = Math.hypot(medium.distance, medium.thickness);
        const { time, spans } = solveLayered(equal);
        expect(relative(time, length / 2)).toBeLessThan(1e-14);
        spans.forEach((span, i) => expect(relative(span / equal.thicknesses[i]!, equal.distance / equal.thickness)).toBeLessThan(1e-13));
      }),
    );
  });

  it('do not change when a layer is split', () => {
    fc.assert(
      fc.property(anyMedium, fc.nat(), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (medium, choice, part) => {
        const split = choice % medium.layers.length;
        const layers = medium.layers.flatMap((layer, i) => {
          if (i !== split) return [layer];
          const thickness = layer.thickness * part;
          return [{ ...layer, thickness }, { ...layer, thickness: layer.thickness - thickness }];
        });
        expect(relative(solveLayered(layered({ layers, offset: medium.distance })).time, solveLayered(medium).time)).toBeLessThan(1e-14);
      }),
    );
  });

  it('do not notice a layer of thickness 0', () => {
    fc.assert(
      fc.property(ordinaryMedium, fc.nat(), (medium, place) => {
        const layers = [...medium.layers];
        layers.splice(place % (layers.length + 1), 0, { thickness: 0, speed: 1e6, name: 'nothing' });
        const solution = solveLayered(layered({ layers, offset: medium.distance }));
        expect(solution).toEqual(solveLayered(medium));
      }),
    );
  });

  it('scale with lengths and speeds', () => {
    fc.assert(
      fc.property(ordinaryMedium, factor, factor, (medium, length, speed) => {
        const layers = medium.layers.map((layer) => ({ thickness: layer.thickness * length, speed: layer.speed * speed }));
        const [scaled, plain] = [solveLayered(layered({ layers, offset: medium.distance * length })), solveLayered(medium)];
        expect(relative(scaled.time, (plain.time * length) / speed)).toBeLessThan(1e-15);
        expect(relative(scaled.rayParameter, plain.rayParameter / speed)).toBeLessThan(1e-12);
        expect(scaled.tanFastest).toBe(plain.tanFastest);
        expect(scaled.angles).toEqual(plain.angles);
      }),
    );
  });

  it('obey the law of Snell in every layer', () => {
    fc.assert(
      fc.property(anyMedium, (medium) => {
        const { angles, rayParameter } = solveLayered(medium);
        angles.forEach((angle, i) => expect(relative(Math.sin(angle) / medium.speeds[i]!, rayParameter)).toBeLessThan(1e-14));
      }),
    );
  });

  it('leave no Snell residual on their polyline, and no faster one beside them', () => {
    const bends = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(ordinaryMedium, bends, (medium, by) => {
        const { time, crossings } = solveLayered(medium);
        const path = layeredPath(medium, { crossings });
        expect(verifySnell(path, medium).maxResidual).toBeLessThan(1e-12);
        expect(relative(pathTime(path, medium), time)).toBeLessThan(1e-14);
        const moved = layeredPath(medium, { crossings: crossings.map((x, i) => x + by[i]!) });
        expect(pathTime(moved, medium)).toBeGreaterThanOrEqual(time * (1 - 1e-14));
      }),
    );
  });
});

import { add, cos, mul, sin } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finished, searching } from '../search/steps.js';
import { curveTimes } from './curveTime.js';
import { settleSpline } from './settleSpline.js';
import { speedField } from './speedField.js';
import { courseOf, splineOf } from './spline.js';
import type { Spline } from './spline.js';
import { splineEnergy } from './splineEnergy.js';
import type { EnergyModel } from './splineEnergy.js';

const wavy = speedField((x, y) => add(2, mul(sin(x), cos(y))), { bounds: [-3, -3, 3, 3] });
const air = speedField((x, y, z) => add(4, mul(0.1, add(x, mul(y, z)))), { bounds: [0, 0, 0, 9, 9, 9] });
const coordinate = fc.double({ min: -2.9, max: 2.9, noNaN: true });

function modelOf(size: number, width: number): EnergyModel {
  return { gradient: new Float64Array(size), hessian: { size, width, entries: new Float64Array(size * (width + 1)) }, stiffness: new Float64Array(size) };
}

describe('a spline', () => {
  it('is the cubic that it is made of', () => {
    const cubic = (u: number): number => 1 - 2 * u + 3 * u ** 2 + u ** 3;
    const slope = (u: number): number => -2 + 6 * u + 3 * u ** 2;
    const course = courseOf(splineOf((u) => ({ position: [cubic(u), u], velocity: [slope(u), 1] }), 2, 5));
    for (const u of [0, 0.13, 0.2, 0.77, 1]) {
      expect(course(u).position[0]).toBeCloseTo(cubic(u), 13);
      expect(course(u).velocity[0]).toBeCloseTo(slope(u), 12);
      expect(course(u).position[1]).toBeCloseTo(u, 13);
    }
  });

  it('has an energy with the derivatives that differences give', () => {
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 12, maxLength: 12 }), fc.nat(11), fc.nat(11), (knots, i, j) => {
        const spline: Spline = { dimension: 2, knots: Float64Array.from(knots) };
        const changed = (index: number, by: number): Spline => ({ dimension: 2, knots: spline.knots.map((knot, k) => (k === index ? knot + by : knot)) });
        const modelAt = (at: Spline): EnergyModel => {
          const model = modelOf(12, 7);
          expect(splineEnergy(wavy, at, model)).toBe(splineEnergy(wavy, at));
          return model;
        };
        const [h, model] = [1e-5, modelAt(spline)];
        const size = 1 + model.gradient.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
        // Where a place leaves the bounds, the slope jumps.
        fc.pre([...Array(33).keys()].every((k) => courseOf(spline)(k / 32).position.every((value) => Math.abs(value) < 2.9)));
        const slope = (splineEnergy(wavy, changed(i, h)) - splineEnergy(wavy, changed(i, -h))) / (2 * h);
        expect((model.gradient[i]! - slope) / size).toBeCloseTo(0, 7);
        const [row, column] = [Math.max(i, j), Math.min(i, j)];
        const bend = (modelAt(changed(j, h)).gradient[i]! - modelAt(changed(j, -h)).gradient[i]!) / (2 * h);
        const entry = row - column > 7 ? 0 : model.hessian.entries[row * 8 + 7 - row + column]!;
        expect((entry - bend) / size).toBeCloseTo(0, 5);
      }),
      { numRuns: 60 },
    );
  });

  it('descends from a detour to the fastest way, in 3D too', () => {
    const detour = splineOf((u) => ({ position: [1 + 7 * u, 1 + 6 * u + Math.sin(Math.PI * u), 1 + 2 * u], velocity: [7, 6 + Math.PI * Math.cos(Math.PI * u), 2] }), 3, 32);
    const settled = finished(settleSpline(air, detour, searching));
    const timeOf = (spline: Spline): number => curveTimes(air, courseOf(spline), 32).reduce((a, b) => a + b, 0);
    expect(timeOf(settled)).toBeLessThan(timeOf(detour));
    // The energy of a curve that runs at the speed of the medium is the square of its time, and at its minimum it does.
    expect(Math.sqrt(splineEnergy(air, settled))).toBeCloseTo(timeOf(settled), 8);
    const best = [...air.candidates([1, 1, 1], [8, 7, 3])][0]!;
    expect(timeOf(settled)).toBeCloseTo(best.time, 7);
    expect(courseOf(settled)(1).position).toEqual([8, 1 + 6 + Math.sin(Math.PI), 3]);
  });
});

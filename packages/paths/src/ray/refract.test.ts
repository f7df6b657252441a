import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot, norm, normalized } from '../geometry/vector.js';
import { solveLayered } from '../layered/solveLayered.js';
import { ordinaryMedium } from '../testing/media.js';
import { reflect, refract } from './refract.js';

const component = fc.double({ min: -10, max: 10, noNaN: true });
const speed = fc.double({ min: 0.1, max: 10, noNaN: true });
const vector = fc.array(component, { minLength: 3, maxLength: 3 }).filter((v) => norm(v) > 1e-3);

describe('refract', () => {
  it('keeps sin(angle) / speed, in the plane of the ray and the normal', () => {
    fc.assert(
      fc.property(vector, vector, speed, speed, (direction, normal, speedIn, speedOut) => {
        const out = refract(direction, normal, speedIn, speedOut);
        const [d, n] = [normalized(direction), normalized(normal)];
        const cross = (a: readonly number[]): number[] => [a[1]! * n[2]! - a[2]! * n[1]!, a[2]! * n[0]! - a[0]! * n[2]!, a[0]! * n[1]! - a[1]! * n[0]!];
        const sine = norm(cross(d));
        fc.pre(Math.abs((sine * speedOut) / speedIn - 1) > 1e-9);
        expect(out === null).toBe((sine * speedOut) / speedIn > 1);
        fc.pre(out !== null);
        expect(norm(out)).toBeCloseTo(1, 12);
        expect(dot(out, n) * dot(d, n)).toBeGreaterThanOrEqual(0);
        cross(out).forEach((value, i) => expect(value / speedOut).toBeCloseTo(cross(d)[i]! / speedIn, 10));
      }),
    );
  });

  it('follows the least-time ray from layer to layer', () => {
    fc.assert(
      fc.property(ordinaryMedium, (medium) => {
        const { angles, tanFastest } = solveLayered(medium);
        // Closer to the critical angle a ray that is followed step by step drifts.
        fc.pre(Math.abs(tanFastest) < 1e3);
        let direction: readonly number[] = [Math.sin(angles[0]!), Math.cos(angles[0]!)];
        for (let i = 1; i < angles.length; i++) {
          // Whichever way the normal points.
          direction = refract(direction, [0, i % 2 === 0 ? 3 : -2], medium.speeds[i - 1]!, medium.speeds[i]!)!;
          expect(direction[0]).toBeCloseTo(Math.sin(angles[i]!), 8);
          expect(direction[1]).toBeCloseTo(Math.cos(angles[i]!), 6);
        }
      }),
    );
  });

  it('goes back the way it came', () => {
    const out = refract([1, 2, -2], [0, 0, 1], 2, 1)!;
    const back = refract(out.map((value) => -value), [0, 0, 1], 1, 2)!;
    normalized([-1, -2, 2]).forEach((value, i) => expect(back[i]).toBeCloseTo(value, 14));
  });

  it('passes straight through where the speeds are equal, and across', () => {
    expect(refract([0, -5], [0, 1], 3, 7)).toEqual([0, -1]);
    const [x, y] = refract([3, 4], [0, 1], 2, 2)!;
    expect([x, y]).toEqual([expect.closeTo(0.6, 15), expect.closeTo(0.8, 15)]);
  });

  it('is null beyond the critical angle', () => {
    expect(refract([0.71, 0.7], [0, 1], 1, Math.SQRT2)).toBeNull();
    expect(refract([0.7, 0.71], [0, 1], 1, Math.SQRT2)).not.toBeNull();
  });

  it('reads the vectors of gl-matrix', () => {
    expect(refract(new Float32Array([0, 0, 2]), new Float32Array([0, 0, -1]), 1, 2)).toEqual([0, 0, 1]);
  });

  it.each([
    ['INVALID_DIRECTION', /direction is \[0, 0\]/, [0, 0], [0, 1], 1],
    ['INVALID_DIRECTION', /normal is \[0, NaN\]/, [0, 1], [0, Number.NaN], 1],
    ['INVALID_DIRECTION', /as many components as the direction, 2/, [0, 1], [0, 0, 1], 1],
    ['INVALID_DIRECTION', /direction is \[1\]/, [1], [0, 1], 1],
    ['INVALID_SPEED', /speedIn is 0,/, [0, 1], [0, 1], 0],
  ])('refuses with %s, %s', (code, message, direction, normal, speedIn) => {
    expect(() => refract(direction, normal, speedIn, 1)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });
});

describe('reflect', () => {
  it('turns the part along the normal about, and twice is nothing', () => {
    fc.assert(
      fc.property(vector, vector, (direction, normal) => {
        const out = reflect(direction, normal);
        const [d, n] = [normalized(direction), normalized(normal)];
        expect(norm(out)).toBeCloseTo(1, 12);
        expect(dot(out, n)).toBeCloseTo(-dot(d, n), 12);
        reflect(out, normal).forEach((value, i) => expect(value).toBeCloseTo(d[i]!, 12));
      }),
    );
  });
});

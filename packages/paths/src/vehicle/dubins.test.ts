import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { norm, subtract } from '../geometry/vector.js';
import { drivesToPlace, drivesToPose, dubinsPath } from './dubins.js';
import { endOf, lengthOf } from './pose.js';
import type { Motion, Pose } from './pose.js';

const coordinate = fc.double({ min: -8, max: 8, noNaN: true });
const angle = fc.double({ min: -10, max: 10, noNaN: true });
const pose: fc.Arbitrary<Pose> = fc.record({ position: fc.tuple(coordinate, coordinate), headingRad: angle });
const radius = fc.double({ min: 0.2, max: 5, noNaN: true });

/** How far a drive ends from a pose, in place and in direction. */
function miss(from: Pose, motions: readonly Motion[], to: Pose): number {
  const last = motions.at(-1);
  const end = last === undefined ? from : endOf(last);
  const turn = end.headingRad - to.headingRad;
  return norm(subtract(end.position, to.position)) + Math.hypot(Math.cos(turn) - 1, Math.sin(turn));
}

const backwards = ({ position, headingRad }: Pose): Pose => ({ position, headingRad: headingRad + Math.PI });

describe('dubinsPath', () => {
  it('ends where it should, by every word, and begins each stretch where the one before ends', () => {
    fc.assert(
      fc.property(pose, pose, radius, (from, to, turnRadius) => {
        for (const motions of drivesToPose(from, to, turnRadius)) {
          expect(miss(from, motions, to)).toBeLessThan(1e-9);
          motions.slice(1).forEach((motion, i) => expect(miss(from, motions.slice(0, i + 1), motion.from)).toBeLessThan(1e-12));
        }
      }),
    );
  });

  it('is as long backwards, and mirrored', () => {
    fc.assert(
      fc.property(pose, pose, radius, (from, to, turnRadius) => {
        const { length } = dubinsPath(from, to, turnRadius);
        const mirrored = ({ position: [x, y], headingRad }: Pose): Pose => ({ position: [x!, -y!], headingRad: -headingRad });
        expect(dubinsPath(backwards(to), backwards(from), turnRadius).length).toBeCloseTo(length, 8);
        expect(dubinsPath(mirrored(from), mirrored(to), turnRadius).length).toBeCloseTo(length, 8);
      }),
    );
  });

  it('is no longer than by way of any other pose', () => {
    fc.assert(
      fc.property(pose, pose, pose, radius, (from, to, between, turnRadius) => {
        const stages = dubinsPath(from, between, turnRadius).length + dubinsPath(between, to, turnRadius).length;
        expect(dubinsPath(from, to, turnRadius).length).toBeLessThanOrEqual(stages + 1e-8);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with figures worked out by hand', () => {
    const ahead: Pose = { position: [0, 0], headingRad: 0 };
    expect(dubinsPath(ahead, { position: [7, 0], headingRad: 0 }, 1)).toMatchObject({ length: 7, motions: [{ curvature: 0, length: 7 }] });
    expect(dubinsPath(ahead, ahead, 1).length).toBe(0);
    expect(dubinsPath(ahead, { position: [0, 2], headingRad: Math.PI }, 1).length).toBeCloseTo(Math.PI, 12);
    // To face the other way in the same place: three arcs whose circles' centres make an equilateral triangle.
    expect(dubinsPath(ahead, { position: [0, 0], headingRad: Math.PI }, 1).length).toBeCloseTo((7 * Math.PI) / 3, 12);
    expect(dubinsPath(ahead, { position: [6, 1], headingRad: Math.PI / 2 }, 1).length).toBeCloseTo(5 + Math.PI / 2, 12);
  });

  it.each([0, -1, NaN, Infinity])('refuses the turn radius %s', (turnRadius) => {
    const somewhere: Pose = { position: [0, 0], headingRad: 0 };
    expect(() => dubinsPath(somewhere, somewhere, turnRadius)).toThrow(expect.objectContaining({ code: 'INVALID_TURN_RADIUS' }));
  });
});

describe('drivesToPlace', () => {
  it('is as short as the shortest way over all headings', () => {
    fc.assert(
      fc.property(pose, fc.tuple(coordinate, coordinate), radius, (from, place, turnRadius) => {
        // Close behind is a whole circle away, the place itself is not.
        const distance = norm(subtract(place, from.position));
        fc.pre(distance === 0 || distance > 1e-6);
        const headings = Array.from({ length: 360 }, (_, i) => (i * Math.PI) / 180);
        const sampled = Math.min(...headings.map((headingRad) => dubinsPath(from, { position: place, headingRad }, turnRadius).length));
        const shortest = drivesToPlace(from, place, turnRadius).reduce((a, b) => (lengthOf(b) < lengthOf(a) ? b : a));
        expect(lengthOf(shortest)).toBeLessThanOrEqual(sampled + 1e-9);
        const end = shortest.length === 0 ? from : endOf(shortest.at(-1)!);
        expect(norm(subtract(end.position, place))).toBeLessThan(1e-9);
        expect(dubinsPath(from, { position: place, headingRad: end.headingRad }, turnRadius).length).toBeLessThanOrEqual(lengthOf(shortest) + 1e-7);
      }),
    );
  });
});

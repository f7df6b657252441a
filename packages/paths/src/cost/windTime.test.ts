import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastTimePath } from '../search/leastTimePath.js';
import { costField } from './costField.js';
import { windTime } from './windTime.js';
import type { WindOptions } from './windTime.js';

const bounds = [-10, -10, 10, 10];
const airOf = (options: WindOptions): ReturnType<typeof costField> => costField({ terms: { time: windTime(options) }, bounds, resolution: 24 });
const part = fc.double({ min: -1, max: 1, noNaN: true, noDefaultInfinity: true });
const vector = fc.tuple(part, part).filter(([x, y]) => Math.hypot(x, y) > 0.01);

describe('windTime', () => {
  it('is the time in which the wind and the vehicle together make the displacement', () => {
    fc.assert(
      fc.property(vector, vector, fc.double({ min: 0.05, max: 3, noNaN: true }), (step, wind, speed) => {
        const time = windTime({ speed, wind: () => wind })([0, 0], step);
        if (time === Infinity) {
          // No heading gets there: the displacement lies outside the cone that the wind leaves.
          expect(Math.hypot(...wind)).toBeGreaterThanOrEqual(speed * (1 - 1e-9));
          return;
        }
        const own = Math.hypot(step[0] - wind[0] * time, step[1] - wind[1] * time);
        expect(Math.abs(own - speed * time)).toBeLessThan(1e-9 * Math.max(own, time));
      }),
    );
  });

  it('costs a convex function of the direction that is not symmetric', () => {
    const time = windTime({ speed: 1, wind: () => [0.6, 0.3] });
    expect(time([0, 0], [1, 0])).not.toBeCloseTo(time([0, 0], [-1, 0]), 1);
    fc.assert(
      fc.property(vector, vector, (a, b) => {
        const sum = time([0, 0], a) + time([0, 0], b);
        expect(time([0, 0], [a[0] + b[0], a[1] + b[1]])).toBeLessThanOrEqual(sum * (1 + 1e-9));
      }),
    );
  });
});

describe('leastTimePath in wind', () => {
  it('is straight in a wind that is the same everywhere', () => {
    const options: WindOptions = { speed: 2, wind: () => [1, -0.5] };
    const { time, path } = leastTimePath(airOf(options), { from: [-7, -3], to: [6, 5] });
    expect(time).toBeCloseTo(windTime(options)([0, 0], [13, 8]), 8);
    for (const [x, y] of path) expect(Math.abs((y! + 3) * 13 - (x! + 7) * 8)).toBeLessThan(1e-2);
  });

  it('is what is straight in the turning frame, in a wind that turns', () => {
    const turn = 0.08;
    const [speed, from, to] = [1, [-5, 1], [6, -2]];
    const way = leastTimePath(airOf({ speed, wind: (x, y) => [-turn * y, turn * x] }), { from, to });
    // Seen from the wind, the vehicle goes straight to where the goal will be.
    const miss = (time: number): number => {
      const [cos, sin] = [Math.cos(turn * time), Math.sin(turn * time)];
      return Math.hypot(cos * to[0]! + sin * to[1]! - from[0]!, cos * to[1]! - sin * to[0]! - from[1]!) - speed * time;
    };
    let [early, late] = [0, 50];
    for (let i = 0; i < 100; i++) {
      const middle = (early + late) / 2;
      if (miss(middle) > 0) early = middle;
      else late = middle;
    }
    expect(way.time / early - 1).toBeGreaterThan(-1e-7);
    expect(way.time / early - 1).toBeLessThan(1e-5);
    expect(way.certificate.reason).toMatch(/lower bound/);
  });

  it('gets there and not back where the wind is as strong as the vehicle', () => {
    const gale = airOf({ speed: 1, wind: () => [1.2, 0] });
    expect(leastTimePath(gale, { from: [-5, 0], to: [5, 1] }).time).toBeLessThan(Infinity);
    const back = leastTimePath(gale, { from: [5, 0], to: [-5, 0] });
    expect(back).toMatchObject({ path: [], time: Infinity, certificate: { lowerBound: null, reason: expect.stringMatching(/no path joins/) } });
  });
});

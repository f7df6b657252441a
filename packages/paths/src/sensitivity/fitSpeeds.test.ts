import { key, normal } from '@fermat/autodiff/random';
import { describe, expect, it } from 'vitest';
import { layered } from '../layered/layered.js';
import type { LayeredMedium } from '../layered/layered.js';
import { solveLayered } from '../layered/solveLayered.js';
import { pathTime } from '../medium/pathTime.js';
import { leastTimePath } from '../search/leastTimePath.js';
import { fitSpeeds } from './fitSpeeds.js';
import type { TravelTime } from './fitSpeeds.js';

const truth = [0.7, 0.3, 0.45];

function groundOf(speeds: ArrayLike<number>, offset = 0): LayeredMedium {
  return layered({ layers: Array.from(speeds, (speed) => ({ thickness: 10, speed })), offset });
}

/** The times from one place through all layers, to ends ever further away. */
function observe(count: number): TravelTime[] {
  return Array.from({ length: count }, (_, i) => {
    const medium = groundOf(truth, 3 * i);
    return { from: medium.from, to: medium.to, time: solveLayered(medium).time };
  });
}

describe('fitSpeeds', () => {
  it('recovers the speeds from 30 times without noise', () => {
    const { speeds, converged, misfit } = fitSpeeds(groundOf, observe(30), { start: [0.5, 0.5, 0.5] });
    expect(converged).toBe(true);
    expect(misfit).toBeNull();
    // The layers' order shows in no time: two of the speeds may be exchanged.
    expect([...speeds].sort((a, b) => a - b)).toEqual([0.3, 0.45, 0.7].map((speed) => expect.closeTo(speed, 8) as number));
  });

  it('recovers which layer is which from ends inside the layers', () => {
    const within = [[0, 4], [5, 14], [12, 25], [30, 30]].flatMap((to) => {
      return [[0, 0], [-20, 8], [4, 19]].map((from) => ({ from, to, time: leastTimePath(groundOf(truth), { from, to }).time }));
    });
    const { speeds } = fitSpeeds(groundOf, within, { start: [0.5, 0.5, 0.5] });
    speeds.forEach((speed, i) => expect(speed).toBeCloseTo(truth[i]!, 8));
  });

  it('states its uncertainty: the truth lies within it as often as it should', () => {
    const exact = observe(30);
    let [inside, chi] = [0, 0];
    const repeats = 40;
    const noise = normal(key(7), [repeats, exact.length]).toArray() as number[][];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const noisy = exact.map((observation, i) => {
        const sigma = 0.01 * observation.time;
        return { ...observation, sigma, time: observation.time + sigma * noise[repeat]![i]! };
      });
      const { speeds, standardErrors, misfit } = fitSpeeds(groundOf, noisy, { start: truth });
      chi += misfit! / repeats;
      speeds.forEach((speed, i) => (inside += Math.abs(speed - truth[i]!) <= 2 * standardErrors[i]! ? 1 : 0));
    }
    // 95 % of 120, and room for chance.
    expect(inside).toBeGreaterThan(105);
    expect(chi).toBeGreaterThan(0.8);
    expect(chi).toBeLessThan(1.2);
  });

  it('takes the noise from the residuals where none is stated', () => {
    const noise = normal(key(11), 300).data();
    const noisy = observe(300).map((observation, i) => ({ ...observation, time: observation.time + 0.5 * noise[i]! }));
    const known = fitSpeeds(groundOf, noisy.map((observation) => ({ ...observation, sigma: 0.5 })), { start: truth });
    const unknown = fitSpeeds(groundOf, noisy, { start: truth });
    unknown.standardErrors.forEach((error, i) => expect(error / known.standardErrors[i]!).toBeCloseTo(Math.sqrt(known.misfit!), 6));
  });

  it('fits times along known routes, the fastest or not', () => {
    const routes = [[[0, 0], [0, 30]], [[0, 0], [20, 10], [21, 20], [22, 30]], [[0, 0], [1, 10], [30, 20], [31, 30]], [[0, 0], [2, 10], [3, 20], [40, 30]]];
    const timed = routes.map((path) => ({ path, time: pathTime(path, groundOf(truth)) }));
    const { speeds } = fitSpeeds(groundOf, timed, { start: [1, 1, 1] });
    speeds.forEach((speed, i) => expect(speed).toBeCloseTo(truth[i]!, 8));
  });

  it('says of a layer that no path enters that nothing is known of it', () => {
    const medium = groundOf(truth);
    const shallow = [[9, 5], [2, 9], [14, 12]].map((to) => ({ from: [0, 1], to, time: leastTimePath(medium, { from: [0, 1], to }).time, sigma: 0.1 }));
    const { standardErrors, covariance } = fitSpeeds(groundOf, shallow, { start: truth });
    expect(standardErrors[2]).toBe(Infinity);
    expect(standardErrors[0]).toBeLessThan(1);
    expect(covariance.flatMap((row) => [...row]).every((value) => !Number.isNaN(value))).toBe(true);
  });

  it.each([
    ['nothing to fit', [], [1, 1, 1], 'NO_TRAVEL_TIMES'],
    ['a time that is none', [{ time: -1, from: [0, 0], to: [0, 30] }], [1, 1, 1], 'INVALID_TRAVEL_TIME'],
    ['errors for a part', [{ time: 1, sigma: 1 }, { time: 1 }], [1, 1, 1], 'INVALID_TRAVEL_TIME'],
    ['a speed to start from that is none', [{ time: 1 }], [1, 0, 1], 'INVALID_SPEED'],
  ])('refuses %s', (_, observations, start, code) => {
    expect(() => fitSpeeds(groundOf, observations, { start })).toThrow(expect.objectContaining({ code }));
  });
});

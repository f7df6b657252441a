import { describe, expect, it } from 'vitest';
import { speedGrid } from '../grid/speedGrid.js';
import { layered } from '../layered/layered.js';
import { solveLayered } from '../layered/solveLayered.js';
import { pathTime } from '../medium/pathTime.js';
import { leastTimePath } from '../search/leastTimePath.js';
import { costField } from './costField.js';
import type { CostFieldOptions, LocalTerm } from './costField.js';

const bounds = [0, 0, 10, 10];
const even = speedGrid({ speeds: [[2, 2], [2, 2]], bounds });
const length: LocalTerm = (_, step) => Math.hypot(...step);
const nearTheMiddle: LocalTerm = ([x, y], step) => 3 * Math.exp(-((x! - 5) ** 2) - (y! - 5) ** 2) * Math.hypot(...step);

describe('costField', () => {
  it('adds up what its terms cost, at a place and along a path', () => {
    const sum = costField({ terms: { time: even, way: length, risk: nearTheMiddle }, bounds });
    expect(sum.cost([5, 5], [3, 4])).toBeCloseTo(2.5 + 5 + 15, 12);
    const path = [[1, 1], [5, 5], [9, 2]];
    const { time, way, risk } = sum.breakdown(path);
    expect(time).toBeCloseTo(pathTime(path, even), 12);
    expect(way).toBeCloseTo(Math.hypot(4, 4) + 5, 12);
    expect(time + way + risk).toBeCloseTo(pathTime(path, sum), 12);
    expect(sum.symmetric).toBe(false);
    expect(costField({ terms: { even }, bounds }).symmetric).toBe(true);
  });

  it('is infinite where a term is', () => {
    const split = speedGrid({ speeds: [[1, 0, 1], [1, 0, 1]], bounds });
    const sum = costField({ terms: { time: split, way: length }, bounds });
    expect(pathTime([[1, 5], [9, 5]], split)).toBe(Infinity);
    expect(pathTime([[1, 5], [9, 5]], sum)).toBe(Infinity);
    expect(sum.breakdown([[1, 5], [9, 5]])).toMatchObject({ time: Infinity, way: expect.closeTo(8, 12) });
  });

  it('weighs one cost against another: the more the risk counts, the less of it is taken', () => {
    const ends = { from: [1, 5.2], to: [9, 5] };
    const risks = [0, 1, 10].map((weight) => {
      const field = costField({ terms: { way: length, risk: (at, step) => weight * nearTheMiddle(at, step) }, bounds, resolution: 10 });
      const { path, time } = leastTimePath(field, ends);
      const plain = costField({ terms: { way: length, risk: nearTheMiddle }, bounds, resolution: 10 }).breakdown(path);
      expect(time).toBeCloseTo(plain.way + weight * plain.risk, 8);
      return plain.risk;
    });
    risks.slice(1).forEach((risk, i) => expect(risk).toBeLessThan(risks[i]!));
  });

  it('is bounded by the terms that have bounds', () => {
    const ends = { from: [1, 5], to: [9, 5] };
    const { time, certificate } = leastTimePath(costField({ terms: { even, risk: nearTheMiddle }, bounds, resolution: 10 }), ends);
    expect(certificate.lowerBound).toBeCloseTo(4, 6);
    expect(certificate.lowerBound).toBeLessThan(time);
    const unbounded = leastTimePath(costField({ terms: { nearTheMiddle }, bounds, resolution: 10 }), ends).certificate;
    expect(unbounded).toMatchObject({ lowerBound: null, gap: null, reason: expect.stringMatching(/lower bound/) });
  });

  it('finds through layers what their own solver finds', () => {
    const layers = layered({ layers: [{ thickness: 3, speed: 1 }, { thickness: 7, speed: 2 }], offset: 8 });
    const { time } = leastTimePath(costField({ terms: { layers }, bounds, resolution: 10 }), { from: [1, 0], to: [9, 10] });
    expect(time / solveLayered(layers).time).toBeGreaterThan(1 - 1e-9);
    expect(time / solveLayered(layers).time).toBeLessThan(1 + 1e-3);
  });

  it.each([
    ['nothing to add up', { terms: {}, bounds }, 'NO_TERMS', /at least one term/],
    ['a resolution that is none', { terms: { length }, bounds, resolution: 0 }, 'INVALID_RESOLUTION', /resolution is 0/],
    ['a box that is none', { terms: { length }, bounds: [0, 0, 1] }, 'INVALID_BOUNDS', /\[0, 0, 1\]/],
  ])('refuses %s', (_, options, code, message) => {
    expect(() => costField(options as CostFieldOptions)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) as string }));
  });

  it('names the term that is negative, or no number', () => {
    for (const wrong of [-1, NaN]) {
      const field = costField({ terms: { length, gain: () => wrong }, bounds, resolution: 8 });
      expect(() => leastTimePath(field, { from: [1, 1], to: [2, 2] })).toThrow(expect.objectContaining({ code: 'INVALID_COST', message: expect.stringMatching(/"gain" is/) as string }));
    }
  });
});

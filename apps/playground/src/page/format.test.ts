import { describe, expect, it } from 'vitest';
import { degrees, duration, plain, scientific } from './format.js';

describe('numbers', () => {
  it.each([
    [plain(-1.25, 1), '−1.3'],
    [plain(-0.0001, 2), '0.00'],
    [plain(Infinity, 2), '∞'],
    [plain(-Infinity, 2), '−∞'],
    [plain(NaN, 2), '–'],
    [duration(81.91168784), '81.912 s'],
    [degrees(Math.PI / 2), '90.00°'],
    [scientific(0.0047123), '4.7e−3'],
    [scientific(-4.7123e-9), '−4.7e−9'],
    [scientific(0.25), '0.250'],
    [scientific(1e-17), '0'],
    [scientific(123456), '1.2e5'],
  ])('are written as %s', (written, expected) => {
    expect(written).toBe(expected);
  });
});

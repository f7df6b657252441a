import { Color } from 'three';
import { describe, expect, it } from 'vitest';
import { colorRamp } from './colorRamp.js';

const hex = (ramp: ReturnType<typeof colorRamp>, fraction: number): string => ramp(fraction, new Color()).getHexString();

describe('colorRamp', () => {
  it('passes through its stops, evenly spaced', () => {
    const stops = ['#112233', '#8899aa', '#ffeedd', '#00ff00'];
    const ramp = colorRamp(stops);
    expect(stops.map((_, i) => `#${hex(ramp, i / 3)}`)).toEqual(stops);
  });

  it('interpolates in sRGB', () => {
    expect(hex(colorRamp(['#204060', '#406080']), 0.5)).toBe('305070');
  });

  it('gives the nearest end outside 0..1, and the first colour for NaN', () => {
    const ramp = colorRamp(['#000000', '#ffffff']);
    expect([-1, 2, Infinity, NaN].map((fraction) => hex(ramp, fraction))).toEqual(['000000', 'ffffff', 'ffffff', '000000']);
  });

  it('is constant with a single stop', () => {
    expect(hex(colorRamp(['#abcdef']), 0.7)).toBe('abcdef');
  });

  it('refuses an empty list', () => {
    expect(() => colorRamp([])).toThrow(expect.objectContaining({ code: 'no-colors' }));
  });
});

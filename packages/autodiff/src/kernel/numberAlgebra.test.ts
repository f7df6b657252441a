import { describe, expect, test } from 'vitest';
import { numberAlgebra as k } from './numberAlgebra.js';

describe('nearest', () => {
  test.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [0.49999999999999994, 0],
    [-0.5, -0],
    [-0.3, -0],
    [-1.5, -2],
    [-2.5, -2],
    [0, 0],
    [-0, -0],
    [2 ** 52 - 0.5, 2 ** 52],
    [2 ** 52 + 1, 2 ** 52 + 1],
    [-(2 ** 53) - 2, -(2 ** 53) - 2],
    [1e300, 1e300],
    [Infinity, Infinity],
    [-Infinity, -Infinity],
    [NaN, NaN],
  ])('%d to %d', (x, expected) => expect(k.nearest(x)).toBe(expected));
});

describe('bits', () => {
  test('powers of two, zero and infinity by exponent', () => {
    for (let n = -1022; n <= 1023; n++) expect(k.powerOfTwo(n)).toBe(2 ** n);
    expect(k.powerOfTwo(-1023)).toBe(0);
    expect(k.powerOfTwo(1024)).toBe(Infinity);
  });

  test('the high word holds sign, exponent and leading fraction', () => {
    expect(k.highWord(1)).toBe(0x3ff00000);
    expect(k.highWord(-2)).toBe(0xc0000000 | 0);
    expect(k.highWord(Math.SQRT2)).toBe(0x3ff6a09e);
    expect(k.highWord(5e-324)).toBe(0);
    expect(k.highWord(-0)).toBe(-0x80000000);
  });

  test('the sign of zeros is copied and flipped', () => {
    expect(k.copySign(3, -0)).toBe(-3);
    expect(k.copySign(-3, 0)).toBe(3);
    expect(k.copySign(0, -1)).toBe(-0);
    expect(k.neg(0)).toBe(-0);
  });
});

describe('minimum and maximum', () => {
  test('order zeros by sign and pass NaN on', () => {
    expect(k.min(0, -0)).toBe(-0);
    expect(k.max(-0, 0)).toBe(0);
    expect(k.min(NaN, 1)).toBeNaN();
    expect(k.max(1, NaN)).toBeNaN();
  });
});

describe('integers', () => {
  test('wrap around', () => {
    expect(k.addInt(0x7fffffff, 1)).toBe(-0x80000000);
    expect(k.subInt(-0x80000000, 1)).toBe(0x7fffffff);
    expect(k.mulInt(0x10001, 0x10001)).toBe(0x20001);
    expect(k.shl(1, 31)).toBe(-0x80000000);
    expect(k.shr(-8, 1)).toBe(-4);
    expect(k.ushr(-1, 0)).toBe(-1);
    expect(k.ushr(-1, 28)).toBe(15);
  });

  test('come from floats by truncation, from NaN as 0', () => {
    expect(k.toInt(-1.9)).toBe(-1);
    expect(k.toInt(NaN)).toBe(0);
  });
});

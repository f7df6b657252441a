import fc from 'fast-check';
import { layered } from '../layered/layered.js';
import type { LayeredMedium } from '../layered/layered.js';

/** A 2D stack from its columns. */
export function stackOf(thicknesses: readonly number[], speeds: readonly number[], offset: number): LayeredMedium {
  return layered({ layers: thicknesses.map((thickness, i) => ({ thickness, speed: speeds[i]! })), offset });
}

const ordinary = fc.double({ min: 0.1, max: 10, noNaN: true });
const powerOfTen = fc.double({ min: -30, max: 30, noNaN: true }).map((exponent) => 10 ** exponent);
const almostOne = fc.double({ min: 0, max: 16, noNaN: true }).map((digits) => 1 - 10 ** -digits / 2);

/** Numbers of ordinary size, over many orders of magnitude, or almost equal. */
function columns(numbers: fc.Arbitrary<number>, speeds: fc.Arbitrary<number>): fc.Arbitrary<LayeredMedium> {
  const layer = fc.tuple(numbers, speeds);
  const offset = fc.tuple(numbers, fc.boolean()).map(([size, negative]) => (negative ? -size : size));
  return fc
    .tuple(fc.array(layer, { minLength: 1, maxLength: 8 }), offset)
    .map(([layers, reach]) => stackOf(layers.map(([thickness]) => thickness), layers.map(([, speed]) => speed), reach));
}

export const ordinaryMedium: fc.Arbitrary<LayeredMedium> = columns(ordinary, ordinary);

export const anyMedium: fc.Arbitrary<LayeredMedium> = fc.oneof(
  ordinaryMedium,
  columns(ordinary, almostOne),
  columns(powerOfTen, ordinary),
  columns(powerOfTen, powerOfTen),
);

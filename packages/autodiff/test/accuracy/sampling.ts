/** A source of numbers from 0 up to 1, the same for the same seed (Marsaglia's xorshift, 32 bits, twice a number). */
export function uniformSource(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) | 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return () => (next() * 2 ** 21 + (next() >>> 11)) * 2 ** -53;
}

/** A way to draw an argument. */
export type Sampler = (uniform: () => number) => number;

/** Evenly from an interval. */
export const between =
  (lowest: number, highest: number): Sampler =>
  (uniform) =>
    lowest + (highest - lowest) * uniform();

/** Magnitudes evenly by exponent, 2^lowest to 2^highest. */
export const exponents =
  (lowest: number, highest: number): Sampler =>
  (uniform) => {
    const exponent = Math.floor(lowest + (highest - lowest) * uniform());
    return (1 + uniform()) * 2 ** Math.max(exponent, -1022) * 2 ** Math.min(exponent + 1022, 0);
  };

/** Either sign. */
export const signed =
  (sampler: Sampler): Sampler =>
  (uniform) =>
    uniform() < 0.5 ? -sampler(uniform) : sampler(uniform);

/** Around a centre, at relative distances from 2^-53 to 1, evenly by exponent. */
export const around =
  (centre: number): Sampler =>
  (uniform) =>
    centre + (uniform() < 0.5 ? -1 : 1) * (centre === 0 ? 1 : centre) * 2 ** (-53 * uniform());

/** The floats at and next to integer multiples of a number, evenly by the factor's exponent. */
export const nearMultiples =
  (unit: number, largestFactor: number): Sampler =>
  (uniform) => {
    const factor = Math.floor(largestFactor ** uniform());
    return factor * unit * (1 + Math.round(4 * uniform() - 2) * 2 ** -52);
  };

/** One of a list, such as that of the known hard cases. */
export const among =
  (...values: readonly number[]): Sampler =>
  (uniform) =>
    values[Math.floor(values.length * uniform())] as number;

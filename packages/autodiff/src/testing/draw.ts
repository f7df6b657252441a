/** Numbers from 0 up to 1, the same for the same seed: mulberry32 (T. Ettinger, public domain). */
export function drawing(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A vector of numbers from -1 to 1. */
export const direction = (length: number, draw: () => number): Float64Array => Float64Array.from({ length }, () => 2 * draw() - 1);

export const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

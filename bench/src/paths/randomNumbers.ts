/** Numbers between 0 and 1, the same for the same seed: Lehmer's generator, as Park and Miller have it. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

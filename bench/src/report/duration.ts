/** Two digits, or all before the point. */
export const significant = (x: number): string => (x < 10 ? x.toPrecision(2) : String(Math.round(x)));

/** A time in seconds, in a unit that suits it. */
export function duration(seconds: number): string {
  if (seconds < 1e-6) return `${significant(seconds * 1e9)} ns`;
  if (seconds < 1e-3) return `${significant(seconds * 1e6)} us`;
  if (seconds < 1) return `${significant(seconds * 1e3)} ms`;
  return `${significant(seconds)} s`;
}

/** A residual of Snell's law up to this is taken for rounding. */
export const stationary = 1e-6;

/** That a path of this residual is none of least time, in words; `null` where it may be one. */
export function notStationary(residual: number): string | null {
  return residual <= stationary ? null : `the path is none of least time: its Snell residual is ${residual.toExponential(1)}.`;
}

/** A residual of Snell's law up to this is taken for rounding. */
export const stationary = 1e-6;

/** That of a polyline that stands for a curve of least time may come to this. */
export const bent = 1e-2;

/** That a path of this residual is none of least time, in words; `null` where it may be one. */
export function notStationary(residual: number, tolerance: number = stationary): string | null {
  return residual <= tolerance ? null : `the path is none of least time: its Snell residual is ${residual.toExponential(1)}.`;
}

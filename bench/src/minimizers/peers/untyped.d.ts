declare module 'fmin/index.js' {
  export function conjugateGradient(f: (x: number[], gradient: number[]) => number, x0: number[], options: { maxIterations: number }): unknown;
  export function nelderMead(f: (x: number[]) => number, x0: number[], options: { maxIterations: number; minErrorDelta: number; minTolerance: number }): unknown;
}

declare module 'numeric' {
  const numeric: { uncmin(f: (x: number[]) => number, x0: number[], tolerance: number, gradient: (x: number[]) => number[], maxIterations: number): unknown };
  export default numeric;
}

declare module 'optimization-js' {
  const optimization: { minimize_L_BFGS(f: (x: number[]) => number, gradient: (x: number[]) => number[], x0: number[]): unknown };
  export default optimization;
}

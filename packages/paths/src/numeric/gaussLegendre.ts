/** A rule for integrals over [0, 1]: the sum of `weights[i] * f(nodes[i])`. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The Gauss-Legendre rule of n nodes, exact for polynomials up to the degree 2 n - 1. No node is an end of the interval.
 *
 * Source: W. H. Press et al., Numerical Recipes, 3rd ed., Cambridge 2007, section 4.6, page 183.
 */
export function gaussLegendre(n: number): Quadrature {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (n - i - 0.25)) / (n + 0.5));
    // Quadratic convergence from a guess good to three digits.
    for (let step = 0; step < 5; step++) x -= legendre(n, x).value / legendre(n, x).slope;
    nodes[i] = (1 + x) / 2;
    weights[i] = 1 / ((1 - x) * (1 + x) * legendre(n, x).slope ** 2);
  }
  return { nodes, weights };
}

/** The values P_0(x) to P_n(x) of the Legendre polynomials, by their three-term recurrence. */
export function legendreValues(n: number, x: number): Float64Array {
  const values = new Float64Array(n + 1);
  values[0] = 1;
  if (n > 0) values[1] = x;
  for (let k = 2; k <= n; k++) values[k] = ((2 * k - 1) * x * values[k - 1]! - (k - 1) * values[k - 2]!) / k;
  return values;
}

function legendre(n: number, x: number): { value: number; slope: number } {
  const values = legendreValues(n, x);
  const value = values[n]!;
  return { value, slope: (n * (x * value - values[n - 1]!)) / ((x - 1) * (x + 1)) };
}

/**
 * Writes the minimiser of sum c_i p_i + h_i p_i^2 / 2 over |p| <= radius into `p`. An infinite
 * radius gives the Newton step where all h are positive, else the step that |h| gives.
 *
 * Source: J. J. More and D. C. Sorensen, "Computing a trust region step", SIAM J. Sci. Stat.
 * Comput. 4 (1983), in the eigenbasis, the hard case included.
 */
export function trustSubproblem(h: Float64Array, c: Float64Array, radius: number, p: Float64Array): void {
  const n = h.length;
  let lowest = Infinity;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    lowest = Math.min(lowest, h[i]!);
    largest = Math.max(largest, Math.abs(h[i]!));
  }
  if (radius === Infinity || lowest > 0) {
    const floor = radius === Infinity ? Number.EPSILON * largest : 0;
    for (let i = 0; i < n; i++) p[i] = -c[i]! / Math.max(Math.abs(h[i]!), floor);
    if (radius === Infinity || Math.hypot(...p) <= radius) return;
  }
  const shift = boundaryShift(h, c, radius, Math.max(0, -lowest));
  let squares = 0;
  let flattest = 0;
  for (let i = 0; i < n; i++) {
    const denominator = h[i]! + shift;
    p[i] = denominator > 0 ? -c[i]! / denominator : 0;
    squares += p[i]! ** 2;
    if (h[i]! < h[flattest]!) flattest = i;
  }
  // The hard case: nothing pulls along the flattest direction, which reaches the boundary.
  const missing = radius * radius - squares;
  if (missing > 1e-12 * radius * radius) p[flattest] = (Math.sign(-c[flattest]!) || 1) * Math.sqrt(missing + p[flattest]! ** 2);
}

/** The multiplier s >= least at which |c / (h + s)| equals the radius, by bisection safeguarding Newton on 1/|p|. */
function boundaryShift(h: Float64Array, c: Float64Array, radius: number, least: number): number {
  let low = least;
  let high = least + Math.hypot(...c) / radius;
  let shift = high;
  for (let iteration = 0; iteration < 100; iteration++) {
    let squares = 0;
    let slope = 0;
    for (let i = 0; i < h.length; i++) {
      if (c[i] === 0) continue;
      const q = c[i]! / (h[i]! + shift);
      squares += q * q;
      slope += (q * q) / (h[i]! + shift);
    }
    const length = Math.sqrt(squares);
    if (Math.abs(length - radius) <= 1e-10 * radius) return shift;
    if (length > radius) low = shift;
    else high = shift;
    if (high - low <= Number.EPSILON * high) return high;
    const newton = shift + ((length - radius) / radius) * (squares / slope);
    shift = newton > low && newton < high ? newton : (low + high) / 2;
  }
  return high;
}

/**
 * Where a function of [low, high] changes its sign, to rounding: the last place found that still has the sign of `low`.
 *
 * Source: M. Dowell and P. Jarratt, "A modified regula falsi method for computing the root of an equation", BIT 11 (1971),
 * 168-174 (the Illinois method), with a bisection every third step.
 */
export function signChange(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  for (let i = 0; i < 200; i++) {
    const chord = a + (b - a) * (fa / (fa - fb));
    const x = i % 3 !== 2 && chord > a && chord < b ? chord : a + (b - a) / 2;
    if (!(x > a && x < b)) break;
    const value = f(x);
    if (value === 0) return x;
    if (value > 0 === fa > 0) {
      [a, fa] = [x, value];
      fb /= 2;
    } else {
      [b, fb] = [x, value];
      fa /= 2;
    }
  }
  return a;
}

/** Whether a function has the opposite sign, or has become 0, since it had the value `before`. */
export function hasChangedSign(before: number, after: number): boolean {
  return (before > 0 && after <= 0) || (before < 0 && after >= 0);
}

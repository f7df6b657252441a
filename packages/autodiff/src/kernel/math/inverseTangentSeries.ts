/**
 * The sum of `scale (numerator / denominator)^k / k` over odd k, in whole numbers: the inverse hyperbolic tangent of the
 * quotient in units of 1 / scale, or with alternating signs the inverse tangent.
 */
export function inverseTangentSeries(scale: bigint, numerator: bigint, denominator: bigint, sign: 1n | -1n): bigint {
  let total = 0n;
  let power = (scale * numerator) / denominator;
  for (let k = 1n; power !== 0n; k += 2n) {
    total += power / k;
    power = (sign * power * numerator * numerator) / (denominator * denominator);
  }
  return total;
}

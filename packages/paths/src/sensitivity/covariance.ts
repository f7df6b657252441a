import { svd, tensor } from '@fermat/autodiff';

/** Combinations of unknowns that move the residuals less than this part of what others do are not determined by them. */
const negligible = 1e-9;

/** `variance` times the inverse of J' J. An unknown that J says nothing about has an infinite variance, and its row is else 0. */
export function covarianceOf(jacobian: readonly Float64Array[], variance: number): Float64Array[] {
  const size = jacobian[0]!.length;
  // A row of zeros for each unknown gives all of them a singular value.
  const { s, vh } = svd(tensor([...jacobian, ...Array.from({ length: size }, () => new Float64Array(size))]));
  const [values, directions] = [s.data(), vh.toArray() as number[][]];
  const isKnown = directions.map((_, k) => values[k]! > negligible * values[0]!);
  const isLost = Array.from({ length: size }, (_, i) => variance === Infinity || directions.some((direction, k) => !isKnown[k] && Math.abs(direction[i]!) > negligible));
  const entry = (i: number, j: number): number => {
    if (isLost[i] || isLost[j]) return i === j ? Infinity : 0;
    return directions.reduce((sum, direction, k) => (isKnown[k] ? sum + (variance * direction[i]! * direction[j]!) / values[k]! ** 2 : sum), 0);
  };
  return isLost.map((_, i) => Float64Array.from({ length: size }, (__, j) => entry(i, j)));
}

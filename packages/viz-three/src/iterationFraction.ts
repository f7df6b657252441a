/**
 * Where an iteration stands between the first (0) and the last (1), for its colour: logarithmically, because a descent
 * goes most of its way in its first steps.
 *
 * @param index the iteration, 0 for the start
 * @param total how many iterations there are, the start included
 */
export function iterationFraction(index: number, total: number): number {
  return total > 1 ? Math.log1p(index) / Math.log(total) : 0;
}

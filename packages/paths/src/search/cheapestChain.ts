/** Which of some choices is taken at each step, and what they cost together. */
export interface Chain {
  readonly chosen: readonly number[];
  readonly cost: number;
}

/** The cheapest way through choices one after another, of which each costs something after the one before: dynamic programming. */
export function cheapestChain<T>(choices: readonly (readonly T[])[], costOf: (before: T, after: T, stage: number, j: number, k: number) => number): Chain {
  const previous: number[][] = [];
  let costs = choices[0]!.map(() => 0);
  for (let i = 1; i < choices.length; i++) {
    const [before, after] = [choices[i - 1]!, choices[i]!];
    const [best, from]: [number[], number[]] = [[], []];
    for (let k = 0; k < after.length; k++) {
      let least = Infinity;
      let first = 0;
      for (let j = 0; j < before.length; j++) {
        if (costs[j]! >= least) continue;
        const cost = costs[j]! + costOf(before[j]!, after[k]!, i, j, k);
        if (cost < least) {
          least = cost;
          first = j;
        }
      }
      best.push(least);
      from.push(first);
    }
    costs = best;
    previous.push(from);
  }
  const cost = costs.reduce((a, b) => Math.min(a, b));
  const chosen = new Array<number>(choices.length);
  let k = costs.indexOf(cost);
  for (let i = choices.length - 1; i >= 0; i--) {
    chosen[i] = k;
    k = previous[i - 1]?.[k] ?? 0;
  }
  return { chosen, cost };
}

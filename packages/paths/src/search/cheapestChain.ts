/** Which of some choices is taken at each step, and what they cost together. */
export interface Chain {
  readonly chosen: readonly number[];
  readonly cost: number;
}

/** The cheapest way through choices one after another, of which each costs something after the one before: dynamic programming. */
export function cheapestChain<T>(choices: readonly (readonly T[])[], costOf: (before: T, after: T) => number): Chain {
  const previous: Int32Array[] = [];
  let costs = new Float64Array(choices[0]!.length);
  for (let i = 1; i < choices.length; i++) {
    const [before, after] = [choices[i - 1]!, choices[i]!];
    const best = new Float64Array(after.length).fill(Infinity);
    const from = new Int32Array(after.length);
    for (let k = 0; k < after.length; k++) {
      for (let j = 0; j < before.length; j++) {
        if (costs[j]! >= best[k]!) continue;
        const cost = costs[j]! + costOf(before[j]!, after[k]!);
        if (cost < best[k]!) [best[k], from[k]] = [cost, j];
      }
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

import { valuesOf } from '../../kernel/program/analysis.js';
import type { Block, Nest } from '../../kernel/program/program.js';

/** What one access of memory costs beside one of two neighbouring elements. */
const SEPARATE_ACCESS = 3;

/** What an operation costs that has no vector form. */
const BY_LANE = 4;

/** A loop counts for so many more where it is inside of another. */
const INNER_WEIGHT = 8;

/**
 * The depth of the loop, of a nest and those within it, whose neighbouring steps are best taken together as the lanes of a
 * vector; null if none. Lanes along a loop that a reduction goes over hold its even and odd positions.
 */
export function laneDepth(nest: Nest): number | null {
  if (nest.inOrder) return null;
  const outermost = nest.blocks[0]!.depth - 1;
  const innermost = outermost + nest.extents.length - 1;
  const own = nest.accumulators.length > 0 ? [innermost] : nest.extents.map((_, i) => outermost + i);
  const candidates = own.filter(depth => nest.extents[depth - outermost]! > 1).map(depth => ({ depth, cost: accessCost(nest, depth) }));
  candidates.sort((a, b) => a.cost - b.cost || b.depth - a.depth);
  const best = candidates[0];
  return best === undefined || scalarInnerCost(nest) < best.cost ? null : best.depth;
}

/** What accesses cost if this nest is taken one by one, and those within it choose for themselves. */
function scalarInnerCost(nest: Nest): number {
  const inner = nest.blocks.flatMap(block => block.levels.flatMap(({ regions }) => regions.filter(region => region.kind === 'nest')));
  if (nest.accumulators.length > 0 || inner.length === 0) return Infinity;
  return inner.reduce((cost, within) => {
    const depth = laneDepth(within);
    return cost + INNER_WEIGHT * (depth === null ? Infinity : accessCost(within, depth));
  }, 0);
}

function accessCost(nest: Nest, depth: number): number {
  return nest.blocks.reduce((cost, block) => cost + blockCost(block, depth), 0);
}

function blockCost(block: Block, depth: number): number {
  let cost = 0;
  const access = (coefficients: readonly number[]): void => {
    const step = coefficients[depth] ?? 0;
    cost += step === 0 || step === 1 ? 1 : SEPARATE_ACCESS;
  };
  for (const { scalars, effects, regions } of block.levels) {
    for (const scalar of scalars) {
      if (scalar.op === 'load') access(scalar.index.coefficients);
      else if (scalar.op === 'lookup' || scalar.op === 'gather' || scalar.op === 'remainder') cost += BY_LANE;
      else if (scalar.op === 'rare') cost += blockCost(scalar.slow, depth) / INNER_WEIGHT;
    }
    for (const effect of effects) {
      if (effect.kind === 'store') access(effect.index.coefficients);
      else if (valuesOf(effect).length > 1) cost += BY_LANE;
    }
    for (const region of regions) if (region.kind === 'nest') cost += INNER_WEIGHT * accessCost(region, depth);
  }
  return cost;
}

import { blocksOf } from './analysis.js';
import type { Block, Effect, Region, Scalar } from './program.js';

export type Statement = { readonly scalar: Scalar } | { readonly effect: Effect } | { readonly region: Region };

/** The statements of a block in order; what a loop gives is taken as soon as it ends. */
export function* statementsOf({ levels }: Block): Iterable<Statement> {
  for (let level = 0; level < levels.length; level++) {
    const { scalars, effects, regions } = levels[level]!;
    for (const scalar of scalars) if (scalar.op !== 'total') yield { scalar };
    for (const effect of effects) yield { effect };
    for (const region of regions) {
      yield { region };
      if (region.kind !== 'nest' || region.accumulators.length === 0) continue;
      for (const scalar of levels[level + 1]?.scalars ?? []) {
        if (scalar.op === 'total' && region.accumulators.includes(scalar.accumulator)) yield { scalar };
      }
    }
  }
}

/** The statements of a block in order: runs of scalars and effects, and each region by itself. */
export function* runsBetweenRegions(block: Block): Iterable<readonly Statement[]> {
  let run: Statement[] = [];
  for (const statement of statementsOf(block)) {
    if ('region' in statement) {
      yield run;
      yield [statement];
      run = [];
    } else {
      run.push(statement);
    }
  }
  yield run;
}

/** An engine compiles functions of some hundred operations fastest, and to the fastest code. */
const STATEMENTS_A_FUNCTION = 400;

/** Cuts the statements of a block into runs of about equal length; what a loop gives stays with the loop. */
export function runsOf(block: Block): Statement[][] {
  const runs: Statement[][] = [[]];
  let weight = 0;
  for (const statement of statementsOf(block)) {
    const isTotal = 'scalar' in statement && statement.scalar.op === 'total';
    if (weight >= STATEMENTS_A_FUNCTION && !isTotal) {
      runs.push([]);
      weight = 0;
    }
    runs[runs.length - 1]!.push(statement);
    weight += 'region' in statement ? weightOf(statement.region) : 1;
  }
  return runs;
}

/** About how many operations a region has when it is written. */
export const weightOf = (region: Region): number =>
  blocksOf(region).reduce((weight, { levels }) => levels.reduce((sum, { scalars, regions }) => sum + scalars.length + regions.reduce((inner, r) => inner + weightOf(r), 0), weight), 1);

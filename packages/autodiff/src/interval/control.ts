import { lessEqual, logicalAnd, logicalOr, scan, select, type Graph, type Loop, type Tensor } from '@fermat/autodiff';
import { hull, type Enclosed } from './enclosed.js';

type EncloseGraph = (graph: Graph, inputs: readonly Enclosed[]) => Enclosed[];

/** The results of all graphs that a number may choose: the first below 0, the last beyond. */
export function branched(graphs: readonly Graph[], [choice, ...operands]: readonly Enclosed[], enclose: EncloseGraph): Enclosed[] {
  const { low, high } = choice!;
  const last = graphs.length - 1;
  const isPossible = graphs.map((_, i) => logicalAnd(i === last ? true : lessEqual(low, i), i === 0 ? true : lessEqual(i, high)));
  const results = graphs.map(graph => enclose(graph, operands));
  return results[0]!.map((_, output) => {
    let found = results[0]![output]!;
    let isFound = isPossible[0]!;
    for (let i = 1; i <= last; i++) {
      const other = results[i]![output]!;
      const both = hull([found, other]);
      const choose = (side: 'low' | 'high'): Tensor => select(isPossible[i]!, select(isFound, both[side], other[side]), found[side]);
      found = { low: choose('low'), high: choose('high') };
      isFound = logicalOr(isFound, isPossible[i]!);
    }
    return found;
  });
}

interface Ends {
  readonly lows: readonly Tensor[];
  readonly highs: readonly Tensor[];
}

const endsOf = (values: readonly Enclosed[]): Ends => ({ lows: values.map(({ low }) => low), highs: values.map(({ high }) => high) });

const enclosedBy = ({ lows, highs }: Ends): Enclosed[] => lows.map((low, i) => ({ low, high: highs[i]! }));

/** A loop whose carries and rows are intervals. */
export function scanned({ body, constants, carries, length, reverse }: Loop, inputs: readonly Enclosed[], enclose: EncloseGraph): Enclosed[] {
  const known = inputs.slice(0, constants);
  const first = inputs.slice(constants, constants + carries);
  const rows = inputs.slice(constants + carries);
  const step = (carry: Ends, row: Ends): readonly [Ends, Ends] => {
    const results = enclose(body, [...known, ...enclosedBy(carry), ...enclosedBy(row)]);
    return [endsOf(results.slice(0, carries)), endsOf(results.slice(carries))];
  };
  const [last, outputs] = scan(step as never, endsOf(first), endsOf(rows), { length, reverse }) as unknown as [Ends, Ends];
  return [...enclosedBy(last), ...enclosedBy(outputs)];
}

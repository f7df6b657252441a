import { numberAlgebra } from '../../kernel/numberAlgebra.js';
import type { PureOp, ShiftOp } from '../../kernel/program/program.js';
import type { ScalarAlgebra } from '../../kernel/scalarAlgebra.js';
import type { Emitter } from './emitter.js';
import { literal, operationText } from './operationText.js';

type Written = ScalarAlgebra<string, string, string>;

/**
 * The scalar algebra that writes JavaScript: a value is the name of a variable, or a literal. `tableName` gives a name to
 * a constant table.
 */
export function jsAlgebra(emitter: Emitter, tableName: (table: readonly number[]) => string): Written {
  const operations = Object.keys(numberAlgebra).map(op => [op, (...args: (string | number)[]) => emitter.value(operationText(op as PureOp | ShiftOp, args))] as const);
  return {
    ...(Object.fromEntries(operations) as unknown as Pick<Written, PureOp | ShiftOp>),
    float: literal,
    int: literal,
    bool: String,
    toFloat: a => a,
    lookup: (table, index) => emitter.value(`${tableName(table)}[${index}]`),
    rare(condition, slow, fast) {
      const result = emitter.fresh('r');
      emitter.group(() => {
        emitter.line(`let ${result} = ${fast};`);
        emitter.block(`if (${condition})`, () => emitter.line(`${result} = ${slow()};`));
      });
      return result;
    },
  };
}

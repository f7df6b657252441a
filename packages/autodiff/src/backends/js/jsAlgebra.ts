import { numberAlgebra } from '../../kernel/numberAlgebra.js';
import type { PureOp, ShiftOp } from '../../kernel/program/program.js';
import type { ScalarAlgebra } from '../../kernel/scalarAlgebra.js';
import type { Emitter } from './emitter.js';
import { literal, operationText } from './operationText.js';

type Written = ScalarAlgebra<string, string, string>;

/** Where an algebra writes to at the moment, and the names of constant tables. */
interface Surroundings {
  readonly emitter: Emitter;
  table(table: readonly number[]): string;
}

/** The scalar algebra that writes JavaScript: a value is the name of a variable, or a literal. */
export function jsAlgebra(around: Surroundings): Written {
  const operations = Object.keys(numberAlgebra).map(op => [op, (...args: (string | number)[]) => around.emitter.value(operationText(op as PureOp | ShiftOp, args))] as const);
  return {
    ...(Object.fromEntries(operations) as unknown as Pick<Written, PureOp | ShiftOp>),
    float: literal,
    int: literal,
    bool: String,
    toFloat: a => a,
    lookup: (table, index) => around.emitter.value(`${around.table(table)}[${index}]`),
    rare(condition, slow, fast) {
      const { emitter } = around;
      const result = emitter.fresh('r');
      emitter.group(() => {
        emitter.line(`let ${result} = ${fast};`);
        emitter.block(`if (${condition})`, () => emitter.line(`${result} = ${slow()};`));
      });
      return result;
    },
  };
}

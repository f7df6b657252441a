import { numberAlgebra } from '../../src/kernel/numberAlgebra.js';
import type { ScalarAlgebra } from '../../src/kernel/scalarAlgebra.js';

function demand(holds: boolean, rule: string, value: number): void {
  if (!holds) throw new RangeError(`${rule}, got ${value}`);
}

/**
 * The algebra of numbers as lanes of a vector see it: whatever is rare is evaluated for all
 * arguments, and every precondition is checked, also where a result will be discarded.
 */
export const checkedAlgebra: ScalarAlgebra<number, number, boolean> = {
  ...numberAlgebra,
  toInt: (a) => {
    demand(!(Math.abs(Math.trunc(a)) >= 2 ** 31), 'toInt takes NaN or what truncates to an int32', a);
    return numberAlgebra.toInt(a);
  },
  powerOfTwo: (exponent) => {
    demand(exponent >= -1023 && exponent <= 1024, 'powerOfTwo takes -1023 to 1024', exponent);
    return numberAlgebra.powerOfTwo(exponent);
  },
  lookup: (table, index) => {
    demand(index >= 0 && index < table.length, 'lookup stays within its table', index);
    return numberAlgebra.lookup(table, index);
  },
  rare: (condition, slow, fast) => {
    const value = slow();
    return condition ? value : fast;
  },
};

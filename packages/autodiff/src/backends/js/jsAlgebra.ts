import type { ScalarAlgebra } from '../../kernel/scalarAlgebra.js';
import type { Emitter } from './emitter.js';

export function literal(x: number): string {
  return x < 0 || Object.is(x, -0) ? `(${Object.is(x, -0) ? '-0' : x})` : String(x);
}

/** The head of one block of several, of which a number chooses one. */
export function branchHead(choice: string, index: number, count: number): string {
  if (index === count - 1) return index === 0 ? '' : 'else';
  return index === 0 ? `if (${choice} <= 0)` : `else if (${choice} === ${index})`;
}

/**
 * The scalar algebra that writes JavaScript: a value is the name of a variable, or a literal. Operations without an
 * operator of their own call those of the number algebra, which the generated code knows as `k`. `tableName` gives a
 * name to a constant table.
 */
export function jsAlgebra(emitter: Emitter, tableName: (table: readonly number[]) => string): ScalarAlgebra<string, string, string> {
  const infix = (operator: string) => (a: string, b: string) => emitter.value(`${a} ${operator} ${b}`);
  const wrapping = (operator: string) => (a: string, b: string) => emitter.value(`(${a} ${operator} ${b}) | 0`);
  const function1 = (name: string) => (a: string) => emitter.value(`${name}(${a})`);
  const function2 = (name: string) => (a: string, b: string) => emitter.value(`${name}(${a}, ${b})`);
  const choice = (c: string, a: string, b: string): string => emitter.value(`${c} ? ${a} : ${b}`);
  return {
    float: literal,
    int: literal,
    bool: String,
    add: infix('+'),
    sub: infix('-'),
    mul: infix('*'),
    div: infix('/'),
    remainder: infix('%'),
    sqrt: function1('Math.sqrt'),
    neg: a => emitter.value(`-${a}`),
    abs: function1('Math.abs'),
    copySign: function2('k.copySign'),
    min: function2('Math.min'),
    max: function2('Math.max'),
    floor: function1('Math.floor'),
    ceil: function1('Math.ceil'),
    trunc: function1('Math.trunc'),
    nearest: function1('k.nearest'),
    fround: function1('Math.fround'),
    lt: infix('<'),
    le: infix('<='),
    eq: infix('==='),
    ne: infix('!=='),
    and: infix('&&'),
    or: infix('||'),
    not: a => emitter.value(`!${a}`),
    select: choice,
    selectInt: choice,
    selectBool: choice,
    addInt: wrapping('+'),
    subInt: wrapping('-'),
    mulInt: function2('Math.imul'),
    andInt: infix('&'),
    orInt: infix('|'),
    xorInt: infix('^'),
    shl: (a, bits) => emitter.value(`${a} << ${bits}`),
    shr: (a, bits) => emitter.value(`${a} >> ${bits}`),
    ushr: (a, bits) => emitter.value(`(${a} >>> ${bits}) | 0`),
    ltInt: infix('<'),
    leInt: infix('<='),
    eqInt: infix('==='),
    toInt: a => emitter.value(`${a} | 0`),
    toFloat: a => a,
    highWord: function1('k.highWord'),
    powerOfTwo: function1('k.powerOfTwo'),
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

import type { ScalarAlgebra } from '../../src/kernel/scalarAlgebra.js';

type Meaning = <F, I, B>(k: ScalarAlgebra<F, I, B>, ...args: F[]) => F;

const literal = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/**
 * A scalar algebra that computes nothing and writes JavaScript: each operation becomes a
 * declaration, each value the name of one. A meaning that looked at its arguments could not pass
 * through it.
 */
export class SourceAlgebra implements ScalarAlgebra<string, string, string> {
  /** The blocks being written, innermost last. */
  readonly #blocks: string[][] = [[]];
  readonly #tables: (readonly number[])[] = [];
  #names = 0;

  get statements(): string {
    return (this.#blocks[0] as string[]).join('\n');
  }

  get tables(): readonly (readonly number[])[] {
    return this.#tables;
  }

  readonly #declare = (expression: string): string => {
    const name = `t${this.#names++}`;
    (this.#blocks.at(-1) as string[]).push(`const ${name} = ${expression};`);
    return name;
  };

  readonly #infix =
    (operator: string, wrap: 'float' | 'int' = 'float') =>
    (a: string, b: string): string =>
      this.#declare(wrap === 'int' ? `(${a} ${operator} ${b}) | 0` : `${a} ${operator} ${b}`);

  readonly #call =
    (name: string) =>
    (...args: string[]): string =>
      this.#declare(`${name}(${args.join(', ')})`);

  readonly #choose = (condition: string, a: string, b: string): string =>
    this.#declare(`${condition} ? ${a} : ${b}`);

  readonly float: (value: number) => string = literal;
  readonly int: (value: number) => string = literal;
  readonly bool: (value: boolean) => string = String;

  readonly add: (a: string, b: string) => string = this.#infix('+');
  readonly sub: (a: string, b: string) => string = this.#infix('-');
  readonly mul: (a: string, b: string) => string = this.#infix('*');
  readonly div: (a: string, b: string) => string = this.#infix('/');
  readonly remainder: (a: string, b: string) => string = this.#infix('%');
  readonly sqrt: (a: string) => string = this.#call('Math.sqrt');
  readonly neg = (a: string): string => this.#declare(`-(${a})`);
  readonly abs: (a: string) => string = this.#call('Math.abs');
  readonly copySign = (magnitude: string, sign: string): string =>
    this.#declare(`highWord(${sign}) < 0 ? -Math.abs(${magnitude}) : Math.abs(${magnitude})`);
  readonly min: (a: string, b: string) => string = this.#call('Math.min');
  readonly max: (a: string, b: string) => string = this.#call('Math.max');
  readonly floor: (a: string) => string = this.#call('Math.floor');
  readonly ceil: (a: string) => string = this.#call('Math.ceil');
  readonly trunc: (a: string) => string = this.#call('Math.trunc');
  readonly nearest: (a: string) => string = this.#call('nearest');
  readonly fround: (a: string) => string = this.#call('Math.fround');

  readonly lt: (a: string, b: string) => string = this.#infix('<');
  readonly le: (a: string, b: string) => string = this.#infix('<=');
  readonly eq: (a: string, b: string) => string = this.#infix('===');
  readonly ne: (a: string, b: string) => string = this.#infix('!==');
  readonly and: (a: string, b: string) => string = this.#infix('&&');
  readonly or: (a: string, b: string) => string = this.#infix('||');
  readonly not = (a: string): string => this.#declare(`!${a}`);

  readonly select: (condition: string, a: string, b: string) => string = this.#choose;
  readonly selectInt: (condition: string, a: string, b: string) => string = this.#choose;
  readonly selectBool: (condition: string, a: string, b: string) => string = this.#choose;

  readonly addInt: (a: string, b: string) => string = this.#infix('+', 'int');
  readonly subInt: (a: string, b: string) => string = this.#infix('-', 'int');
  readonly mulInt: (a: string, b: string) => string = this.#call('Math.imul');
  readonly andInt: (a: string, b: string) => string = this.#infix('&');
  readonly orInt: (a: string, b: string) => string = this.#infix('|');
  readonly xorInt: (a: string, b: string) => string = this.#infix('^');
  readonly shl = (a: string, bits: number): string => this.#declare(`${a} << ${bits}`);
  readonly shr = (a: string, bits: number): string => this.#declare(`${a} >> ${bits}`);
  readonly ushr = (a: string, bits: number): string => this.#declare(`(${a} >>> ${bits}) | 0`);
  readonly ltInt: (a: string, b: string) => string = this.#infix('<');
  readonly leInt: (a: string, b: string) => string = this.#infix('<=');
  readonly eqInt: (a: string, b: string) => string = this.#infix('===');

  readonly toInt = (a: string): string => this.#declare(`${a} | 0`);
  readonly toFloat = (a: string): string => a;
  readonly highWord: (a: string) => string = this.#call('highWord');
  readonly powerOfTwo = (exponent: string): string =>
    this.#declare(`powersOfTwo[${exponent} + 1023]`);

  readonly lookup = (table: readonly number[], index: string): string => {
    if (!this.#tables.includes(table)) this.#tables.push(table);
    return this.#declare(`tables[${this.#tables.indexOf(table)}][${index}]`);
  };

  readonly rare = (condition: string, slow: () => string, fast: string): string => {
    const name = `t${this.#names++}`;
    this.#blocks.push([]);
    const result = slow();
    const block = this.#blocks.pop() as string[];
    const lines = [...block, `${name} = ${result};`].map((line) => `  ${line}`);
    const statement = [`let ${name} = ${fast};`, `if (${condition}) {`, ...lines, '}'];
    (this.#blocks.at(-1) as string[]).push(...statement);
    return name;
  };
}

/** What the statements refer to, made apart from the algebra of numbers. */
const prelude = `
const view = new DataView(new ArrayBuffer(8));
const highWord = (x) => (view.setFloat64(0, x), view.getInt32(0));
const nearest = (x) => {
  const below = Math.floor(x);
  const distance = x - below;
  const up = distance > 0.5 || (distance === 0.5 && below % 2 !== 0);
  const rounded = up ? below + 1 : below;
  return rounded === 0 ? x * 0 : rounded;
};
const powersOfTwo = Array.from({ length: 2048 }, (_, i) => (i === 0 ? 0 : 2 ** (i - 1023)));
`;

/** The function that the meaning of an op comes to as JavaScript source. */
export function compileMeaning(meaning: Meaning, arity: number): (...args: number[]) => number {
  const algebra = new SourceAlgebra();
  const names = Array.from({ length: arity }, (_, index) => `x${index}`);
  const result = meaning(algebra, ...names);
  const body = `${prelude}return (${names.join(', ')}) => {\n${algebra.statements}\nreturn ${result};\n};`;
  // oxlint-disable-next-line typescript/no-implied-eval -- running what was written is the test
  return new Function('tables', body)(algebra.tables) as (...args: number[]) => number;
}

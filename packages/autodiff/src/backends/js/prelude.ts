import type { DType, TypedArray } from '../../graph/tensorType.js';
import type { Meaning } from '../../kernel/lowering.js';
import { Emitter } from './emitter.js';
import { jsAlgebra } from './jsAlgebra.js';

/** A meaning of more statements than this becomes a function of its own. */
const INLINE_STATEMENTS = 4;

/** What generated code finds around it: functions for long meanings, constant tables, and buffers. */
export class Prelude {
  private readonly functions = new Map<Meaning, string | null>();
  private readonly tables = new Map<readonly number[], string>();
  private readonly algebra = jsAlgebra(this);
  private readonly text: string[] = [];
  private mayFault = false;
  readonly constants: TypedArray[] = [];
  /** Where the algebra writes to. */
  emitter: Emitter = new Emitter();

  toString(): string {
    return this.text.join('\n');
  }

  declare(line: string): void {
    this.text.push(line);
  }

  /** The name of an array that is passed to the generated code. */
  constant(array: TypedArray): string {
    const index = this.constants.indexOf(array);
    return `c[${index >= 0 ? index : this.constants.push(array) - 1}]`;
  }

  /** One element of the result of a meaning, inline or through a function, rounded as its dtype asks. */
  apply(emitter: Emitter, meaning: Meaning, elements: readonly string[], dtype: DType): string {
    const name = this.functionFor(meaning, elements.length);
    const result = name === null ? this.written(emitter, meaning, elements) : emitter.value(`${name}(${elements.join(', ')})`);
    return dtype === 'float32' ? emitter.value(`Math.fround(${result})`) : result;
  }

  /** A meaning, written by an emitter. */
  private written(emitter: Emitter, meaning: Meaning, elements: readonly string[]): string {
    const before = this.emitter;
    this.emitter = emitter;
    const result = meaning<string, string, string>(this.algebra, elements);
    this.emitter = before;
    return result;
  }

  private functionFor(meaning: Meaning, arity: number): string | null {
    let name = this.functions.get(meaning);
    if (name === undefined) {
      const body = new Emitter();
      const parameters = Array.from({ length: arity }, (_, i) => `x${i}`);
      const result = this.written(body, meaning, parameters);
      name = body.statements.length > INLINE_STATEMENTS ? `f${this.functions.size}` : null;
      if (name !== null) {
        body.line(`return ${result};`);
        this.declare(`const ${name} = (${parameters.join(', ')}) => {\n${body.toString()}\n};`);
      }
      this.functions.set(meaning, name);
    }
    return name;
  }

  /** The element at a computed position of an array of so many; beyond it 0 and a fault. */
  gathered(buffer: string, size: number, position: string): string {
    this.declareFault();
    return `(${position} >= 0 && ${position} < ${size} ? ${buffer}[${position}] : (fault = true, 0))`;
  }

  /** Calls `update` where a computed position lies within an array of so many elements; beyond, a fault. */
  within(emitter: Emitter, size: number, position: string, update: () => void): void {
    this.declareFault();
    emitter.group(() => {
      emitter.block(`if (${position} >= 0 && ${position} < ${size})`, update);
      emitter.line('else fault = true;');
    });
  }

  /** What a run ends with: it throws if there was a fault. */
  get ending(): readonly string[] {
    return this.mayFault ? ['if (fault) { fault = false; fail(); }'] : [];
  }

  /** A variable that tells of a position out of range. */
  declareFault(): void {
    if (!this.mayFault) this.declare('let fault = false;');
    this.mayFault = true;
  }

  table(table: readonly number[]): string {
    let name = this.tables.get(table);
    if (name === undefined) {
      name = `table${this.tables.size}`;
      this.declare(`const ${name} = ${this.constant(Float64Array.from(table))};`);
      this.tables.set(table, name);
    }
    return name;
  }
}

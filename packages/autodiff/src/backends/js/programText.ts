import type { DType } from '../../graph/tensorType.js';
import type { Affine } from '../../kernel/program/affine.js';
import { Uses } from '../../kernel/program/analysis.js';
import type { Accumulator, Block, Cell, Choice, Combination, Effect, Loop, Nest, Region, Scalar, Steps, Storage } from '../../kernel/program/program.js';
import type { Program } from '../../kernel/program/schedule.js';
import { statementsOf, type Statement } from '../../kernel/program/statements.js';
import { branchHead, literal, operationText } from './operationText.js';
import { fromStorage, toStorage } from './storage.js';

/** What the code finds around it. */
export interface Surroundings {
  /** The name of an array; of an input of rank 0 that of a number. */
  nameOf(storage: Storage): string;
  isNumber(storage: Storage): boolean;
  /** Makes a variable `fault` for what went wrong. */
  declareFault(): void;
}

/** A program as JavaScript: the statements of its outermost block, one with a body being one statement. */
export const programText = ({ block }: Program, surroundings: Surroundings): string[] => new TextWriter(new Uses(block), surroundings).block(block);

const indent = (lines: readonly string[]): string => lines.map(line => `  ${line.replaceAll('\n', '\n  ')}`).join('\n');

const braced = (head: string, lines: readonly string[]): string => `${head} {\n${indent(lines)}\n}`;

class TextWriter {
  private readonly cells = new Map<Cell, string>();
  private readonly declared = new Set<Cell>();
  private readonly partials = new Map<Accumulator, { readonly next: string; readonly other: string }>();
  /** First values of cells, which are declared together with the loop that changes them. */
  private readonly pending = new Map<Cell, string>();
  private names = 0;

  constructor(
    private readonly uses: Uses,
    private readonly surroundings: Surroundings,
  ) {}

  block(block: Block): string[] {
    const lines: string[] = [];
    for (const statement of statementsOf(block)) this.statement(statement, lines);
    return lines;
  }

  private statement(statement: Statement, lines: string[]): void {
    if ('scalar' in statement) this.define(statement.scalar, lines);
    else if ('effect' in statement) this.effect(statement.effect, lines);
    else lines.push(this.region(statement.region));
  }

  private define(scalar: Scalar, lines: string[]): void {
    if (!this.uses.isUsed(scalar) || this.uses.isInlined(scalar)) return;
    const name = nameOf(scalar);
    if (scalar.op === 'rare') {
      const slow = [...this.block(scalar.slow), `${name} = ${this.text(scalar.result)};`];
      lines.push(`let ${name} = ${this.text(scalar.args[1]!)};\n${braced(`if (${this.text(scalar.args[0]!)})`, slow)}`);
    } else if (scalar.op === 'total') {
      const { next, other } = this.partials.get(scalar.accumulator)!;
      lines.push(`const ${name} = ${this.combined(scalar.accumulator.combine, next, other, lines)};`);
    } else lines.push(`const ${name} = ${this.expression(scalar)};`);
  }

  /** Where a scalar is used: its name, or itself. */
  private text(scalar: Scalar): string {
    if (scalar.op === 'constant') return scalar.kind === 'B' ? String(scalar.value !== 0) : literal(scalar.value);
    return this.uses.isInlined(scalar) ? this.expression(scalar) : nameOf(scalar);
  }

  private expression(scalar: Scalar): string {
    const args = scalar.args.map(arg => this.text(arg));
    switch (scalar.op) {
      case 'constant':
        return this.text(scalar);
      case 'load':
        return this.load(scalar.storage, indexText(scalar.index));
      case 'lookup':
        return `${this.surroundings.nameOf(scalar.table)}[${args[0]!}]`;
      case 'gather': {
        this.surroundings.declareFault();
        const found = this.load(scalar.storage, `${indexText(scalar.base)} + ${args[0]!}`);
        return `(${args[0]!} >>> 0 < ${scalar.size} ? ${found} : ((fault = true), ${scalar.kind === 'B' ? 'false' : '0'}))`;
      }
      case 'cell':
        return this.cell(scalar.cell);
      case 'rare':
      case 'total':
        return nameOf(scalar);
      default:
        return operationText(scalar.op, 'bits' in scalar ? [...args, scalar.bits] : args);
    }
  }

  private load(storage: Storage, index: string): string {
    return this.surroundings.isNumber(storage) ? fromStored(storage.dtype, this.surroundings.nameOf(storage)) : fromStored(storage.dtype, `${this.surroundings.nameOf(storage)}[${index}]`);
  }

  private cell(cell: Cell): string {
    let name = this.cells.get(cell);
    if (name === undefined) {
      name = `cell${cell.id}`;
      this.cells.set(cell, name);
    }
    return name;
  }

  private combined({ left, right, block, result }: Combination, a: string, b: string, lines: string[]): string {
    this.cells.set(left, a);
    this.cells.set(right, b);
    lines.push(...this.block(block));
    return this.text(result);
  }

  private effect(effect: Effect, lines: string[]): void {
    switch (effect.kind) {
      case 'store':
        lines.push(`${this.surroundings.nameOf(effect.storage)}[${indexText(effect.index)}] = ${toStorage(effect.storage.dtype, this.text(effect.value))};`);
        break;
      case 'fill': {
        const from = indexText(effect.base);
        lines.push(`${this.surroundings.nameOf(effect.storage)}.fill(${literal(effect.value)}, ${from}, ${from} + ${effect.size});`);
        break;
      }
      case 'accumulate': {
        const { next, other } = this.partials.get(effect.accumulator)!;
        const inner: string[] = [];
        const value = this.combined(effect.accumulator.combine, next, this.held(effect.value, inner), inner);
        inner.push(`const taken = ${value};`, `${next} = ${other};`, `${other} = taken;`);
        lines.push(braced('', inner).trimStart());
        break;
      }
      case 'assign':
        this.assign(effect.cells, effect.values, lines);
        break;
      case 'update': {
        this.surroundings.declareFault();
        const [position, array] = [this.held(effect.position, lines), this.surroundings.nameOf(effect.storage)];
        const place = `${array}[${indexText(effect.base)} + ${position}]`;
        const inner: string[] = [];
        const value = this.combined(effect.combine, this.named(fromStored(effect.storage.dtype, place), inner), this.held(effect.value, inner), inner);
        inner.push(`${place} = ${toStorage(effect.storage.dtype, value)};`);
        lines.push(`${braced(`if (${position} >>> 0 < ${effect.size})`, inner)} else fault = true;`);
        break;
      }
    }
  }

  private named(expression: string, lines: string[]): string {
    const name = `x${this.names++}`;
    lines.push(`const ${name} = ${expression};`);
    return name;
  }

  private held(scalar: Scalar, lines: string[]): string {
    return this.uses.isInlined(scalar) ? this.named(this.expression(scalar), lines) : this.text(scalar);
  }

  private assign(cells: readonly Cell[], values: readonly Scalar[], lines: string[]): void {
    const next = values.map(value => this.named(this.text(value), lines));
    cells.forEach((cell, i) => {
      if (this.declared.has(cell)) lines.push(`${this.cell(cell)} = ${next[i]!};`);
      else this.pending.set(cell, `let ${this.cell(cell)} = ${next[i]!};`);
      this.declared.add(cell);
    });
  }

  private region(region: Region): string {
    if (region.kind === 'nest') return this.nest(region);
    if (region.kind === 'copy') return `${this.surroundings.nameOf(region.to)}.set(${this.surroundings.nameOf(region.from)});`;
    const first = (region.kind === 'choice' ? [] : assignedIn(region.block)).flatMap(cell => this.pending.get(cell) ?? []);
    return [...first, this.control(region)].join('\n');
  }

  private control(region: Choice | Steps | Loop): string {
    if (region.kind === 'choice') return this.choice(region);
    if (region.kind === 'loop') {
      return braced('for (;;)', [...this.block(region.condition), `if (!${this.text(region.holds)}) break;`, ...this.block(region.block)]);
    }
    const i = variable(region.block.depth - 1);
    const last = region.length - 1;
    const head = region.reverse ? `for (let ${i} = ${last}; ${i} >= 0; ${i}--)` : `for (let ${i} = 0; ${i} <= ${last}; ${i}++)`;
    return braced(head, this.block(region.block));
  }

  private nest(nest: Nest): string {
    const declarations = nest.accumulators.map(accumulator => {
      const id = this.names++;
      const names = { next: `next${id}`, other: `other${id}` };
      this.partials.set(accumulator, names);
      const identity = accumulator.kind === 'B' ? String(accumulator.identity !== 0) : literal(accumulator.identity);
      return `let ${names.next} = ${identity}, ${names.other} = ${identity};`;
    });
    const loops = nest.blocks.reduceRight<string[]>((inner, block, axis) => {
      const i = variable(block.depth - 1);
      return [braced(`for (let ${i} = 0; ${i} < ${nest.extents[axis]!}; ${i}++)`, [...this.block(block), ...inner])];
    }, []);
    const isOdd = nest.extents.reduce((count, n) => count * n, 1) % 2 === 1;
    for (const accumulator of isOdd ? nest.accumulators : []) {
      const { next, other } = this.partials.get(accumulator)!;
      this.partials.set(accumulator, { next: other, other: next });
    }
    return [...declarations, ...loops].join('\n');
  }

  private choice({ choice: chosen, blocks }: Choice): string {
    const declarations = [...new Set(blocks.flatMap(assignedIn))].filter(cell => !this.declared.has(cell)).map(cell => {
      this.declared.add(cell);
      return `let ${this.cell(cell)} = 0;`;
    });
    const branches = blocks.map((block, index) => braced(branchHead(this.text(chosen), index, blocks.length), this.block(block)));
    return [...declarations, branches.join(' ')].join('\n');
  }
}

const assignedIn = (block: Block): Cell[] => block.levels.flatMap(({ effects }) => effects.flatMap(effect => (effect.kind === 'assign' ? effect.cells : [])));

const nameOf = (scalar: Scalar): string => `t${scalar.id}`;

const variable = (depth: number): string => `i${depth}`;

const fromStored = (dtype: DType, stored: string): string => (dtype === 'bool' ? `(${fromStorage(dtype, stored)})` : stored);

function indexText({ offset, coefficients }: Affine): string {
  const terms = coefficients.flatMap((c, depth) => (c === 0 ? [] : c === 1 ? [variable(depth)] : [`${variable(depth)} * ${c}`]));
  if (offset !== 0 || terms.length === 0) terms.push(String(offset));
  return terms.join(' + ').replaceAll('+ -', '- ');
}

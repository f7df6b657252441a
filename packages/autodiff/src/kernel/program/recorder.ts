import type { Meaning } from '../lowering.js';
import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { affineKey, depthOf, type Affine } from './affine.js';
import { Block, kindOf, type Cell, type Combination, type Kind, type PureOp, type Scalar, type ShiftOp, type Storage } from './program.js';

type Described<S = Scalar> = S extends Scalar ? Omit<S, 'id' | 'block' | 'level'> : never;

/** Where a storage is complete: after the regions of a level of a block. */
export interface Completion {
  readonly block: Block;
  readonly level: number;
}

/** Records scalars in the outermost block that has their operands, at the lowest level, each once. */
export class Recorder {
  private count = 0;
  /** The block in which meanings are being recorded. */
  current: Block;

  constructor(
    root: Block,
    private readonly tableStorage: (table: readonly number[]) => Storage,
  ) {
    this.current = root;
  }

  /** Records in another block. */
  within<T>(block: Block, record: () => T): T {
    const before = this.current;
    this.current = block;
    const result = record();
    this.current = before;
    return result;
  }

  apply(meaning: Meaning, args: readonly Scalar[]): Scalar {
    return meaning<Scalar, Scalar, Scalar>(this.algebra, args);
  }

  /** An element; `ready` is where the storage is complete, if the program writes it. */
  load(storage: Storage, index: Affine, ready?: Completion): Scalar {
    return this.record({ op: 'load', kind: kindOf(storage.dtype), args: [], storage, index }, `load ${storage.id} ${affineKey(index)}`, depthOf(index), ready);
  }

  gather(storage: Storage, base: Affine, size: number, position: Scalar, ready?: Completion): Scalar {
    const key = `gather ${storage.id} ${affineKey(base)} ${operandKey(position)}`;
    return this.record({ op: 'gather', kind: kindOf(storage.dtype), args: [position], storage, base, size }, key, depthOf(base), ready);
  }

  constant(kind: Kind, value: number): Scalar {
    return { id: this.count++, op: 'constant', kind, args: [], value, block: null, level: 0 };
  }

  /** A value that appears at a place of its own: what a cell holds there, or a total. */
  appearing(described: Described, { block, level }: Completion): Scalar {
    const scalar: Scalar = Object.assign(described, { id: this.count++, block, level });
    block.at(level).scalars.push(scalar);
    return scalar;
  }

  /** A meaning of two arguments as a block of its own. */
  combination(meaning: Meaning, kind: Kind, newCell: (kind: Kind) => Cell): Combination {
    const block = new Block(null, 0, true);
    const [left, right] = [newCell(kind), newCell(kind)];
    return this.within(block, () => {
      const args = [left, right].map(cell => this.appearing({ op: 'cell', kind, args: [], cell }, { block, level: 0 }));
      return { left, right, block, result: this.apply(meaning, args) };
    });
  }

  private record(described: Described, key: string, depth: number, ready?: Completion): Scalar {
    const target = this.place(described.args, depth, ready?.block);
    for (let block: Block | null = target; block !== null; block = block.parent) {
      const known = block.known.get(key);
      if (known !== undefined) return known;
    }
    let level = ready?.block === target ? ready.level : 0;
    for (const arg of described.args) if (arg.block === target) level = Math.max(level, arg.level);
    const scalar = this.appearing(described, { block: target, level });
    target.known.set(key, scalar);
    return scalar;
  }

  /** The outermost block around the current one in which all of these are there; never out of a conditional one. */
  private place(args: readonly Scalar[], depth: number, origin: Block | undefined): Block {
    let block = this.current;
    while (block.parent !== null && !block.conditional && block.depth > depth && block !== origin && args.every(arg => arg.block !== block)) {
      block = block.parent;
    }
    return block;
  }

  private pure(op: PureOp, kind: Kind, args: readonly Scalar[]): Scalar {
    return this.record({ op, kind, args }, keyOf(op, args), 0);
  }

  private shift(op: ShiftOp, arg: Scalar, bits: number): Scalar {
    return this.record({ op, kind: 'I', args: [arg], bits }, `${op}${bits} ${operandKey(arg)}`, 0);
  }

  private rare(condition: Scalar, slow: () => Scalar, fast: Scalar): Scalar {
    const block = new Block(this.current, this.current.depth, true);
    const result = this.within(block, slow);
    const args = [condition, fast, ...outsiders(block, result)];
    return this.record({ op: 'rare', kind: 'F', args, slow: block, result }, keyOf(`rare${block.levels.length}`, [...args, result]), 0);
  }

  private readonly algebra: ScalarAlgebra<Scalar, Scalar, Scalar> = this.createAlgebra();

  private createAlgebra(): ScalarAlgebra<Scalar, Scalar, Scalar> {
    const op = (name: PureOp, kind: Kind) => (...args: readonly Scalar[]) => this.pure(name, kind, args);
    return {
      float: value => this.constant('F', value),
      int: value => this.constant('I', value),
      bool: value => this.constant('B', Number(value)),
      add: op('add', 'F'),
      sub: op('sub', 'F'),
      mul: op('mul', 'F'),
      div: op('div', 'F'),
      remainder: op('remainder', 'F'),
      sqrt: op('sqrt', 'F'),
      neg: op('neg', 'F'),
      abs: op('abs', 'F'),
      copySign: op('copySign', 'F'),
      min: op('min', 'F'),
      max: op('max', 'F'),
      floor: op('floor', 'F'),
      ceil: op('ceil', 'F'),
      trunc: op('trunc', 'F'),
      nearest: op('nearest', 'F'),
      fround: op('fround', 'F'),
      lt: op('lt', 'B'),
      le: op('le', 'B'),
      eq: op('eq', 'B'),
      ne: op('ne', 'B'),
      and: op('and', 'B'),
      or: op('or', 'B'),
      not: op('not', 'B'),
      select: op('select', 'F'),
      selectInt: op('selectInt', 'I'),
      selectBool: op('selectBool', 'B'),
      addInt: op('addInt', 'I'),
      subInt: op('subInt', 'I'),
      mulInt: op('mulInt', 'I'),
      andInt: op('andInt', 'I'),
      orInt: op('orInt', 'I'),
      xorInt: op('xorInt', 'I'),
      shl: (a, bits) => this.shift('shl', a, bits),
      shr: (a, bits) => this.shift('shr', a, bits),
      ushr: (a, bits) => this.shift('ushr', a, bits),
      ltInt: op('ltInt', 'B'),
      leInt: op('leInt', 'B'),
      eqInt: op('eqInt', 'B'),
      toInt: op('toInt', 'I'),
      toFloat: op('toFloat', 'F'),
      highWord: op('highWord', 'I'),
      powerOfTwo: op('powerOfTwo', 'F'),
      lookup: (table, index) => {
        const storage = this.tableStorage(table);
        return this.record({ op: 'lookup', kind: 'F', args: [index], table: storage }, `lookup ${storage.id} ${operandKey(index)}`, 0);
      },
      rare: (condition, slow, fast) => this.rare(condition, slow, fast),
    };
  }
}

const operandKey = (arg: Scalar): string => (arg.op === 'constant' ? `${arg.kind}${Object.is(arg.value, -0) ? '-0' : arg.value}` : String(arg.id));

const keyOf = (op: string, args: readonly Scalar[]): string => `${op} ${args.map(operandKey).join(' ')}`;

/** What a block uses of the blocks around it. */
function outsiders(block: Block, result: Scalar): Scalar[] {
  const found = new Set<Scalar>();
  const look = (scalar: Scalar): void => {
    if (scalar.block !== null && scalar.block !== block) found.add(scalar);
  };
  for (const { scalars } of block.levels) for (const scalar of scalars) scalar.args.forEach(look);
  look(result);
  return [...found];
}

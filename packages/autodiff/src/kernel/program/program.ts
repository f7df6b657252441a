/**
 * A program: blocks of statements, in which loops over index spaces have blocks of their own. Every backend that writes
 * loops writes them from this form.
 */
import type { DType } from '../../graph/tensorType.js';
import type { Affine } from './affine.js';

/** float64, int32, or a truth value. */
export type Kind = 'F' | 'I' | 'B';

export const kindOf = (dtype: DType): Kind => (dtype === 'bool' ? 'B' : dtype === 'int32' ? 'I' : 'F');

/** Operations of the scalar algebra that have operands only. */
export type PureOp =
  | 'add' | 'sub' | 'mul' | 'div' | 'remainder' | 'sqrt' | 'neg' | 'abs' | 'copySign' | 'min' | 'max'
  | 'floor' | 'ceil' | 'trunc' | 'nearest' | 'fround' | 'lt' | 'le' | 'eq' | 'ne' | 'and' | 'or' | 'not'
  | 'select' | 'selectInt' | 'selectBool' | 'addInt' | 'subInt' | 'mulInt' | 'andInt' | 'orInt' | 'xorInt'
  | 'ltInt' | 'leInt' | 'eqInt' | 'toInt' | 'toFloat' | 'highWord' | 'powerOfTwo';

export type ShiftOp = 'shl' | 'shr' | 'ushr';

/** Memory that a program reads or writes. */
export interface Storage {
  readonly id: number;
  readonly dtype: DType;
  readonly size: number;
  readonly origin: Origin;
}

export type Origin =
  | { readonly kind: 'input' | 'output'; readonly index: number }
  | { readonly kind: 'constant'; readonly data: ArrayLike<number> }
  | { readonly kind: 'buffer' };

interface ScalarBase {
  readonly id: number;
  readonly kind: Kind;
  readonly args: readonly Scalar[];
  /** Where it is computed; constants are written where they are used. */
  readonly block: Block | null;
  readonly level: number;
}

/** A number, by the operation that gives it. */
export type Scalar = ScalarBase &
  (
    | { readonly op: PureOp }
    | { readonly op: ShiftOp; readonly bits: number }
    | { readonly op: 'constant'; readonly value: number }
    | { readonly op: 'lookup'; readonly table: Storage }
    | { readonly op: 'load'; readonly storage: Storage; readonly index: Affine }
    /** An element at a computed position of an array of so many elements that starts at `base`; beyond it, 0 and a fault. */
    | { readonly op: 'gather'; readonly storage: Storage; readonly base: Affine; readonly size: number }
    /** `args` are the condition and the fast value; the slow one is computed in a block of its own. */
    | { readonly op: 'rare'; readonly slow: Block; readonly result: Scalar }
    /** What an accumulator holds after its loop. */
    | { readonly op: 'total'; readonly accumulator: Accumulator }
    /** What a cell holds now. */
    | { readonly op: 'cell'; readonly cell: Cell }
  );

/** Two interleaved partial results of a reduction, over the positions of a nest. */
export interface Accumulator {
  readonly kind: Kind;
  readonly identity: number;
  /** Combines partial results; the block computes `result` of the cells `left` and `right`. */
  readonly combine: Combination;
}

export interface Combination {
  readonly left: Cell;
  readonly right: Cell;
  readonly block: Block;
  readonly result: Scalar;
}

/** A variable that is assigned to. */
export interface Cell {
  readonly id: number;
  readonly kind: Kind;
}

export type Effect =
  | { readonly kind: 'fill'; readonly storage: Storage; readonly base: Affine; readonly size: number; readonly value: number }
  | { readonly kind: 'store'; readonly storage: Storage; readonly index: Affine; readonly value: Scalar }
  | { readonly kind: 'accumulate'; readonly accumulator: Accumulator; readonly value: Scalar }
  | { readonly kind: 'update'; readonly storage: Storage; readonly base: Affine; readonly size: number; readonly position: Scalar; readonly value: Scalar; readonly combine: Combination }
  | { readonly kind: 'assign'; readonly cells: readonly Cell[]; readonly values: readonly Scalar[] };

/** Statements with a body. */
export type Region = Nest | Copy | Choice | Steps | Loop;

/** A loop over an index space, whose points are independent of each other but for accumulators. */
export interface Nest {
  readonly kind: 'nest';
  readonly extents: readonly number[];
  /** The blocks of its loops, from the outermost. */
  readonly blocks: readonly Block[];
  /** Whether the points must be visited one by one in row-major order. */
  readonly inOrder: boolean;
  readonly accumulators: Accumulator[];
}

/** All of one storage to another. */
export interface Copy {
  readonly kind: 'copy';
  readonly from: Storage;
  readonly to: Storage;
}

export interface Choice {
  readonly kind: 'choice';
  readonly choice: Scalar;
  readonly blocks: readonly Block[];
}

/** A loop whose steps depend on each other. */
export interface Steps {
  readonly kind: 'steps';
  readonly length: number;
  readonly reverse: boolean;
  readonly block: Block;
}

/** Repeats while a condition holds, that the first block computes. */
export interface Loop {
  readonly kind: 'loop';
  readonly condition: Block;
  readonly holds: Scalar;
  readonly block: Block;
}

/** Statements of one level depend on those of lower levels only; within a level scalars come first, then effects, then regions. */
export interface Level {
  readonly scalars: Scalar[];
  readonly effects: Effect[];
  readonly regions: Region[];
}

export class Block {
  readonly levels: Level[] = [];
  /** Equal scalars are computed once. */
  readonly known: Map<string, Scalar> = new Map();

  constructor(
    readonly parent: Block | null,
    /** The number of loops around. */
    readonly depth: number,
    /** Computed in some cases only: nothing is moved out of it, nor seen from outside. */
    readonly conditional: boolean = false,
  ) {}

  at(level: number): Level {
    while (this.levels.length <= level) this.levels.push({ scalars: [], effects: [], regions: [] });
    return this.levels[level]!;
  }
}

import type { Affine } from '../../kernel/program/affine.js';
import type { Nest, Scalar } from '../../kernel/program/program.js';
import { weightOf } from '../../kernel/program/statements.js';

/** Bodies of no more scalars than this are written several times for fewer steps of the loop. */
const SHORT = 24;

/** So many partial results stay in registers, of which there are sixteen. */
const MOST_PARTIALS = 6;

const MOST_COPIES = 4;

/**
 * Several steps of a loop that are taken together (unroll and jam): the loops within are written once, with a copy of each
 * statement for each step, so that what does not depend on the step is loaded once, and sums do not wait for each other.
 */
export class Jam {
  /** The step that is being written. */
  copy = 0;
  private readonly known = new Map<Scalar, boolean>();

  constructor(
    private readonly depth: number,
    readonly copies: number,
    /** How far apart the steps are: two where they are lanes. */
    private readonly stride: number,
  ) {}

  /** Where the step that is being written has an element. */
  at(index: Affine): Affine {
    return { ...index, offset: index.offset + (index.coefficients[this.depth] ?? 0) * this.stride * this.copy };
  }

  /** Whether a scalar of the loop differs from step to step. */
  varies(scalar: Scalar): boolean {
    let varies = this.known.get(scalar);
    if (varies === undefined) {
      varies = this.computeVaries(scalar);
      this.known.set(scalar, varies);
    }
    return varies;
  }

  private computeVaries(scalar: Scalar): boolean {
    if (scalar.op === 'cell' || scalar.op === 'rare') return true;
    if (scalar.block === null || (scalar.block.parent !== null && scalar.block.depth <= this.depth)) return false;
    const index = scalar.op === 'load' ? scalar.index : scalar.op === 'gather' ? scalar.base : null;
    if (scalar.op === 'total' || (index?.coefficients[this.depth] ?? 0) !== 0) return true;
    return scalar.args.some(arg => this.varies(arg));
  }
}

/** How many steps of the innermost loop of a nest are best taken together. */
export function copiesOf(nest: Nest, stride: number): number {
  const { accumulators, inOrder, blocks, extents } = nest;
  const inner = blocks[blocks.length - 1]!.levels.flatMap(({ regions }) => regions);
  const steps = Math.floor(extents[extents.length - 1]! / stride);
  if (inner.length === 0) return stride === 2 && weightOf(nest) <= SHORT ? Math.max(1, Math.min(MOST_COPIES, steps)) : 1;
  if (inOrder || accumulators.length > 0 || !inner.every(isPlainReduction)) return 1;
  const partials = Math.max(...inner.map(region => (region as Nest).accumulators.length)) * stride;
  return Math.max(1, Math.min(MOST_COPIES, Math.floor(MOST_PARTIALS / partials), steps));
}

const isPlainReduction = (region: { readonly kind: string }): boolean => {
  if (region.kind !== 'nest') return false;
  const nest = region as Nest;
  return !nest.inOrder && nest.blocks.every(({ levels }) => levels.every(({ regions }) => regions.length === 0));
};

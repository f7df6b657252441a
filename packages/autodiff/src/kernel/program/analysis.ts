import type { Block, Combination, Effect, Region, Scalar } from './program.js';

/** Chains of scalars that are written one within the other are no longer than this. */
const LONGEST_EXPRESSION = 24;

/** Where a scalar is used. */
interface Use {
  count: number;
  readonly block: Block;
  readonly level: number;
}

/** Which scalars are used, and which are best written where they are used. */
export class Uses {
  private readonly uses = new Map<Scalar, Use>();
  private readonly length = new Map<Scalar, number>();
  private readonly inlined = new Set<Scalar>();

  constructor(root: Block) {
    this.visit(root);
    this.settle(root);
  }

  isUsed(scalar: Scalar): boolean {
    return this.uses.has(scalar);
  }

  isInlined(scalar: Scalar): boolean {
    return this.inlined.has(scalar);
  }

  /** From the last statement to the first, so that uses by scalars that nothing uses do not count. */
  private visit(block: Block): void {
    for (let level = block.levels.length - 1; level >= 0; level--) {
      const { scalars, effects, regions } = block.levels[level]!;
      for (const region of regions) {
        scalarsOfRegion(region).forEach(scalar => this.use(scalar, block, -1));
        if (region.kind === 'loop') this.use(region.holds, region.condition, -1);
        blocksOf(region).forEach(inner => this.visit(inner));
      }
      for (const effect of effects) {
        valuesOf(effect).forEach(scalar => this.use(scalar, block, level));
        combinationOf(effect).forEach(({ block: inner, result }) => {
          this.use(result, inner, -1);
          this.visit(inner);
        });
      }
      for (let i = scalars.length - 1; i >= 0; i--) {
        const scalar = scalars[i]!;
        if (!this.uses.has(scalar)) continue;
        if (scalar.op === 'rare') {
          this.use(scalar.result, scalar.slow, -1);
          this.visit(scalar.slow);
        }
        scalar.args.forEach(arg => this.use(arg, block, level));
      }
    }
  }

  private use(scalar: Scalar, block: Block, level: number): void {
    const use = this.uses.get(scalar);
    if (use === undefined) this.uses.set(scalar, { count: 1, block, level });
    else use.count++;
  }

  private settle(block: Block): void {
    for (const { scalars, effects, regions } of block.levels) {
      for (const scalar of scalars) {
        if (scalar.op === 'rare') this.settle(scalar.slow);
        const use = this.uses.get(scalar);
        const length = 1 + scalar.args.reduce((longest, arg) => Math.max(longest, this.inlined.has(arg) ? this.length.get(arg)! : 0), 0);
        this.length.set(scalar, length);
        const standsAlone = scalar.op === 'rare' || scalar.op === 'cell' || scalar.op === 'total';
        if (!standsAlone && use?.count === 1 && use.block === scalar.block && use.level === scalar.level && length < LONGEST_EXPRESSION) this.inlined.add(scalar);
      }
      for (const effect of effects) combinationOf(effect).forEach(({ block: inner }) => this.settle(inner));
      for (const region of regions) blocksOf(region).forEach(inner => this.settle(inner));
    }
  }
}

export function valuesOf(effect: Effect): readonly Scalar[] {
  if (effect.kind === 'fill') return [];
  if (effect.kind === 'assign') return effect.values;
  return effect.kind === 'update' ? [effect.position, effect.value] : [effect.value];
}

const combinationOf = (effect: Effect): readonly Combination[] => (effect.kind === 'update' ? [effect.combine] : effect.kind === 'accumulate' ? [effect.accumulator.combine] : []);

/** The blocks of a region, those that may use what others compute first. */
export function blocksOf(region: Region): readonly Block[] {
  switch (region.kind) {
    case 'nest':
      return [...region.blocks].reverse();
    case 'choice':
      return region.blocks;
    case 'steps':
      return [region.block];
    case 'loop':
      return [region.block, region.condition];
    default:
      return [];
  }
}

const scalarsOfRegion = (region: Region): readonly Scalar[] => (region.kind === 'choice' ? [region.choice] : []);


import { Block, type Nest } from './program.js';
import type { Completion } from './recorder.js';
import { sameNumbers } from './space.js';

/** The extents of nests, each within the one before. */
export type Path = readonly (readonly number[])[];

/** Nests in a block, of which the outermost is at a level of it. */
export interface Place extends Completion {
  readonly nest: Nest;
  readonly path: Path;
}

export interface Entered extends Completion {
  readonly nest: Nest;
  readonly inner: Block;
}

/** The loops that are there, by their innermost blocks. */
export class Nests {
  private readonly places = new Map<Block, Place>();

  /** Loops over `extents`: such as are there already, where possible. */
  enter(block: Block, extents: readonly number[], atLeast: number): Entered {
    for (let level = atLeast; level < block.levels.length; level++) {
      for (const nest of block.levels[level]!.regions) {
        if (nest.kind === 'nest' && !nest.inOrder && sameNumbers(nest.extents, extents)) {
          return { nest, inner: nest.blocks[extents.length - 1]!, block, level };
        }
      }
    }
    return this.begin(block, extents, atLeast, false);
  }

  begin(block: Block, extents: readonly number[], level: number, inOrder: boolean): Entered {
    const blocks: Block[] = [];
    extents.forEach((_, i) => blocks.push(new Block(blocks[i - 1] ?? block, block.depth + i + 1)));
    const nest: Nest = { kind: 'nest', extents, blocks, inOrder, accumulators: [] };
    block.at(level).regions.push(nest);
    const inner = blocks[extents.length - 1]!;
    this.places.set(inner, { nest, block, level, path: [extents] });
    return { nest, inner, block, level };
  }

  /** The nests around a block, from the outermost; each with those within it. */
  around(inner: Block): Place[] {
    const places: Place[] = [];
    for (let place = this.places.get(inner); place !== undefined; place = this.places.get(place.block)) {
      places.unshift({ ...place, path: [...place.path, ...(places[0]?.path ?? [])] });
    }
    return places;
  }
}

export const samePath = (a: Path, b: Path): boolean => a.length === b.length && a.every((extents, i) => sameNumbers(extents, b[i]!));

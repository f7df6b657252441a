import { affineKey, type Affine } from '../../kernel/program/affine.js';
import type { Storage } from '../../kernel/program/program.js';
import type { Addresses } from './addresses.js';
import type { Code } from './assembler.js';
import { MemoryOp, v128 } from './instructions.js';

const VECTOR_BYTES = 16;

/** Of two vectors: the first lanes of both, and the second lanes of both. */
const firstLanes = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
const secondLanes = [8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31];

interface HeldStore {
  readonly storage: Storage;
  readonly index: Affine;
  readonly value: number;
}

/**
 * Every other element of float64, such as the x of points (x, y): whole vectors are read and taken apart, once for both
 * halves, and are put together again to be stored.
 */
export class Interleaved {
  private readonly loaded = new Map<string, readonly [number, number]>();
  private held: HeldStore | null = null;

  constructor(
    private readonly code: Code,
    private readonly addresses: Addresses,
  ) {}

  /** Forgets what is loaded, at the borders of code that runs another number of times. */
  reset(): void {
    this.loaded.clear();
  }

  /** Pushes two elements that lie two apart. */
  load(storage: Storage, index: Affine): void {
    const { code } = this;
    const half = index.offset % 2;
    const whole = { ...index, offset: index.offset - half };
    const key = `${storage.id} ${affineKey(whole)}`;
    let vectors = this.loaded.get(key);
    if (vectors === undefined) {
      const { push, offset } = this.addresses.of(storage, whole);
      vectors = [code.local(v128), code.local(v128)];
      vectors.forEach((local, i) => {
        push();
        code.memory(MemoryOp['v128.load'], offset + i * VECTOR_BYTES).set(local);
      });
      this.loaded.set(key, vectors);
    }
    code.get(vectors[0]).get(vectors[1]).shuffle(half === 0 ? firstLanes : secondLanes);
  }

  /** Stores a vector two apart, if the other half is held already; else holds it. False if another one is held. */
  store(store: HeldStore): boolean {
    const { held } = this;
    if (held === null) {
      this.held = store;
      return true;
    }
    const [first, second] = isNext(held.index, store.index) ? [held, store] : [store, held];
    if (held.storage !== store.storage || !isNext(first.index, second.index)) return false;
    const { code } = this;
    const { push, offset } = this.addresses.of(first.storage, first.index);
    [firstLanes, secondLanes].forEach((lanes, i) => {
      push();
      code.get(first.value).get(second.value).shuffle(lanes).memory(MemoryOp['v128.store'], offset + i * VECTOR_BYTES);
    });
    this.held = null;
    return true;
  }

  /** What is held and found no other half. */
  release(): HeldStore | null {
    const { held } = this;
    this.held = null;
    return held;
  }
}

const isNext = (a: Affine, b: Affine): boolean => affineKey({ ...a, offset: a.offset + 1 }) === affineKey(b);

/** Gives equal sequences of numbers equal numbers, from 1. A hash table of int32 pairs, in which a sequence is a path. */
export class Interner {
  private size = 0;
  private capacity: number;
  /** Two numbers and the number of the pair, for each place. */
  private table: Int32Array;

  /** `expected` is about how many pairs there will be. */
  constructor(expected: number) {
    this.capacity = 2 ** Math.ceil(Math.log2(2 * expected + 64));
    this.table = new Int32Array(3 * this.capacity);
  }

  pair(a: number, b: number): number {
    const at = this.find(a, b);
    if (this.table[at + 2] !== 0) return this.table[at + 2]!;
    this.put(at, a, b, ++this.size);
    if (2 * this.size > this.capacity) this.grow();
    return this.size;
  }

  sequence(numbers: readonly number[]): number {
    let number = 0;
    for (const next of numbers) number = this.pair(number, next);
    return number;
  }

  /** Where a pair is, or is to be. */
  private find(a: number, b: number): number {
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    for (let place = hash >>> 8; ; place++) {
      const at = 3 * (place & (this.capacity - 1));
      if (this.table[at + 2] === 0 || (this.table[at] === a && this.table[at + 1] === b)) return at;
    }
  }

  private grow(): void {
    const old = this.table;
    this.capacity *= 2;
    this.table = new Int32Array(3 * this.capacity);
    for (let i = 0; i < old.length; i += 3) {
      const [a, b, number] = [old[i]!, old[i + 1]!, old[i + 2]!];
      if (number !== 0) this.put(this.find(a, b), a, b, number);
    }
  }

  private put(at: number, a: number, b: number, number: number): void {
    this.table[at] = a;
    this.table[at + 1] = b;
    this.table[at + 2] = number;
  }
}

/** Gives equal keys equal numbers, from 1. */
export class Numbers<K> {
  private readonly known = new Map<K, number>();

  of(key: K): number {
    let number = this.known.get(key);
    if (number === undefined) this.known.set(key, (number = this.known.size + 1));
    return number;
  }
}

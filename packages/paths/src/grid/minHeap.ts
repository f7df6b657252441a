/** Indices in the order of keys that may fall while the indices wait. */
export class MinHeap {
  readonly #keys: Float64Array;
  readonly #heap: number[] = [];
  /** Where each index waits; -1 where it does not. */
  readonly #places: Int32Array;

  /** @param keys read whenever an index moves; after lowering one, `push` its index again */
  constructor(keys: Float64Array) {
    this.#keys = keys;
    this.#places = new Int32Array(keys.length).fill(-1);
  }

  get size(): number {
    return this.#heap.length;
  }

  push(index: number): void {
    const waits = this.#places[index]! >= 0;
    this.#rise(waits ? this.#places[index]! : this.#heap.push(index) - 1, index);
  }

  /** The index of the smallest key, taken out; there must be one. */
  pop(): number {
    const first = this.#heap[0]!;
    const last = this.#heap.pop()!;
    this.#places[first] = -1;
    if (this.#heap.length > 0) this.#sink(last);
    return first;
  }

  #rise(start: number, index: number): void {
    let place = start;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.#keys[this.#heap[parent]!]! <= this.#keys[index]!) break;
      this.#put(place, this.#heap[parent]!);
      place = parent;
    }
    this.#put(place, index);
  }

  #sink(index: number): void {
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#heap.length) break;
      if (child + 1 < this.#heap.length && this.#keys[this.#heap[child + 1]!]! < this.#keys[this.#heap[child]!]!) child++;
      if (this.#keys[index]! <= this.#keys[this.#heap[child]!]!) break;
      this.#put(place, this.#heap[child]!);
      place = child;
    }
    this.#put(place, index);
  }

  #put(place: number, index: number): void {
    this.#heap[place] = index;
    this.#places[index] = place;
  }
}

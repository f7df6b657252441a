/** A symmetric matrix by its upper triangle, column by column: the rows of column k are `rows[starts[k]]` to `rows[starts[k + 1] - 1]`, k among them. */
export interface SymmetricPattern {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

/** So many multiplications are one piece of work. */
const piece = 1e6;

/** What a factorisation that is under way knows. */
interface Work {
  /** The elements that each column of the factor has so far. */
  readonly filled: Int32Array;
  readonly row: Float64Array;
  readonly mark: Int32Array;
}

/**
 * The factors L D L' of sparse positive definite matrices of one pattern. What depends on the pattern alone is computed once.
 * The order of the unknowns decides how many elements the factors have, and is the caller's.
 *
 * Source: T. A. Davis, Algorithm 849: a concise sparse Cholesky factorization package, ACM TOMS 31 (2005) 587-591.
 */
export class SparseCholesky {
  /** About how many multiplications a factorisation takes. */
  readonly operations: number;
  readonly #pattern: SymmetricPattern;
  readonly #size: number;
  readonly #parents: Int32Array;
  readonly #columnStarts: Int32Array;
  readonly #rows: Int32Array;
  readonly #values: Float64Array;
  readonly #pivots: Float64Array;

  constructor(pattern: SymmetricPattern) {
    const size = pattern.starts.length - 1;
    this.#pattern = pattern;
    this.#size = size;
    this.#parents = new Int32Array(size).fill(-1);
    const counts = new Int32Array(size);
    const mark = new Int32Array(size);
    for (let k = 0; k < size; k++) {
      mark[k] = k;
      for (let p = pattern.starts[k]!; p < pattern.starts[k + 1]!; p++) {
        for (let i = pattern.rows[p]!; i < k && mark[i] !== k; i = this.#parents[i]!) {
          if (this.#parents[i] === -1) this.#parents[i] = k;
          counts[i]!++;
          mark[i] = k;
        }
      }
    }
    this.#columnStarts = new Int32Array(size + 1);
    for (let k = 0; k < size; k++) this.#columnStarts[k + 1] = this.#columnStarts[k]! + counts[k]!;
    this.operations = counts.reduce((total, count) => total + count * count, 0);
    this.#rows = new Int32Array(this.#columnStarts[size]!);
    this.#values = new Float64Array(this.#columnStarts[size]!);
    this.#pivots = new Float64Array(size);
  }

  /**
   * Factors the matrix with these values, in the order of the pattern's rows, in pieces of about equal work. A pivot that rounding has
   * made none is taken as infinite.
   */
  *factor(matrix: Float64Array): Generator<void, void, void> {
    const work = { filled: new Int32Array(this.#size), row: new Float64Array(this.#size), mark: new Int32Array(this.#size).fill(-1) };
    for (let k = 0; k < this.#size; ) {
      k = this.#factorFrom(k, matrix, work);
      yield;
    }
  }

  /** Factors some rows; gives the one to go on with. */
  #factorFrom(first: number, matrix: Float64Array, { filled, row, mark }: Work): number {
    const [starts, rows, values, pivots, parents] = [this.#columnStarts, this.#rows, this.#values, this.#pivots, this.#parents];
    const { starts: matrixStarts, rows: matrixRows } = this.#pattern;
    const reach = new Int32Array(this.#size);
    const path = new Int32Array(this.#size);
    let operations = 0;
    let k = first;
    for (; k < this.#size && operations < piece; k++) {
      let top = this.#size;
      mark[k] = k;
      for (let p = matrixStarts[k]!; p < matrixStarts[k + 1]!; p++) {
        const first = matrixRows[p]!;
        row[first]! += matrix[p]!;
        let length = 0;
        for (let i = first; mark[i] !== k; i = parents[i]!) {
          path[length++] = i;
          mark[i] = k;
        }
        while (length > 0) reach[--top] = path[--length]!;
      }
      const whole = row[k]!;
      let pivot = whole;
      row[k] = 0;
      for (; top < this.#size; top++) {
        const i = reach[top]!;
        const value = row[i]!;
        row[i] = 0;
        const end = starts[i]! + filled[i]!;
        operations += filled[i]! + 1;
        for (let p = starts[i]!; p < end; p++) row[rows[p]!]! -= values[p]! * value;
        const element = value / pivots[i]!;
        pivot -= element * value;
        rows[end] = k;
        values[end] = element;
        filled[i]!++;
      }
      pivots[k] = pivot > 1e-14 * whole ? pivot : Infinity;
    }
    return k;
  }

  /** Replaces a right-hand side by the solution. */
  solve(x: Float64Array): void {
    const [starts, rows, values] = [this.#columnStarts, this.#rows, this.#values];
    for (let k = 0; k < this.#size; k++) {
      const value = x[k]!;
      for (let p = starts[k]!; p < starts[k + 1]!; p++) x[rows[p]!]! -= values[p]! * value;
    }
    for (let k = this.#size - 1; k >= 0; k--) {
      let value = x[k]! / this.#pivots[k]!;
      for (let p = starts[k]!; p < starts[k + 1]!; p++) value -= values[p]! * x[rows[p]!]!;
      x[k] = value;
    }
  }
}

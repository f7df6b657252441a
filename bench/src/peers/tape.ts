import type { ScalarAlgebra } from '../problems/algebra.js';

/** A number on a tape, by its index. */
export interface Variable {
  readonly index: number;
  readonly value: number;
}

/** Reverse mode as textbooks have it: each operation records its operands and its slopes by them, at every evaluation. */
export class Tape implements ScalarAlgebra<Variable> {
  readonly #left: number[] = [];
  readonly #leftSlope: number[] = [];
  readonly #right: number[] = [];
  readonly #rightSlope: number[] = [];

  variable(value: number): Variable {
    return this.#record(value, -1, 0, -1, 0);
  }

  add = (a: Variable | number, b: Variable | number): Variable => this.#binary(valueOf(a) + valueOf(b), a, 1, b, 1);
  sub = (a: Variable | number, b: Variable | number): Variable => this.#binary(valueOf(a) - valueOf(b), a, 1, b, -1);
  mul = (a: Variable | number, b: Variable | number): Variable =>
    this.#binary(valueOf(a) * valueOf(b), a, valueOf(b), b, valueOf(a));
  div = (a: Variable | number, b: Variable | number): Variable => {
    const value = valueOf(a) / valueOf(b);
    return this.#binary(value, a, 1 / valueOf(b), b, -value / valueOf(b));
  };
  square = (a: Variable): Variable => this.#unary(a.value * a.value, a, 2 * a.value);
  sqrt = (a: Variable): Variable => {
    const value = Math.sqrt(a.value);
    return this.#unary(value, a, 0.5 / value);
  };
  sigmoid = (a: Variable): Variable => {
    const value = 1 / (1 + Math.exp(-a.value));
    return this.#unary(value, a, value * (1 - value));
  };

  /** The derivatives of `output` by everything on the tape, by index. */
  derivatives(output: Variable): Float64Array {
    const derivatives = new Float64Array(this.#left.length);
    derivatives[output.index] = 1;
    for (let i = output.index; i >= 0; i--) {
      const derivative = derivatives[i]!;
      const left = this.#left[i]!;
      const right = this.#right[i]!;
      if (left >= 0) derivatives[left] = derivatives[left]! + derivative * this.#leftSlope[i]!;
      if (right >= 0) derivatives[right] = derivatives[right]! + derivative * this.#rightSlope[i]!;
    }
    return derivatives;
  }

  #unary(value: number, a: Variable, slope: number): Variable {
    return this.#record(value, a.index, slope, -1, 0);
  }

  #binary(value: number, a: Variable | number, slopeA: number, b: Variable | number, slopeB: number): Variable {
    return this.#record(value, indexOf(a), slopeA, indexOf(b), slopeB);
  }

  #record(value: number, left: number, leftSlope: number, right: number, rightSlope: number): Variable {
    const index = this.#left.push(left) - 1;
    this.#leftSlope.push(leftSlope);
    this.#right.push(right);
    this.#rightSlope.push(rightSlope);
    return { index, value };
  }
}

const valueOf = (a: Variable | number): number => (typeof a === 'number' ? a : a.value);
const indexOf = (a: Variable | number): number => (typeof a === 'number' ? -1 : a.index);

import type { VectorObjective, VectorResiduals } from '../src/index.js';

/** What goes wrong with a call: the value is not a number, or only the gradient is, or it throws. */
export type Fault = 'nan' | 'nanGradient' | 'throws' | 'uphill';

/**
 * Rosenbrock's valley as half a sum of squares, for minimisers of every kind, with faults where they
 * are asked for. It notes where it is called, and the lowest value that it returned.
 */
export class Valley implements VectorObjective, VectorResiduals {
  readonly count = 2;
  readonly seen: number[][] = [];
  lowest: number = Infinity;
  private readonly fault: (x: Float64Array, call: number) => Fault | undefined;

  constructor(fault: (x: Float64Array, call: number) => Fault | undefined = () => undefined) {
    this.fault = fault;
  }

  get calls(): number {
    return this.seen.length;
  }

  value(x: Float64Array): number {
    return this.enter(x) === 'nan' ? NaN : this.noted(half(x));
  }

  valueAndGrad(x: Float64Array, gradient: Float64Array): number {
    const fault = this.enter(x);
    const b = x[1]! - x[0]! ** 2;
    const sign = fault === 'uphill' ? -1 : 1;
    gradient[0] = sign * (x[0]! - 1 - 200 * x[0]! * b);
    gradient[1] = sign * 100 * b;
    if (fault === 'nanGradient') gradient[0] = NaN;
    return fault === 'nan' ? NaN : fault === 'nanGradient' ? half(x) : this.noted(half(x));
  }

  hvp(x: Float64Array, v: Float64Array, out: Float64Array): void {
    this.enter(x);
    out[0] = (1 - 200 * (x[1]! - 3 * x[0]! ** 2)) * v[0]! - 200 * x[0]! * v[1]!;
    out[1] = -200 * x[0]! * v[0]! + 100 * v[1]!;
  }

  residuals(x: Float64Array, out: Float64Array): void {
    const fault = this.enter(x);
    out[0] = 1 - x[0]!;
    out[1] = 10 * (x[1]! - x[0]! ** 2);
    if (fault === 'nan') out[1] = NaN;
    else if (fault !== 'nanGradient') this.noted(half(x));
  }

  jacobian(x: Float64Array, columns: readonly Float64Array[]): void {
    const fault = this.fault(x, this.calls);
    const sign = fault === 'uphill' ? -1 : 1;
    columns[0]!.set([-sign, -20 * sign * x[0]!]);
    columns[1]!.set([0, 10 * sign]);
    if (fault === 'nanGradient') columns[0]!.fill(NaN);
  }

  jvp(x: Float64Array, v: Float64Array, out: Float64Array): void {
    out[0] = -v[0]!;
    out[1] = 10 * v[1]! - 20 * x[0]! * v[0]!;
  }

  vjp(x: Float64Array, u: Float64Array, out: Float64Array): void {
    const fault = this.fault(x, this.calls);
    const sign = fault === 'uphill' ? -1 : 1;
    out[0] = sign * (-u[0]! - 20 * x[0]! * u[1]!);
    out[1] = sign * 10 * u[1]!;
    if (fault === 'nanGradient') out[0] = NaN;
  }

  private enter(x: Float64Array): Fault | undefined {
    this.seen.push([...x]);
    const fault = this.fault(x, this.calls);
    if (fault === 'throws') throw new RangeError('the ground gave way');
    return fault;
  }

  private noted(value: number): number {
    this.lowest = Math.min(this.lowest, value);
    return value;
  }
}

/** Half the sum of squares. */
export function half(x: ArrayLike<number>): number {
  const [a, b] = [1 - x[0]!, 10 * (x[1]! - x[0]! ** 2)];
  return (a * a + b * b) / 2;
}

import { jvp, vjp, type UntracedArgs } from '@fermat/autodiff';
import { direction, dot, drawing } from './draw.js';
import { disagreement } from './errors.js';
import { isSingle, numbersOf, withNumbers } from './leaves.js';

export interface CheckGradientsOptions {
  /** How many derivatives are checked: 2, the default, checks those of the derivatives as well. */
  readonly order?: number;
  /** The modes that are checked; both by default. */
  readonly modes?: readonly ('forward' | 'reverse')[];
  /** The error allowed, relative to the size of the derivative (or to 1, if that is larger): 1e-6, or 2e-2 for float32. */
  readonly tolerance?: number;
  /** The first step of the differences, relative to the size of the arguments: 1e-3, or 5e-2 for float32. */
  readonly step?: number;
  /** Of the random directions. */
  readonly seed?: number;
}

type AnyFunction = (...args: never[]) => unknown;

interface Settings extends Required<CheckGradientsOptions> {
  readonly draw: () => number;
}

/**
 * Checks the derivatives of a function of trees at a point, along random directions: forward mode against central differences,
 * reverse mode against forward mode by the identity `<u, J v> = <Jᵀ u, v>` (or against the differences, where forward mode is
 * not asked for), and as many orders of each as wanted.
 *
 * The differences are extrapolated once (Richardson), which leaves an error of the fourth order in the step; the function has
 * to be smooth within it.
 *
 * @throws AutodiffError 'check-failed', saying what disagrees and by how much
 *
 * @example
 * ```ts
 * import { mul, sin, customJvp, type Tensor } from '@fermat/autodiff';
 * import { checkGradients } from '@fermat/autodiff/testing';
 *
 * checkGradients((x: Tensor, y: Tensor) => mul(sin(x), y), [0.3, Float64Array.of(1, 2)]);
 *
 * const wrong = customJvp((x: Tensor) => sin(x), (_, [dx]) => dx);
 * checkGradients(wrong, [0.3]); // throws: the derivative of order 1 in forward mode
 * ```
 */
export function checkGradients<P extends readonly unknown[]>(f: (...args: P) => unknown, args: Readonly<UntracedArgs<P>>, options: CheckGradientsOptions = {}): void {
  const single = isSingle(args) || isSingle(f(...(args as unknown as P)));
  const settings = {
    order: 2,
    modes: ['forward', 'reverse'] as const,
    tolerance: single ? 2e-2 : 1e-6,
    step: single ? 5e-2 : 1e-3,
    seed: 1,
    ...options,
  };
  check(f, args, { ...settings, draw: drawing(settings.seed) }, 1);
}

function check(f: AnyFunction, args: readonly unknown[], settings: Settings, order: number): void {
  const { modes, tolerance, draw } = settings;
  const point = numbersOf(args);
  const v = direction(point.length, draw);
  const value = numbersOf(call(f, args));
  const u = direction(value.length, draw);
  const at = `[${Array.from(point.subarray(0, 6)).join(', ')}${point.length > 6 ? ', …' : ''}]`;
  const compare = (what: string, found: number, by: string, expected: number): void => {
    const close = Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected)) || Object.is(found, expected);
    if (!close) throw disagreement(`the derivative of order ${order} in ${what}`, at, ['it', found], [by, expected]);
  };
  let along: Float64Array | undefined;
  const differences = differencesOf(f, args, v, settings);

  if (modes.includes('forward')) {
    const tangent = (...primals: unknown[]): unknown => jvp(f as never, primals as never, withNumbers(args, v) as never)[1];
    along = numbersOf(tangent(...args));
    along.forEach((x, i) => compare('forward mode', x, 'by differences', differences[i]!));
    if (order < settings.order) check(tangent, args, settings, order + 1);
  }
  if (modes.includes('reverse')) {
    const cotangent = (...primals: unknown[]): unknown => {
      const [result, pullback] = vjp(f as never, ...(primals as never[])) as readonly [unknown, (ct: unknown) => unknown];
      return pullback(withNumbers(result, u));
    };
    const by = along === undefined ? 'by differences' : 'in forward mode';
    compare('reverse mode', dot(numbersOf(cotangent(...args)), v), by, dot(along ?? differences, u));
    if (order < settings.order) check(cotangent, args, settings, order + 1);
  }
}

const call = (f: AnyFunction, args: readonly unknown[]): unknown => f(...(args as never[]));

/** The derivative along a direction by central differences, extrapolated to the fourth order. */
function differencesOf(f: AnyFunction, args: readonly unknown[], v: Float64Array, { step }: Settings): Float64Array {
  const point = numbersOf(args);
  const h = step * Math.max(1, ...point.map(Math.abs));
  const at = (t: number): Float64Array => numbersOf(call(f, withNumbers(args, point.map((x, i) => x + t * v[i]!))));
  const central = (t: number): Float64Array => {
    const below = at(-t);
    return at(t).map((y, i) => (y - below[i]!) / (2 * t));
  };
  const coarse = central(h);
  return central(h / 2).map((fine, i) => (4 * fine - coarse[i]!) / 3);
}

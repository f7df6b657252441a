import { AutodiffError } from '@fermat/autodiff';

const show = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

/** What a check found wrong. */
export const disagreement = (what: string, at: string, [a, x]: readonly [string, number], [b, y]: readonly [string, number]): AutodiffError =>
  new AutodiffError('check-failed', `${what} at ${at}: ${a} is ${show(x)}, ${b} ${show(y)}.`);

export const sizesDisagree = (what: string, a: number, b: number): AutodiffError =>
  new AutodiffError('check-failed', `${what}: ${a} numbers where ${b} are expected.`);

export const noOperands = (name: string): AutodiffError =>
  new AutodiffError('no-operands', `checkPrimitive: ${name} has no domain to draw operands from; give { samples }, lists of operands.`);

export const notComparable = (path: string, found: unknown): AutodiffError =>
  new AutodiffError('not-comparable', `${path} is ${String(found)}; a check takes trees of numbers, typed arrays and Tensors.`);

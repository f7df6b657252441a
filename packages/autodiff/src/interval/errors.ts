import { AutodiffError } from '@fermat/autodiff';

export const noIntervalRule = (op: string): AutodiffError =>
  new AutodiffError('no-interval-rule', `enclose: there is no rule for the range of '${op}'. Loops with a condition, implicit solutions and ops of one's own have none; write the function without it.`);

export const notAnInterval = (index: number, found: unknown): AutodiffError =>
  new AutodiffError('not-an-interval', `enclose: argument ${index} is ${String(found)}; give an interval, [low, high], two numbers or two arrays of one shape.`);

export const emptyInterval = (index: number, low: number, high: number): AutodiffError =>
  new AutodiffError('empty-interval', `enclose: argument ${index} goes from ${low} to ${high}; give an interval whose first end is not above the second, and neither NaN.`);

export const notAFunction = (found: unknown): AutodiffError =>
  new AutodiffError('not-a-function', `enclose takes a function of Tensors, not ${found === null ? 'null' : typeof found}.`);

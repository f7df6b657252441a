import type { Tensor } from '../graph/tensor.js';
import { flatten, traced, type Flattened } from '../tree/tree.js';
import { checkArgnums, checkDifferentiable } from './arguments.js';

/** A function seen as one of the leaves of one of its arguments, the others held fixed. */
export interface Leafwise {
  readonly argument: Flattened;
  /** Calls the function with other values for the leaves, which become nodes of the current trace. */
  call(leaves: readonly Tensor[]): Flattened;
}

export function leafwise(f: (...args: never[]) => unknown, args: readonly unknown[], argnum: number): Leafwise {
  const [index] = checkArgnums(argnum, args.length) as [number];
  const argument = flatten(args[index], `argument ${index}`);
  checkDifferentiable(argument);
  return {
    argument,
    call(leaves) {
      const tree = traced(argument.structure, leaves);
      return flatten(f(...(args.map((arg, i) => (i === index ? tree : arg)) as never[])), 'the result');
    },
  };
}

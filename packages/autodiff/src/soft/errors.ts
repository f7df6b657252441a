import { AutodiffError } from '@fermat/autodiff';

export const invalidTemperature = (op: string, found: unknown): AutodiffError =>
  new AutodiffError('invalid-temperature', `${op}: the temperature is ${String(found)}; give one finite number above 0, in the units of what is compared.`);

export const notAPreference = (op: string, found: number): AutodiffError =>
  new AutodiffError(
    'not-a-preference',
    `${op}: the condition is ${found}, and without a temperature it is a preference from 0 to 1. ` +
      'Give { temperature } for a condition that holds where it is positive, or make a preference with softGreater, softLess or softStep.',
  );

export const boolWithTemperature = (op: string): AutodiffError =>
  new AutodiffError(
    'bool-with-temperature',
    `${op}: a bool holds or does not, at any temperature. Give the difference that is to be positive, as sub(a, b) for greater(a, b).`,
  );

export const branchesDiffer = (op: string, path: string, expected: string, found: string): AutodiffError =>
  new AutodiffError('branches-differ', `${op}: ${path} is ${found} where another branch has ${expected}. Results that are averaged have one structure.`);

export const notScalarCondition = (op: string, shape: readonly number[]): AutodiffError =>
  new AutodiffError('not-a-scalar-condition', `${op}: the condition is one value, not one of shape [${shape.join(', ')}]; use vmap for a batch of loops.`);

export const invalidMaxIterations = (op: string, found: unknown): AutodiffError =>
  new AutodiffError('invalid-max-iterations', `${op}: maxIterations is ${String(found)}; give a whole number of at least 0, beyond which the loop does not go.`);

export const invalidChoice = (branches: number, shape: readonly number[]): AutodiffError =>
  new AutodiffError(
    'invalid-choice',
    branches === 0
      ? 'softSwitch needs at least one branch.'
      : `softSwitch: with ${branches} branches the choice is one number or ${branches} scores, not of shape [${shape.join(', ')}].`,
  );

export const invalidAnnealing = (name: string, option: string, found: unknown, expected: string): AutodiffError =>
  new AutodiffError('invalid-annealing', `${name}: ${option} is ${String(found)}; give ${expected}.`);

export const nothingToOrder = (op: string, shape: readonly number[]): AutodiffError =>
  new AutodiffError('nothing-to-order', `${op} goes along an axis, and the value of shape [${shape.join(', ')}] has none at the place given.`);

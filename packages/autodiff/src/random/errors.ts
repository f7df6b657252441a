import { AutodiffError } from '@fermat/autodiff';

export const invalidSeed = (seed: unknown): AutodiffError =>
  new AutodiffError('invalid-seed', `key: the seed is ${String(seed)}; give a whole number that JavaScript holds exactly (Number.isSafeInteger).`);

export const notAKey = (op: string, found: string): AutodiffError =>
  new AutodiffError('not-a-key', `${op} takes a key first, two int32 as key(seed), split and foldIn give them, not ${found}.`);

export const invalidCount = (op: string, what: string, found: unknown): AutodiffError =>
  new AutodiffError('invalid-count', `${op}: ${what} is ${String(found)}; give a whole number of at least 0.`);

export const tooMany = (op: string, count: number): AutodiffError =>
  new AutodiffError('too-many-numbers', `${op}: ${count} numbers of one key are more than its counter tells apart (2^31); split the key.`);

export const invalidBounds = (low: unknown, high: unknown): AutodiffError =>
  new AutodiffError('invalid-bounds', `randint: from ${String(low)} to ${String(high)} there is no int32; give whole numbers of which the second is larger.`);

export const invalidDType = (op: string, found: unknown): AutodiffError =>
  new AutodiffError('invalid-dtype', `${op}: the dtype is ${String(found)}; give float64 or float32.`);

export const invalidProbability = (found: number): AutodiffError =>
  new AutodiffError('invalid-probability', `bernoulli: the probability is ${found}; give numbers from 0 to 1.`);

export const invalidChoice = (op: string, what: string): AutodiffError =>
  new AutodiffError('invalid-choice', `${op}: there is no choosing ${what}. Give an array of rows, or how many there are; as many rows as are drawn where none may repeat, and a probability for each.`);

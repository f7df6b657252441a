import * as z from 'zod';

/** A method that adapts its steps to the gradients it has seen takes about this much in every coordinate. */
export const adaptiveLearningRate: z.ZodNumber = z.number().positive().describe('a number above 0, about the step taken along each unknown');

/** A decay: how much of a running average an iteration keeps. */
export const decay = (what: string, standard: number): z.ZodDefault<z.ZodNumber> =>
  z.number().min(0).lt(1).default(standard).describe(`a number from 0 to below 1, the decay of the average of ${what}`);

export const epsilon: z.ZodDefault<z.ZodNumber> = z.number().positive().default(1e-8).describe('a number above 0, added to the denominator');

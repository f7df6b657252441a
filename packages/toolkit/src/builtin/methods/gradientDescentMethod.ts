import { gradientDescent, sgd } from '@fermat/optim';
import * as z from 'zod';
import type { MethodKind } from '../../plugins/plugin.js';

/** Steps of a fixed rate against the gradient. */
export function gradientDescentMethod(): MethodKind {
  const schema = z.strictObject({
    learningRate: z.number().positive().describe('a number above 0, the step taken per unit of gradient'),
    momentum: z.number().min(0).lt(1).default(0).describe('a number from 0 to below 1, the part of the last step that is kept'),
    nesterov: z.boolean().default(false).describe('true or false: whether the momentum looks ahead'),
  });
  const kind: MethodKind<typeof schema> = {
    summary: 'steps of a fixed learning rate against the gradient, with optional (Nesterov) momentum',
    schema,
    create: ({ learningRate, momentum, nesterov }) =>
      gradientDescent(sgd({ learningRate, ...(momentum > 0 ? { momentum, nesterov } : {}) })),
  };
  return kind;
}

import { gradientDescent, rmsprop } from '@fermat/optim';
import * as z from 'zod';
import type { MethodKind } from '../../plugins/plugin.js';
import { adaptiveLearningRate, decay, epsilon } from './learningRate.js';

/** Steps divided by the root mean square of the last gradients. */
export function rmspropMethod(): MethodKind {
  const schema = z.strictObject({
    learningRate: adaptiveLearningRate,
    decay: decay('squares', 0.9),
    epsilon,
  });
  const kind: MethodKind<typeof schema> = {
    summary: 'RMSProp: steps divided by the root mean square of the last gradients',
    schema,
    create: (options) => gradientDescent(rmsprop(options)),
  };
  return kind;
}

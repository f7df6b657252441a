import { adam, amsgrad, gradientDescent, nadam } from '@fermat/optim';
import type { AdamOptions, GradientTransformation } from '@fermat/optim';
import * as z from 'zod';
import type { MethodKind } from '../../plugins/plugin.js';
import { adaptiveLearningRate, decay, epsilon } from './learningRate.js';

/** Adam: steps of a size of their own along each unknown. */
export const adamMethod = (): MethodKind => adamFamily('Adam: steps scaled by running averages of the gradient and of its square', adam);

/** Adam with Nesterov's look-ahead. */
export const nadamMethod = (): MethodKind => adamFamily("Adam with Nesterov's look-ahead", nadam);

/** Adam whose steps never grow again. */
export const amsgradMethod = (): MethodKind => adamFamily('Adam whose step sizes never grow again', amsgrad);

function adamFamily(summary: string, transform: (options: AdamOptions) => GradientTransformation): MethodKind {
  const schema = z.strictObject({
    learningRate: adaptiveLearningRate,
    beta1: decay('gradients', 0.9),
    beta2: decay('their squares', 0.999),
    epsilon,
  });
  const kind: MethodKind<typeof schema> = { summary, schema, create: (options) => gradientDescent(transform(options)) };
  return kind;
}

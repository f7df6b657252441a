import { lbfgs } from '@fermat/optim';
import * as z from 'zod';
import type { MethodKind } from '../../plugins/plugin.js';

/** Limited-memory BFGS with a line search. */
export function lbfgsMethod(): MethodKind {
  const schema = z.strictObject({
    memory: z.int().min(1).max(100).default(15).describe('a whole number from 1 to 100, how many past steps model the curvature'),
  });
  const kind: MethodKind<typeof schema> = {
    summary: 'limited-memory BFGS: needs no learning rate, and converges fast',
    schema,
    create: ({ memory }) => lbfgs({ memory }),
  };
  return kind;
}

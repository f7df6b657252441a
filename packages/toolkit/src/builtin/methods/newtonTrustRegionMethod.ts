import { newtonTrustRegion } from '@fermat/optim';
import * as z from 'zod';
import type { MethodKind } from '../../plugins/plugin.js';

/** Newton's method in a trust region. */
export function newtonTrustRegionMethod(): MethodKind {
  const schema = z.strictObject({
    subproblem: z.enum(['exact', 'cg']).exactOptional().describe('"exact" or "cg": how each step is found; without it by the number of unknowns'),
  });
  const kind: MethodKind<typeof schema> = {
    summary: "Newton's method in a trust region: exact curvature, the fewest iterations",
    schema,
    create: newtonTrustRegion,
  };
  return kind;
}

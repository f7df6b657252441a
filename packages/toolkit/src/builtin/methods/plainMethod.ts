import { bfgs, conjugateGradient, nelderMead } from '@fermat/optim';
import type { Method } from '@fermat/optim';
import * as z from 'zod';
import type { MethodKind } from '../../plugins/plugin.js';

/** BFGS with a dense model of the curvature. */
export const bfgsMethod = (): MethodKind => plain('BFGS: a dense model of the curvature, for up to some hundred unknowns', bfgs);

/** Nonlinear conjugate gradients. */
export const conjugateGradientMethod = (): MethodKind => plain('nonlinear conjugate gradients: three vectors of memory, whatever the number of unknowns', conjugateGradient);

/** The simplex of Nelder and Mead. */
export const nelderMeadMethod = (): MethodKind => plain('a simplex that walks downhill by values alone, for few unknowns', nelderMead);

/** A method that has nothing to set. */
function plain(summary: string, create: () => Method): MethodKind {
  return { summary, schema: z.strictObject({}), create };
}

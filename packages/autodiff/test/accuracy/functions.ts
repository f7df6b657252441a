import * as activation from '../../src/kernel/math/activation.js';
import * as arithmetic from '../../src/kernel/math/arithmetic.js';
import * as exponential from '../../src/kernel/math/exponential.js';
import * as hyperbolic from '../../src/kernel/math/hyperbolic.js';
import * as inverseHyperbolic from '../../src/kernel/math/inverseHyperbolic.js';
import * as inverseTrigonometric from '../../src/kernel/math/inverseTrigonometric.js';
import * as logarithmic from '../../src/kernel/math/logarithmic.js';
import * as power from '../../src/kernel/math/power.js';
import * as trigonometric from '../../src/kernel/math/trigonometric.js';
import type { ScalarAlgebra } from '../../src/kernel/scalarAlgebra.js';
import { pi, type Precise, precise, real } from './reference.js';
import {
  around,
  between,
  constant,
  exponents,
  nearMultiples,
  type Sampler,
  signed,
} from './sampling.js';

/** A function of numbers written over an algebra, with its exact counterpart. */
export interface MeasuredFunction {
  readonly name: string;
  readonly meaning: <F, I, B>(k: ScalarAlgebra<F, I, B>, ...args: F[]) => F;
  readonly exact: (...args: Precise[]) => Precise;
  /** Where arguments are drawn from: one sampler an argument, or one for a pair of them. */
  readonly samples: readonly (readonly Sampler[])[];
  /** The largest error, in units in the last place. */
  readonly limit: number;
  /** An absolute error that is allowed as well, for functions with zeros in general places. */
  readonly absolute?: (...args: number[]) => number;
}

const everywhere = signed(exponents(-1074, 1024));
const tiny = signed(exponents(-1074, -20));
const moderate = signed(exponents(-20, 10));

type Meaning1 = <F, I, B>(k: ScalarAlgebra<F, I, B>, x: F) => F;
type Meaning2 = <F, I, B>(k: ScalarAlgebra<F, I, B>, x: F, y: F) => F;

const unary = (
  name: string,
  meaning: Meaning1,
  exact: (x: Precise) => Precise,
  limit: number,
  samplers: readonly Sampler[],
): MeasuredFunction => ({
  name,
  meaning: (k, x) => meaning(k, x as typeof x & {}),
  exact: (x) => exact(x as Precise),
  samples: samplers.map((sampler) => [sampler]),
  limit,
});

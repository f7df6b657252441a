import type { ScalarAlgebra } from '../scalarAlgebra.js';
import { MODERATE, type ReducedAngle, reduceHuge, reduceModerate } from './argumentReduction.js';
import type { DoubleDouble } from './doubleDouble.js';
import { linear } from './polynomial.js';

/*
 * The polynomials are those of fdlibm's `k_sin.c` and `k_cos.c` (Sun Microsystems, 1993), which err
 * by 2^-58 on [-pi/4, pi/4].
 */

function sineOfRest<F, I, B>(k: ScalarAlgebra<F, I, B>, { high: x, low }: DoubleDouble<F>): F {
  const z = k.mul(x, x);
  const z2 = k.mul(z, z);
  const cube = k.mul(z, x);
  const series = k.add(
    linear(k, z, 0.00833333333332249, -0.0001984126982985795),
    k.mul(
      z2,
      k.add(
        linear(k, z, 2.7557313707070068e-6, -2.5050760253406863e-8),
        k.mul(z2, k.float(1.58969099521155e-10)),
      ),
    ),
  );
  const correction = k.sub(k.mul(z, k.sub(k.mul(k.float(0.5), low), k.mul(cube, series))), low);
  const third = k.mul(cube, k.float(-0.16666666666666632));
  return k.sub(x, k.sub(correction, third));
}

function cosineOfRest<F, I, B>(k: ScalarAlgebra<F, I, B>, { high: x, low }: DoubleDouble<F>): F {
  const z = k.mul(x, x);
  const z2 = k.mul(z, z);
  const series = k.add(
    k.mul(z, cubicHead(k, z, z2)),
    k.mul(
      k.mul(z2, z2),
      k.add(
        linear(k, z, -2.7557314351390663e-7, 2.087572321298175e-9),
        k.mul(z2, k.float(-1.1359647557788195e-11)),
      ),
    ),
  );
  const half = k.mul(k.float(0.5), z);
  const head = k.sub(k.float(1), half);
  const headLow = k.sub(k.sub(k.float(1), head), half);
  return k.add(head, k.add(headLow, k.sub(k.mul(z, series), k.mul(x, low))));
}

function cubicHead<F, I, B>(k: ScalarAlgebra<F, I, B>, z: F, z2: F): F {
  return k.add(
    linear(k, z, 0.0416666666666666, -0.001388888888887411),
    k.mul(z2, k.float(2.480158728947673e-5)),
  );
}

const isOdd = <F, I, B>(k: ScalarAlgebra<F, I, B>, n: I): B =>
  k.eqInt(k.andInt(n, k.int(1)), k.int(1));

/** 1 in the first two quadrants, -1 in the others. */
const signOfQuadrant = <F, I, B>(k: ScalarAlgebra<F, I, B>, n: I): F =>
  k.toFloat(k.subInt(k.int(1), k.andInt(n, k.int(2))));

function sineOfAngle<F, I, B>(
  k: ScalarAlgebra<F, I, B>,
  { quadrant, rest }: ReducedAngle<F, I>,
): F {
  const magnitude = k.select(isOdd(k, quadrant), cosineOfRest(k, rest), sineOfRest(k, rest));
  return k.mul(magnitude, signOfQuadrant(k, quadrant));
}

function cosineOfAngle<F, I, B>(
  k: ScalarAlgebra<F, I, B>,
  { quadrant, rest }: ReducedAngle<F, I>,
): F {
  const magnitude = k.select(isOdd(k, quadrant), sineOfRest(k, rest), cosineOfRest(k, rest));
  return k.mul(magnitude, signOfQuadrant(k, k.addInt(quadrant, k.int(1))));
}

function tangentOfAngle<F, I, B>(
  k: ScalarAlgebra<F, I, B>,
  { quadrant, rest }: ReducedAngle<F, I>,
): F {
  const sine = sineOfRest(k, rest);
  const cosine = cosineOfRest(k, rest);
  const odd = isOdd(k, quadrant);
  return k.div(k.select(odd, k.neg(cosine), sine), k.select(odd, sine, cosine));
}

/** A function of an angle at all arguments, from one of reduced angles. */
function ofAnyAngle<F, I, B>(
  k: ScalarAlgebra<F, I, B>,
  x: F,
  parity: 'even' | 'odd',
  ofAngle: (angle: ReducedAngle<F, I>) => F,
): F {
  const magnitude = k.abs(x);
  const moderate = k.lt(magnitude, k.float(MODERATE));
  const huge = (): F => {
    const finite = k.lt(magnitude, k.float(Infinity));
    const reducible = k.and(finite, k.not(moderate));
    const value = ofAngle(reduceHuge(k, k.select(reducible, magnitude, k.float(MODERATE))));
    const signed =
      parity === 'even' ? value : k.select(k.lt(x, k.float(0)), k.neg(value), value);
    return k.select(finite, signed, k.float(NaN));
  };
  const usual = ofAngle(reduceModerate(k, k.select(moderate, x, k.float(0))));
  return k.rare(k.not(moderate), huge, usual);
}

/** The sine of |x| < 2^20: less code, where the argument is known to be such or NaN. */
export function sinModerate<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  return sineOfAngle(k, reduceModerate(k, x));
}

/** The tangent of |x| < 2^20: less code, where the argument is known to be such or NaN. */
export function tanModerate<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  return tangentOfAngle(k, reduceModerate(k, x));
}

/** The sine of an angle in radians, within 1 ulp at all arguments. */
export function sin<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  return ofAnyAngle(k, x, 'odd', (angle) => sineOfAngle(k, angle));
}

/** The cosine of an angle in radians, within 1 ulp at all arguments. */
export function cos<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  return ofAnyAngle(k, x, 'even', (angle) => cosineOfAngle(k, angle));
}

/** The tangent of an angle in radians, within 2.5 ulp at all arguments. */
export function tan<F, I, B>(k: ScalarAlgebra<F, I, B>, x: F): F {
  return ofAnyAngle(k, x, 'odd', (angle) => tangentOfAngle(k, angle));
}

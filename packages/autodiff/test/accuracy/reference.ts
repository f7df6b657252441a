import { init } from 'gmp-wasm';

const mpfr: Awaited<ReturnType<typeof init>>['binding'] = (await init()).binding;

/** To nearest. */
const ROUNDING = 0;
const PRECISION_BITS = 220;

/** A number of {@link PRECISION_BITS} in MPFR's memory. */
export type Precise = ReturnType<typeof mpfr.mpfr_t>;

/** Numbers made since the last {@link release}. */
const made: Precise[] = [];
const spare: Precise[] = [];

function make(): Precise {
  let number = spare.pop();
  if (number === undefined) {
    number = mpfr.mpfr_t();
    mpfr.mpfr_init2(number, PRECISION_BITS);
  }
  made.push(number);
  return number;
}

/** Lets the memory of all numbers be used anew. */
export function release(): void {
  spare.push(...made.splice(0));
}

export function precise(value: number): Precise {
  const number = make();
  mpfr.mpfr_set_d(number, value, ROUNDING);
  return number;
}

/** A number of high precision as the nearest float64. */
export const toNumber = (a: Precise): number => mpfr.mpfr_get_d(a, ROUNDING);

const unary = [
  'abs', 'exp', 'expm1', 'exp2', 'log', 'log1p', 'log2', 'log10', 'sin', 'cos', 'tan', 'asin',
  'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'cbrt', 'erf', 'erfc',
  'gamma', 'lngamma', 'digamma',
] as const;

const binary = ['add', 'sub', 'mul', 'div', 'pow', 'atan2', 'hypot', 'fmod', 'max'] as const;

/** Operations of MPFR, which rounds each correctly. */
export const real: Readonly<
  Record<(typeof unary)[number], (a: Precise) => Precise> &
    Record<(typeof binary)[number], (a: Precise, b: Precise) => Precise>
> = {
  ...byName(unary, (name) => (a: Precise) => {
    const result = make();
    mpfr[`mpfr_${name}`](result, a, ROUNDING);
    return result;
  }),
  ...byName(binary, (name) => (a: Precise, b: Precise) => {
    const result = make();
    mpfr[`mpfr_${name}`](result, a, b, ROUNDING);
    return result;
  }),
};

function byName<Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}

export const pi = (): Precise => {
  const result = make();
  mpfr.mpfr_const_pi(result, ROUNDING);
  return result;
};

/** The spacing of float64 at a value: 2^-1074 at the least. */
export function unitInLastPlace(value: number): number {
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  // The logarithm may be off by one next to a power of two.
  const correct = 2 ** exponent > Math.abs(value) ? exponent - 1 : exponent;
  return 2 ** (Math.max(correct, -1022) - 52);
}

/**
 * The distance of a computed value from the exact one, in units in the last place of the latter. Infinite
 * where just one of them is NaN or infinite.
 */
export function errorInUlp(computed: number, exact: Precise): number {
  const nearest = toNumber(exact);
  if (Object.is(computed, nearest) && !Number.isFinite(nearest)) return 0;
  if (!Number.isFinite(computed) || Number.isNaN(nearest)) return Infinity;
  const unit = Number.isFinite(nearest) ? unitInLastPlace(nearest) : 2 ** 971;
  return Math.abs(toNumber(real.div(real.sub(exact, precise(computed)), precise(unit))));
}

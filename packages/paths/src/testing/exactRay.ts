import { Decimal } from 'decimal.js';
import type { LayeredMedium } from '../layered/layered.js';

const Exact = Decimal.clone({ precision: 64, minE: -9e15, maxE: 9e15 });

export interface ExactRay {
  readonly time: Decimal;
  readonly crossings: readonly Decimal[];
  readonly tanFastest: Decimal;
}

/** The least-time ray to fifty digits: bracketed, bisected, then the rule of false position, all in the tangent. */
export function exactRay({ thicknesses, speeds, distance }: LayeredMedium): ExactRay {
  const d = Array.from(thicknesses, exact);
  const v = Array.from(speeds, exact);
  const h = exact(distance).abs();
  const vmax = Exact.max(...v);
  const s = v.map((speed) => speed.div(vmax));
  const spansAt = (q: Decimal): Decimal[] =>
    d.map((thickness, i) => thickness.mul(s[i]!).mul(q).div(Exact.sqrt(s[i]!.mul(s[i]!).neg().add(1).mul(q).mul(q).add(1))));
  const fastest = total(d.filter((_, i) => s[i]!.eq(1)));
  const steepest = total(d.map((thickness, i) => thickness.mul(s[i]!)));
  const q = h.isZero() ? h : root((x) => total(spansAt(x)).sub(h), h.div(steepest), h.div(fastest));
  const spans = spansAt(q);
  return {
    tanFastest: q,
    crossings: partialSums(spans).slice(0, -1),
    time: total(spans.map((span, i) => Exact.sqrt(span.mul(span).add(d[i]!.mul(d[i]!))).div(v[i]!))),
  };
}

/** How far a double lies from an exact number, relative to a size. */
export function errorOf(value: number, truth: Decimal, size: Decimal): number {
  return size.isZero() ? exact(value).sub(truth).abs().toNumber() : exact(value).sub(truth).div(size).abs().toNumber();
}

/** A double is a dyadic fraction; its shortest decimal form is not the same number. */
export function exact(value: number): Decimal {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const exponent = Number((word >> 52n) & 0x7ffn);
  const fraction = word & 0xfffffffffffffn;
  const mantissa = exponent === 0 ? fraction : fraction | (1n << 52n);
  const size = new Exact(mantissa.toString()).mul(new Exact(2).pow(Math.max(exponent, 1) - 1075));
  return value < 0 ? size.neg() : size;
}

function total(terms: readonly Decimal[]): Decimal {
  return terms.reduce((sum, term) => sum.add(term), new Exact(0));
}

function partialSums(terms: readonly Decimal[]): Decimal[] {
  let sum = new Exact(0);
  return terms.map((term) => (sum = sum.add(term)));
}

/** The zero of an increasing function between two positive bounds. */
function root(f: (x: Decimal) => Decimal, low: Decimal, high: Decimal): Decimal {
  while (high.div(low).gt(2)) {
    const middle = low.mul(high).sqrt();
    if (f(middle).lte(0)) low = middle;
    else high = middle;
  }
  let [fLow, fHigh] = [f(low), f(high)];
  for (let step = 0; step < 400 && high.sub(low).gt(high.mul('1e-55')); step++) {
    if (fLow.isZero()) return low;
    if (fHigh.isZero()) return high;
    // Every third step halves, so that the bracket itself shrinks.
    const x = step % 3 === 2 ? low.add(high).div(2) : low.sub(fLow.mul(high.sub(low)).div(fHigh.sub(fLow)));
    const value = f(x);
    if (value.lte(0)) [low, fLow] = [x, value];
    else [high, fHigh] = [x, value];
  }
  return low;
}

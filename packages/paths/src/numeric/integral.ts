import { CompensatedSum } from './compensatedSum.js';
import { gaussLegendre } from './gaussLegendre.js';
import type { Quadrature } from './gaussLegendre.js';

const [fine, coarse] = [gaussLegendre(8), gaussLegendre(4)];

/** A piece on which two rules differ by less than this part of the whole is done; one that cannot be halved any more may be this part of it. */
const close = 1e-9;
const negligible = 1e-6;

/** How often pieces are halved, and how many there are at most. */
const mostHalvings = 50;
const mostPieces = 1e4;

/**
 * The integral over [0, 1] of a function that is positive within, by halving pieces on which rules of 4 and of 8 points differ. `Infinity`
 * where the integral is. No end is looked at, where the function may be infinite; a step close to the end of a piece is not seen there.
 *
 * @param count how many pieces to begin with
 */
export function integral(f: (u: number) => number, count: number): number {
  const over = ({ nodes, weights }: Quadrature, start: number, width: number): number => nodes.reduce((sum, node, i) => sum + weights[i]! * width * f(start + node * width), 0);
  const pending = Array.from({ length: count }, (_, i) => ({ start: i / count, width: 1 / count, halvings: 0 }));
  const whole = pending.reduce((sum, { start, width }) => sum + over(coarse, start, width), 0);
  const total = new CompensatedSum();
  for (let looked = 0; pending.length > 0; looked++) {
    const { start, width, halvings } = pending.pop()!;
    const value = over(fine, start, width);
    if (!(value < Infinity)) return Infinity;
    if (Math.abs(value - over(coarse, start, width)) <= close * whole || looked >= mostPieces) total.add(value);
    else if (halvings < mostHalvings) {
      const half = { width: width / 2, halvings: halvings + 1 };
      pending.push({ start: start + width / 2, ...half }, { start, ...half });
    } else if (value <= negligible * whole) total.add(value);
    else return Infinity;
  }
  return total.value;
}

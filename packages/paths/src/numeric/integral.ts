import { CompensatedSum } from './compensatedSum.js';

/**
 * Kronrod's rule of 7 points over [0, 1], every second of which is one of Gauss's rule of 3: for each point below the middle, its
 * distance from there and its weights in both.
 *
 * Source: D. P. Laurie, "Calculation of Gauss-Kronrod quadrature rules", Mathematics of Computation 66 (1997), 1133-1145, for the method.
 */
const pairs = [
  { apart: 0.9604912687080203 / 2, weight: 0.10465622602646726 / 2, coarse: 0 },
  { apart: Math.sqrt(0.6) / 2, weight: 0.26848808986833345 / 2, coarse: 5 / 18 },
  { apart: 0.43424374934680254 / 2, weight: 0.40139741477596225 / 2, coarse: 0 },
];
const middle = { weight: 0.45091653865847414 / 2, coarse: 4 / 9 };

/** A piece on which the rules differ by less than this part of the whole is done; one that cannot be halved any more may be this part of it. */
const close = 1e-8;
const negligible = 1e-6;

/** How often pieces are halved, and how many there are at most. */
const mostHalvings = 50;
const mostPieces = 1e4;

interface Piece {
  readonly start: number;
  readonly width: number;
  readonly halvings: number;
  readonly value: number;
  readonly error: number;
}

/**
 * The integral over [0, 1] of a function that is positive within, by halving pieces on which the rules of 3 and of 7 points differ.
 * `Infinity` where the integral is. No end is looked at, where the function may be infinite; a step close to the end of a piece is not seen there.
 *
 * @param count how many pieces to begin with
 */
export function integral(f: (u: number) => number, count: number): number {
  const pieceOf = (start: number, width: number, halvings: number): Piece => {
    const center = start + width / 2;
    const between = f(center);
    let [value, coarse] = [middle.weight * between, middle.coarse * between];
    for (const pair of pairs) {
      const both = f(center - pair.apart * width) + f(center + pair.apart * width);
      value += pair.weight * both;
      coarse += pair.coarse * both;
    }
    return { start, width, halvings, value: value * width, error: Math.abs(value - coarse) * width };
  };
  const pending: Piece[] = [];
  for (let i = 0; i < count; i++) pending.push(pieceOf(i / count, 1 / count, 0));
  const whole = pending.reduce((sum, { value }) => sum + value, 0);
  const total = new CompensatedSum();
  for (let looked = 0; pending.length > 0; looked++) {
    const { start, width, halvings, value, error } = pending.pop()!;
    if (!(value < Infinity)) return Infinity;
    if (error <= close * whole || looked >= mostPieces) total.add(value);
    else if (halvings < mostHalvings) pending.push(pieceOf(start + width / 2, width / 2, halvings + 1), pieceOf(start, width / 2, halvings + 1));
    else if (value <= negligible * whole) total.add(value);
    else return Infinity;
  }
  return total.value;
}

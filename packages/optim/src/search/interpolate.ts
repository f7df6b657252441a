/** A multiple of the step, with phi and phi' there. */
export interface Trial {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
}

/** Two trials between which a minimum lies, once `closed`; `best` is the lower one. */
export interface Bracket {
  best: Trial;
  other: Trial;
  closed: boolean;
}

/** A step past the best point goes at most this share of the way to the other end. */
const GUARD = 0.66;

/**
 * Takes a trial into the bracket and returns the next trial, by the four cases of More and Thuente
 * (1994), section 4. `least` and `most` bound it; `tilt` is subtracted from all slopes (and tilt t
 * from all values) to interpolate their auxiliary function.
 */
export function interpolate(bracket: Bracket, last: Trial, least: number, most: number, tilt: number): number {
  const l = tilted(bracket.best, tilt);
  const t = tilted(last, tilt);
  const opposite = t.slope * Math.sign(l.slope) < 0;
  let next: number;
  let inside = false;
  if (t.value > l.value) {
    // Case 1: higher. The minimum is bracketed; the cubic step, or its mean with the quadratic.
    inside = true;
    const cubic = cubicMinimum(l, t);
    const quadratic = l.t + ((l.slope / ((l.value - t.value) / (t.t - l.t) + l.slope)) / 2) * (t.t - l.t);
    next = Math.abs(cubic - l.t) < Math.abs(quadratic - l.t) ? cubic : (cubic + quadratic) / 2;
    bracket.closed = true;
  } else if (opposite) {
    // Case 2: lower, with slopes of opposite sign: bracketed; the one of both that goes further.
    const cubic = cubicMinimum(l, t);
    const secant = secantMinimum(l, t);
    next = Math.abs(cubic - t.t) >= Math.abs(secant - t.t) ? cubic : secant;
    inside = true;
    bracket.closed = true;
  } else if (Math.abs(t.slope) <= Math.abs(l.slope)) {
    // Case 3: lower and flatter: the minimum lies ahead, if the cubic has one there.
    next = ahead(bracket, l, t, least, most);
    inside = true;
  } else if (bracket.closed) {
    // Case 4: lower and as steep: towards the other end.
    next = cubicMinimum(tilted(bracket.other, tilt), t);
  } else {
    next = t.t > l.t ? most : least;
  }

  if (t.value > l.value) {
    bracket.other = last;
  } else {
    if (opposite) bracket.other = bracket.best;
    bracket.best = last;
  }
  return inside || Number.isFinite(next) ? next : (least + most) / 2;
}

function ahead(bracket: Bracket, l: Trial, t: Trial, least: number, most: number): number {
  const secant = secantMinimum(l, t);
  const cubic = cubicMinimum(t, l);
  const onwards = Number.isFinite(cubic) && (cubic - t.t) * (t.t - l.t) > 0;
  if (!bracket.closed) {
    const far = t.t > l.t ? most : least;
    const candidate = onwards ? cubic : far;
    const further = Math.abs(candidate - t.t) > Math.abs(secant - t.t) ? candidate : secant;
    return Math.max(least, Math.min(most, further));
  }
  const candidate = onwards ? cubic : secant;
  const nearer = Math.abs(candidate - t.t) < Math.abs(secant - t.t) ? candidate : secant;
  const limit = t.t + GUARD * (bracket.other.t - t.t);
  return t.t > l.t ? Math.min(limit, nearer) : Math.max(limit, nearer);
}

function tilted({ t, value, slope }: Trial, tilt: number): Trial {
  return { t, value: value - tilt * t, slope: slope - tilt };
}

/** The minimiser of the cubic through both values and slopes (Nocedal and Wright 3.59). */
function cubicMinimum(a: Trial, b: Trial): number {
  const d = a.slope + b.slope - (3 * (a.value - b.value)) / (a.t - b.t);
  const size = Math.max(Math.abs(d), Math.abs(a.slope), Math.abs(b.slope));
  const discriminant = (d / size) ** 2 - (a.slope / size) * (b.slope / size);
  const root = Math.sign(b.t - a.t) * size * Math.sqrt(Math.max(discriminant, 0));
  return b.t - (b.t - a.t) * ((b.slope + root - d) / (b.slope - a.slope + 2 * root));
}

/** Where the slope vanishes if it is linear between both. */
function secantMinimum(a: Trial, b: Trial): number {
  return b.t - (b.slope * (b.t - a.t)) / (b.slope - a.slope);
}

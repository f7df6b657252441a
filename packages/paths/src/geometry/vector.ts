/** A position or a direction that is read: an array, a typed array, a vector of gl-matrix. */
export type Vector = ArrayLike<number>;

/** A position or a direction that is returned: `[x, y]` or `[x, y, z]`. */
export type Point = readonly number[];

export function dot(a: Vector, b: Vector): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

export function subtract(a: Vector, b: Vector): number[] {
  return Array.from(a, (value, i) => value - b[i]!);
}

export function scale(a: Vector, factor: number): number[] {
  return Array.from(a, (value) => value * factor);
}

/** The Euclidean length, without overflow or underflow on the way. */
export function norm(a: Vector): number {
  return Math.hypot(a[0]!, a[1]!, a[2] ?? 0);
}

/** The vector of length 1 along `a`, which must not be zero. */
export function normalized(a: Vector): number[] {
  // Dividing by the largest component first keeps tiny and huge vectors exact: the length of a subnormal one has no digits to divide by.
  const largest = Math.max(...Array.from(a, Math.abs));
  const direction = Array.from(a, (value) => value / largest);
  return scale(direction, 1 / norm(direction));
}

/** What of `a` is left after its part along the unit vector `normal` is taken away. */
export function tangential(a: Vector, normal: Vector): number[] {
  return subtract(a, scale(normal, dot(a, normal)));
}

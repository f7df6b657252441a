/** A position or a direction that is read: an array, a typed array, a vector of gl-matrix. */
export type Vector = ArrayLike<number>;

/** A position or a direction that is returned: `[x, y]` or `[x, y, z]`. */
export type Point = readonly number[];

export function dot(a: Vector, b: Vector): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

/** a + factor * b */
export function addScaled(a: Vector, factor: number, b: Vector): number[] {
  const result: number[] = [];
  for (let i = 0; i < a.length; i++) result.push(a[i]! + factor * b[i]!);
  return result;
}

export function subtract(a: Vector, b: Vector): number[] {
  return addScaled(a, -1, b);
}

export function scale(a: Vector, factor: number): number[] {
  const result: number[] = [];
  for (let i = 0; i < a.length; i++) result.push(a[i]! * factor);
  return result;
}

/** The Euclidean length of up to three components, without overflow or underflow on the way. */
export function norm(a: Vector): number {
  return hypot(a[0]!, a[1] ?? 0, a[2] ?? 0);
}

/** What `Math.hypot` gives for two numbers or three, in a fraction of its time. */
export function hypot(x: number, y: number, z?: number): number {
  const largest = Math.max(Math.abs(x), Math.abs(y), Math.abs(z ?? 0));
  if (!(largest > 0 && largest < Infinity)) return Math.hypot(x, y, z ?? 0);
  const one = (x / largest) ** 2;
  const two = (y / largest) ** 2;
  const both = one + two;
  if (z === undefined) return Math.sqrt(both) * largest;
  const lost = both - one - two;
  return Math.sqrt(both + ((z / largest) ** 2 - lost)) * largest;
}

/** The vector of length 1 along `a`, which must not be zero. */
export function normalized(a: Vector): number[] {
  // The length of a subnormal vector has no digits left to divide by; that of one whose largest component is 1 has all.
  const largest = Math.max(Math.abs(a[0]!), Math.abs(a[1] ?? 0), Math.abs(a[2] ?? 0));
  const result: number[] = [];
  for (let i = 0; i < a.length; i++) result.push(a[i]! / largest);
  return scale(result, 1 / norm(result));
}

/** What of `a` is left after its part along the unit vector `normal` is taken away. */
export function tangential(a: Vector, normal: Vector): number[] {
  return addScaled(a, -dot(a, normal), normal);
}

export function isSamePoint(a: Vector, b: Vector): boolean {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}

/** Whether a vector has that many components, all finite and not all of them 0. */
export function isDirection(vector: Vector, dimension: number): boolean {
  const components = Array.from(vector ?? []);
  return components.length === dimension && components.every(Number.isFinite) && components.some((value) => value !== 0);
}

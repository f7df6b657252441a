/** sum a_i b_i, in four interleaved partial sums. */
export function dot(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  const body = n - (n % 4);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = 0; i < body; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (let i = body; i < n; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + (s2 + s3);
}

/** Euclidean norm, safe from overflow and underflow. */
export function norm(a: Float64Array): number {
  const squares = dot(a, a);
  if (squares > 1e-280 && squares < 1e280) return Math.sqrt(squares);
  const largest = maxAbs(a);
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let scaled = 0;
  for (let i = 0; i < a.length; i++) scaled += (a[i]! / largest) ** 2;
  return largest * Math.sqrt(scaled);
}

/** max |a_i|, NaN if any is NaN. */
export function maxAbs(a: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]!));
  return largest;
}

/** y += a x */
export function addScaled(y: Float64Array, a: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i]! += a * x[i]!;
}

/** y += a x, and returns y . z: two passes in one, for where memory is the limit. */
export function addScaledThenDot(y: Float64Array, a: number, x: Float64Array, z: Float64Array): number {
  const n = y.length;
  const body = n - (n % 2);
  let s0 = 0;
  let s1 = 0;
  for (let i = 0; i < body; i += 2) {
    const y0 = y[i]! + a * x[i]!;
    const y1 = y[i + 1]! + a * x[i + 1]!;
    y[i] = y0;
    y[i + 1] = y1;
    s0 += y0 * z[i]!;
    s1 += y1 * z[i + 1]!;
  }
  if (body < n) {
    y[body]! += a * x[body]!;
    s0 += y[body]! * z[body]!;
  }
  return s0 + s1;
}

/** out = x + t d */
export function along(x: Float64Array, t: number, d: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = x[i]! + t * d[i]!;
}

/** out = a - b */
export function difference(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! - b[i]!;
}

/** out = t x */
export function scaled(t: number, x: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = t * x[i]!;
}

export function sameVector(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A multiple of the identity, by rows. */
export function identity(n: number, scale: number = 1): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = scale;
  return matrix;
}

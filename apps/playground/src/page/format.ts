/** `81.912 s`. */
export function duration(seconds: number, decimals = 3): string {
  return `${plain(seconds, decimals)} s`;
}

/** A number with so many decimals, and a true minus sign. */
export function plain(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : '–';
  const text = value.toFixed(decimals);
  return (Number(text) === 0 ? text.replace('-', '') : text).replace('-', '−');
}

export function degrees(rad: number, decimals = 2): string {
  return `${plain((rad * 180) / Math.PI, decimals)}°`;
}

/** Small numbers over many orders of magnitude, e.g. `4.7e−3`; below the rounding of doubles, `0`. */
export function scientific(value: number): string {
  if (!Number.isFinite(value)) return plain(value, 0);
  const magnitude = Math.abs(value);
  if (magnitude < 1e-16) return '0';
  if (magnitude >= 0.01 && magnitude < 1000) return plain(value, 3);
  return value.toExponential(1).replaceAll('-', '−').replace('+', '');
}

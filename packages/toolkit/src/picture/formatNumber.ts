/** A number for people, to so many significant digits: `81.9117`, `3.2e−9`. */
export function formatNumber(value: number, digits = 6): string {
  const size = Math.abs(value);
  const plain = size === 0 || (size >= 1e-3 && size < 1e6);
  const text = plain ? String(Number(value.toPrecision(digits))) : value.toExponential(Math.min(digits, 3) - 1).replace('e+', 'e');
  return text.replaceAll('-', '−');
}

/** Radians as whole and tenths of degrees: `48.2°`. */
export const formatAngle = (angleRad: number): string => `${((angleRad * 180) / Math.PI).toFixed(1)}°`;

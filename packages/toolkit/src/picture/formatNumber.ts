const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number for people, to so many significant digits: `81.9117`, `3.2·10⁻⁹`. */
export function formatNumber(value: number, digits = 6): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) return String(Number(value.toPrecision(digits))).replace('-', '−');
  const [mantissa = '', exponent = ''] = value.toExponential(Math.min(digits, 3) - 1).split('e');
  const power = exponent.replace('+', '').replaceAll(/./g, (digit) => (digit === '-' ? '⁻' : (superscripts[Number(digit)] ?? '')));
  return `${mantissa.replace('-', '−')}·10${power}`;
}

/** Radians as whole and tenths of degrees: `48.2°`. */
export const formatAngle = (angleRad: number): string => `${((angleRad * 180) / Math.PI).toFixed(1)}°`;

import type { CrossingFacts, CrossingKind, SnellCrossing } from './snellCrossing.js';

/** A report lists this many failing crossings and counts the others. */
const listed = 10;

/** One crossing as a sentence: where, what happens, at which angles, and whether Snell's law holds. */
export function describeCrossing(crossing: CrossingFacts, tolerance: number): string {
  const { point, kind, angleInRad, angleOutRad, residual } = crossing;
  const place = `(${point.map(short).join(', ')})`;
  if (kind === 'bend') {
    return `at ${place}, where there is no interface, the path bends by ${degrees(angleOutRad)}: it should go straight.`;
  }
  if (kind === 'blocked') return `at ${place}, ${crossing.interface}: the path runs where nothing passes.`;
  if (kind === 'corner') {
    const verdict = Math.abs(residual) <= tolerance ? 'going around it on either side would take longer.' : 'going around it on one side saves time.';
    return `at ${place}, ${crossing.interface}: passed with a turn of ${degrees(angleOutRad)}, residual ${residual.toExponential(1)}; ${verdict}`;
  }
  const what = `at ${place}, ${crossing.interface}: ${kind}, ${degrees(angleInRad)} to ${degrees(angleOutRad)} from the normal, residual ${residual.toExponential(1)}`;
  return Math.abs(residual) <= tolerance ? `${what}.` : `${what}; ${remedy(kind, residual)}`;
}

function remedy(kind: CrossingKind, residual: number): string {
  const move = `moving the crossing ${residual > 0 ? 'back' : 'on'} along the interface saves time.`;
  if (kind === 'total reflection') return `no ray passes at this angle, it would be totally reflected: ${move}`;
  if (kind === 'critical') return `a path may follow this interface only from the critical angle: ${move}`;
  if (kind === 'reflection') return `the angles of a reflection are equal: ${move}`;
  return `sin(angle) / speed is not the same on both sides: ${move}`;
}

/** The report as a whole: the verdict first, then each crossing that fails. */
export function summarize(crossings: readonly SnellCrossing[], maxResidual: number, tolerance: number, isBlocked: boolean): string {
  if (isBlocked && crossings.length === 0) return 'The path runs where nothing passes.';
  if (crossings.length === 0) return 'The path meets no interface and goes straight: there is nothing that Snell\'s law could object to.';
  const failing = crossings.filter(({ ok }) => !ok);
  const figures = `largest residual ${maxResidual.toExponential(1)}, tolerance ${tolerance}`;
  if (failing.length === 0) return `Snell's law holds at ${count(crossings.length)} (${figures}).`;
  const lines = failing.slice(0, listed).map(({ message }) => `- ${message}`);
  if (failing.length > listed) lines.push(`- and ${failing.length - listed} more.`);
  return [`Snell's law fails at ${failing.length} of ${count(crossings.length)} (${figures}):`, ...lines].join('\n');
}

function count(crossings: number): string {
  return crossings === 1 ? '1 crossing' : `${crossings} crossings`;
}

function degrees(angleRad: number): string {
  return `${((angleRad * 180) / Math.PI).toFixed(2)} deg`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}

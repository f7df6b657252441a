import { PathsError } from '@fermat/paths';

/** `format` names what was read, as a reader would: 'GeoJSON', 'map.yaml'. */
export function invalidFile(format: string, problem: string): PathsError {
  return new PathsError('INVALID_FILE', `${format}: ${problem}.`);
}

export function missingPeer(name: string, cause: unknown): PathsError {
  return Object.assign(new PathsError('MISSING_PEER', `this format is read with the package ${name}, which could not be loaded: npm install ${name}.`), { cause });
}

/** A value in a few words. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  return typeof value === 'number' ? String(value) : value instanceof Object ? 'an object' : JSON.stringify(value);
}

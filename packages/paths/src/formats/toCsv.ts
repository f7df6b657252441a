import type { Path } from '@fermat/paths';

const AXES = ['x', 'y', 'z'];

/**
 * A path as comma-separated values: a line of names, then a line a point. `times` adds when each point is reached.
 *
 * @example
 * ```ts
 * import { toCsv } from '@fermat/paths/formats';
 *
 * console.log(toCsv([[0, 0], [3, 4]], { times: [0, 5] }).split('\n')); // ['x,y,time', '0,0,0', '3,4,5', '']
 * ```
 */
export function toCsv(path: Path, { times }: { readonly times?: ArrayLike<number> } = {}): string {
  const names = [...AXES.slice(0, path[0]?.length ?? 2), ...(times ? ['time'] : [])];
  const rows = path.map((point, i) => [...Array.from(point), ...(times ? [times[i]] : [])]);
  return [names, ...rows].map((row) => `${row.join(',')}\n`).join('');
}

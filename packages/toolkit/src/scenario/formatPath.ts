/** Keys and indices from the root of a scenario to one of its values. */
export type Path = readonly PropertyKey[];

/** `['medium', 'layers', 1, 'speed']` as people write it: `medium.layers[1].speed`. */
export function formatPath(path: Path): string {
  return path
    .map((key, position) => {
      if (typeof key === 'number') return `[${key}]`;
      const name = String(key);
      if (!/^[\w$-]+$/.test(name)) return `[${JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name)}]`;
      return position === 0 ? name : `.${name}`;
    })
    .join('');
}

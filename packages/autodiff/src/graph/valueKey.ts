const identities = new WeakMap<object, number>();
let nextIdentity = 0;

/** Text that is equal for equal values: primitive ones by what they are, -0 apart from 0, objects and functions by identity. */
export function valueKey(x: unknown): string {
  if (typeof x === 'string') return JSON.stringify(x);
  if (Object.is(x, -0)) return 'number -0';
  if ((typeof x !== 'object' && typeof x !== 'function') || x === null) return `${typeof x} ${String(x)}`;
  let identity = identities.get(x);
  if (identity === undefined) identities.set(x, (identity = nextIdentity++));
  return `#${identity}`;
}

/** Parameters are equal by their content; graphs, functions and instances of classes, which text does not tell apart, by identity. */
export function paramsKey(params: unknown): string {
  if (Array.isArray(params)) return `[${params.map(paramsKey).join()}]`;
  if (typeof params === 'object' && params !== null && Object.getPrototypeOf(params) === Object.prototype) {
    return `{${Object.entries(params).map(([name, value]) => `${JSON.stringify(name)}:${paramsKey(value)}`).join()}}`;
  }
  return valueKey(params);
}

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

/**
 * Arrays and plain objects are equal by their content; graphs, functions and instances of classes, which text does not tell
 * apart, by identity, and so is an object within itself.
 */
export function contentKey(x: unknown, around: readonly unknown[] = []): string {
  if (ArrayBuffer.isView(x) && 'length' in x) return `${x.constructor.name}[${Array.from(x as unknown as ArrayLike<unknown>, valueKey).join()}]`;
  if (typeof x !== 'object' || x === null || around.includes(x)) return valueKey(x);
  const within = (child: unknown): string => contentKey(child, [...around, x]);
  if (Array.isArray(x)) return `[${x.map(within).join()}]`;
  if (Object.getPrototypeOf(x) !== Object.prototype) return valueKey(x);
  return `{${Object.entries(x).map(([name, value]) => `${JSON.stringify(name)}:${within(value)}`).join()}}`;
}

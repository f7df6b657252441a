import { notPlain, Refusal, reservedKey, tooDeep } from '../errors.js';
import type { Path } from './formatPath.js';
import { deepestNesting } from './readJson.js';

const reserved = ['__proto__', 'constructor', 'prototype'];

/**
 * A copy of `value` made of fresh plain objects and arrays, so that nothing reaches the prototypes of what is done
 * with it, and later changes of the original do not reach the copy.
 *
 * @throws Refusal for keys such as `__proto__`, instances of classes, and nesting without end (cycles among it).
 */
export function plainCopy(value: unknown, path: Path = []): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (path.length >= deepestNesting) throw new Refusal([tooDeep(deepestNesting)]);
  if (Array.isArray(value)) return value.map((item, index) => plainCopy(item, [...path, index]));
  if (!isPlain(value)) throw new Refusal([notPlain(path)]);
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const at = [...path, key];
    if (reserved.includes(key)) throw new Refusal([reservedKey(at)]);
    if (item !== undefined) copy[key] = plainCopy(item, at);
  }
  return copy;
}

/** Also true of plain objects made in another realm, such as a worker or a test's sandbox. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

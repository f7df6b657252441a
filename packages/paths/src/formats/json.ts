import type * as zod from 'zod';
import { invalidFile, shown } from './errors.js';
import { peer } from './peer.js';

export type Zod = typeof zod;

/** Checks parts of a JSON file; `at` is the way to the part, as a person would write it. */
export type Check = <T>(schema: (z: Zod) => zod.ZodType<T>, value: unknown, at?: string) => T;

const step = (path: string, key: PropertyKey): string => (typeof key === 'number' ? `${path}[${key}]` : path === '' ? String(key) : `${path}.${String(key)}`);

/** The file's value, from its text where it was not parsed yet, and a check of its parts. */
export async function readJson(format: string, data: unknown): Promise<{ readonly value: unknown; readonly check: Check }> {
  const z = await peer('zod', () => import('zod'));
  // Schemas that generate code are reported by pages under a strict content-security policy.
  z.config({ jitless: true });
  // Making a schema takes far longer than checking a small part by it.
  const schemas = new Map<unknown, zod.ZodType>();
  const check = <T>(schema: (z: Zod) => zod.ZodType<T>, value: unknown, at = ''): T => {
    if (!schemas.has(schema)) schemas.set(schema, schema(z));
    const result = (schemas.get(schema) as zod.ZodType<T>).safeParse(value);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    const path = issue!.path.reduce(step, at);
    const found = issue!.path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key], value);
    throw invalidFile(format, `${path || 'the file'} is ${shown(found)}: ${issue!.message.replace(/^Invalid input: /, '')}`);
  };
  return { value: typeof data === 'string' ? parsed(format, data) : data, check };
}

function parsed(format: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidFile(format, `the text is not JSON, or is cut short (${(error as Error).message})`);
  }
}

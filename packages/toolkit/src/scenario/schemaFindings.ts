import * as z from 'zod';
import { unknownKey } from '../errors.js';
import type { Finding } from '../errors.js';
import { nameHint } from '../nearest.js';
import type { Path } from './formatPath.js';

/**
 * Turns what zod found into lines for people. A schema's description is read as what to give, as a noun phrase
 * (`.describe('a number above 0')`); without one, zod's own words are used, as they are for refinements.
 */
export function schemaFindings(error: z.core.$ZodError, schema: z.core.$ZodType, value: unknown): readonly Finding[] {
  return error.issues.flatMap((issue) => {
    const at = schemaAt(schema, issue.path);
    if (issue.code === 'unrecognized_keys') return unknownKeys(issue, at);
    const given = valueAt(value, issue.path);
    const description = at && z.globalRegistry.get(at)?.description;
    const remedy = issue.code === 'custom' || !description ? issue.message : `give ${description}`;
    return [{ code: given === undefined ? 'missing' : 'bad-value', path: issue.path, message: `${shown(given)}: ${remedy}` }];
  });
}

function unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, schema: z.core.$ZodType | undefined): readonly Finding[] {
  const def = schema && definition(unwrapped(schema));
  const known = def?.type === 'object' ? Object.keys(def.shape) : [];
  return issue.keys.map((key) => unknownKey([...issue.path, key], nameHint(key, known)));
}

/** A value in a few words. */
function shown(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (Array.isArray(value)) return `is a list of ${value.length}`;
  if (typeof value === 'string') return `is ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  if (value instanceof Object) return 'is an object';
  return `is ${typeof value === 'number' ? value : JSON.stringify(value)}`;
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

const definition = (schema: z.core.$ZodType): z.core.$ZodTypeDef & z.core.$ZodTypes['_zod']['def'] =>
  (schema as z.core.$ZodTypes)._zod.def;

/** The schema of the value at `path`, where objects, lists and optional values lead to it. */
function schemaAt(root: z.core.$ZodType, path: Path): z.core.$ZodType | undefined {
  let schema: z.core.$ZodType | undefined = root;
  for (const key of path) {
    if (!schema) return undefined;
    const def = definition(unwrapped(schema));
    schema = def.type === 'object' ? def.shape[String(key)] : def.type === 'array' ? def.element : undefined;
  }
  return schema;
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const def = definition(schema);
  return 'innerType' in def ? unwrapped(def.innerType) : schema;
}

import * as z from 'zod';
import type { Catalogue } from '../plugins/catalogue.js';
import type { Toolkit } from '../plugins/createToolkit.js';
import type { Kind, Schema } from '../plugins/plugin.js';
import { anyChosen, scenarioSchema } from './scenario.js';
import type { Chosen } from './scenario.js';

/**
 * The JSON Schema (draft 2020-12) of the scenarios that `toolkit` understands, for editors and other programs. The one
 * in the package, `@fermat/toolkit/schema/scenario-1.schema.json`, is that of `paths()` alone.
 *
 * @example
 * ```ts
 * import { createToolkit, paths, scenarioJsonSchema } from '@fermat/toolkit';
 *
 * const schema = scenarioJsonSchema(createToolkit({ plugins: [paths()] }));
 * console.log(schema.required); // ['version', 'name', 'medium']
 * ```
 */
export function scenarioJsonSchema(toolkit: Toolkit): Record<string, unknown> {
  const schema = scenarioSchema({
    medium: oneOf('medium', toolkit.media),
    cost: oneOf('cost', toolkit.costs),
    method: oneOf('method', toolkit.methods),
  });
  return { $id: 'scenario-1.schema.json', title: 'Fermat scenario, version 1', ...z.toJSONSchema(schema, { io: 'input' }) };
}

/** One of the kinds in the catalogue, told apart by `type`. */
function oneOf(noun: string, kinds: Catalogue<Kind<Schema, unknown>>): z.ZodType<Chosen> {
  const [first, ...rest] = kinds.list().map(({ name, value }) => withType(name, value));
  if (!first) return anyChosen(noun);
  return rest.length === 0 ? first : z.union([first, ...rest]);
}

/** A kind's parameters and its `type` beside them. Only objects can carry one more key. */
function withType(name: string, { schema, summary }: Kind<Schema, unknown>): z.ZodType<Chosen> {
  const type = z.literal(name).describe(summary);
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type !== 'object') return z.looseObject({ type }) as z.ZodType<Chosen>;
  const object = new z.ZodObject({ ...def, shape: { type, ...def.shape } });
  return object as unknown as z.ZodType<Chosen>;
}

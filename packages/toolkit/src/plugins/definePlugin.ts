import * as z from 'zod';
import { badPlugin } from '../errors.js';
import { nameHint } from '../nearest.js';
import type { Cost } from '../run/cost.js';
import type { Problem } from '../run/searchProblem.js';
import type { Method } from '@fermat/optim';
import type { Kind, Plugin, Schema } from './plugin.js';

// zod compiles schemas to code unless told otherwise; under a strict content-security policy even its probe whether it
// may is reported as a violation. This runs before any plugin that imports `definePlugin` can build a schema.
z.config({ jitless: true });

const groups = ['media', 'costs', 'methods', 'layers', 'scenarios'] as const;
const namePattern = /^[a-z][a-zA-Z0-9-]*$/;

type Kinds<Schemas, Made> = { readonly [K in keyof Schemas]: Schemas[K] extends Schema ? Kind<Schemas[K], Made> : never };

/** A plugin as it is written, with each schema's own type, so that `create` knows its parameters. */
export type PluginDefinition<Media, Costs, Methods> = Pick<Plugin, 'name' | 'layers' | 'scenarios'> & {
  readonly media?: Kinds<Media, Problem>;
  readonly costs?: Kinds<Costs, Cost>;
  readonly methods?: Kinds<Methods, Method>;
};

/**
 * Checks a plugin's form and returns it. Nothing is registered: a plugin takes effect in the toolkits created with it.
 *
 * @throws ToolkitError `bad-plugin`, naming the entry that is not of the form of {@link Plugin}.
 *
 * @example
 * ```ts
 * import { createToolkit, definePlugin, parseScenario, paths, solveScenario } from '@fermat/toolkit';
 * import { gradientDescent, sgd } from '@fermat/optim';
 * import * as z from 'zod';
 *
 * const heavyBall = definePlugin({
 *   name: 'heavyBall',
 *   methods: {
 *     heavyBall: {
 *       summary: 'gradient descent with a momentum of 0.5',
 *       schema: z.strictObject({ learningRate: z.number().positive() }),
 *       create: ({ learningRate }) => gradientDescent(sgd({ learningRate, momentum: 0.5 })),
 *     },
 *   },
 * });
 *
 * const toolkit = createToolkit({ plugins: [paths(), heavyBall] });
 * const ready = toolkit.scenarios.get('three-terrains');
 * const scenario = parseScenario({ ...ready, method: { type: 'heavyBall', learningRate: 1.5 } }, toolkit);
 * const { time } = await solveScenario(scenario, { toolkit });
 * console.log(time.toFixed(6)); // 81.911688
 * ```
 */
export function definePlugin<
  const Media extends Record<string, Schema>,
  const Costs extends Record<string, Schema>,
  const Methods extends Record<string, Schema>,
>(plugin: PluginDefinition<Media, Costs, Methods>): Plugin {
  const plain = plugin as Plugin;
  checkPlugin(plain);
  return plain;
}

/** Throws unless `plugin` has the form that {@link Plugin} describes: plugins also come from plain JavaScript. */
export function checkPlugin(plugin: Plugin): void {
  if (typeof plugin !== 'object' || plugin === null) {
    throw badPlugin('a plugin', `is ${String(plugin)}`, 'give an object such as definePlugin({ name: \'wind\', media: { ... } })');
  }
  if (typeof plugin.name !== 'string' || !namePattern.test(plugin.name)) {
    throw badPlugin('a plugin', `has the name ${JSON.stringify(plugin.name)}`, nameRule);
  }
  const known: readonly string[] = ['name', ...groups];
  for (const key of Object.keys(plugin)) {
    if (!known.includes(key)) throw badPlugin(`plugin '${plugin.name}'`, `has the key '${key}'`, nameHint(key, known));
  }
  for (const group of groups) {
    for (const [name, entry] of Object.entries(plugin[group] ?? {})) {
      const where = `plugin '${plugin.name}', ${group}.${name}`;
      if (!namePattern.test(name)) throw badPlugin(where, 'has a name that scenarios cannot use', nameRule);
      if (group !== 'scenarios') checkKind(where, entry, group === 'layers');
    }
  }
}

const nameRule = 'use letters, digits and hyphens, beginning with a small letter';

function checkKind(where: string, entry: unknown, isLayer: boolean): void {
  const kind = entry as Partial<Record<'summary' | 'create' | 'schema' | 'target', unknown>> | null | undefined;
  if (typeof kind?.create !== 'function') throw badPlugin(where, 'has no `create`', 'add the function that makes it');
  if (typeof kind.summary !== 'string') throw badPlugin(where, 'has no `summary`', 'say in one line what it is');
  if (isLayer) {
    if (typeof kind.target !== 'string') throw badPlugin(where, 'has no `target`', "say what it draws on, e.g. 'drawing'");
  } else if (typeof kind.schema !== 'object' || kind.schema === null || !('_zod' in kind.schema)) {
    throw badPlugin(where, 'has no `schema`', 'describe its parameters by a zod schema, e.g. z.strictObject({ ... })');
  }
}

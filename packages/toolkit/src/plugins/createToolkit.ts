import type { Noun } from '../errors.js';
import type { ScenarioInput } from '../scenario/scenario.js';
import { createCatalogue } from './catalogue.js';
import type { Catalogue } from './catalogue.js';
import { checkPlugin } from './definePlugin.js';
import type { CostKind, LayerKind, MediumKind, MethodKind, Plugin } from './plugin.js';

/** What a set of plugins offers together. Immutable: another set of plugins is another toolkit. */
export interface Toolkit {
  readonly plugins: Catalogue<Plugin>;
  readonly media: Catalogue<MediumKind>;
  readonly costs: Catalogue<CostKind>;
  readonly methods: Catalogue<MethodKind>;
  readonly layers: Catalogue<LayerKind>;
  readonly scenarios: Catalogue<ScenarioInput>;
}

/**
 * Gathers what `plugins` offer.
 *
 * @throws ToolkitError `bad-plugin` for an object that is no plugin, `duplicate-name` where two offers share a name.
 *
 * @example
 * ```ts
 * import { createToolkit, paths } from '@fermat/toolkit';
 *
 * const toolkit = createToolkit({ plugins: [paths()] });
 * console.log(toolkit.media.names()); // ['layered', 'regions']
 * toolkit.scenarios.get('three-terrain'); // throws: there is no scenario 'three-terrain': did you mean 'three-terrains'?
 * ```
 */
export function createToolkit({ plugins }: { readonly plugins: readonly Plugin[] }): Toolkit {
  plugins.forEach(checkPlugin);
  const gather = <T>(noun: Noun, group: (plugin: Plugin) => Readonly<Record<string, T>> | undefined): Catalogue<T> =>
    createCatalogue(
      noun,
      plugins.flatMap((plugin) =>
        Object.entries(group(plugin) ?? {}).map(([name, value]) => ({ name, plugin: plugin.name, value })),
      ),
    );
  return {
    plugins: createCatalogue(
      'plugin',
      plugins.map((plugin) => ({ name: plugin.name, plugin: plugin.name, value: plugin })),
    ),
    media: gather('medium', (plugin) => plugin.media),
    costs: gather('cost', (plugin) => plugin.costs),
    methods: gather('method', (plugin) => plugin.methods),
    layers: gather('layer', (plugin) => plugin.layers),
    scenarios: gather('scenario', (plugin) => plugin.scenarios),
  };
}

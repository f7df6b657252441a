import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { paths } from '../builtin/paths.js';
import { createToolkit } from '../plugins/createToolkit.js';
import type { Toolkit } from '../plugins/createToolkit.js';
import type { Plugin } from '../plugins/plugin.js';
import { badPluginModule, noPluginExport } from './inputError.js';

/**
 * The toolkit of the built-in plugin and of those in `modules`: files, or packages as seen from the working folder,
 * each exporting `plugin`, a plugin or a function that makes one.
 *
 * @throws InputError, or ToolkitError where names clash.
 */
export async function loadToolkit(modules: readonly string[]): Promise<Toolkit> {
  const loaded = await Promise.all(modules.map(loadPlugin));
  return createToolkit({ plugins: [paths(), ...loaded] });
}

async function loadPlugin(specifier: string): Promise<Plugin> {
  const exported = await importModule(specifier);
  const { plugin } = exported;
  if (plugin === undefined) throw noPluginExport(specifier, Object.keys(exported));
  return (typeof plugin === 'function' ? plugin() : plugin) as Plugin;
}

async function importModule(specifier: string): Promise<Record<string, unknown>> {
  try {
    const file = resolve(specifier);
    const target = existsSync(file) ? file : createRequire(resolve('package.json')).resolve(specifier);
    return (await import(pathToFileURL(target).href)) as Record<string, unknown>;
  } catch (error) {
    throw badPluginModule(specifier, error);
  }
}

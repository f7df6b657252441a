import process from 'node:process';
import type { Catalogue } from '../plugins/catalogue.js';
import { exitCode } from './exitCode.js';
import { loadToolkit } from './loadToolkit.js';
import { table } from './table.js';

/** `fermat list`: what the loaded plugins offer, and which of them offers it. */
export async function listCommand({ plugin }: { readonly plugin: readonly string[] }): Promise<number> {
  const toolkit = await loadToolkit(plugin);
  const sections = [
    section('Media', toolkit.media, ({ summary }) => summary),
    section('Costs', toolkit.costs, ({ summary }) => summary),
    section('Methods', toolkit.methods, ({ summary }) => summary),
    section('Layers', toolkit.layers, ({ summary, target }) => `${summary} (${target})`),
    section('Scenarios', toolkit.scenarios, ({ title, name }) => title ?? name),
  ];
  process.stdout.write(`${sections.filter((text) => text !== '').join('\n\n')}\n`);
  return exitCode.solved;
}

function section<T>(title: string, catalogue: Catalogue<T>, summary: (value: T) => string): string {
  const offers = catalogue.list();
  if (offers.length === 0) return '';
  const names = table(offers.map(({ name, plugin }) => [name, `(${plugin})`]), { leftFirst: true }).split('\n');
  return [title, ...offers.map(({ value }, index) => `${names[index]}  ${summary(value)}`)].join('\n');
}

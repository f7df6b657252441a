import { duplicateName, unknownName } from '../errors.js';
import type { Noun } from '../errors.js';
import { nameHint } from '../nearest.js';

/** One thing that a plugin offers. */
export interface Offer<T> {
  readonly name: string;
  /** The plugin that offers it. */
  readonly plugin: string;
  readonly value: T;
}

/** What the plugins of a toolkit offer of one sort, by name. */
export interface Catalogue<T> {
  /** @throws ToolkitError `unknown-name`, with the nearest names. */
  get(name: string): T;
  has(name: string): boolean;
  names(): readonly string[];
  /** All of it, in the plugins' order. */
  list(): readonly Offer<T>[];
}

/** @throws ToolkitError `duplicate-name`, when two offers share a name. */
export function createCatalogue<T>(noun: Noun, offers: readonly Offer<T>[]): Catalogue<T> {
  const byName = new Map<string, Offer<T>>();
  for (const offer of offers) {
    const first = byName.get(offer.name);
    if (first) throw duplicateName(noun, offer.name, first.plugin, offer.plugin);
    byName.set(offer.name, offer);
  }
  const names = (): readonly string[] => [...byName.keys()];
  return {
    get(name) {
      const offer = byName.get(name);
      if (!offer) throw unknownName(noun, name, nameHint(name, names()));
      return offer.value;
    },
    has: (name) => byName.has(name),
    names,
    list: () => [...byName.values()],
  };
}

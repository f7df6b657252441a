import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root: string = resolve(import.meta.dirname, '..');

export interface PublishedPackage {
  readonly name: string;
  readonly folder: string;
  /** What a user writes in an import: the package's name, followed by its subpath where it has several. */
  readonly entries: readonly { readonly specifier: string; readonly types: string }[];
  readonly dependencies: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly exports: Record<string, string | { readonly types: string }>;
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

function readPackage(folder: string): PublishedPackage {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const entries = Object.entries(manifest.exports).flatMap(([subpath, target]) =>
    typeof target === 'string'
      ? []
      : [{ specifier: manifest.name + subpath.slice(1), types: join(folder, target.types) }],
  );
  const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  return { name: manifest.name, folder, entries, dependencies };
}

/** Every package that is published: the folders of `packages/`. */
export const publishedPackages: readonly PublishedPackage[] = readdirSync(join(root, 'packages'))
  .sort()
  .map((name) => readPackage(join(root, 'packages', name)));

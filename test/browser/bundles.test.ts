import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { publishedPackages } from '../workspace.js';

const specifiers = publishedPackages.flatMap(({ entries }) => entries.map(({ specifier }) => specifier));

it.each(specifiers)('%s needs nothing of Node: it bundles for browsers', async (specifier) => {
  const { warnings, metafile } = await build({
    stdin: { contents: `export * from '${specifier}';`, resolveDir: import.meta.dirname },
    bundle: true,
    platform: 'browser',
    format: 'esm',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  expect(warnings).toEqual([]);
  expect(Object.keys(metafile.inputs).length).toBeGreaterThan(1);
});

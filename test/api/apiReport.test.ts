import { join } from 'node:path';
import { expect, it } from 'vitest';
import { publishedPackages } from '../workspace.js';
import { apiReport } from './apiReport.js';

const entries = publishedPackages.flatMap(({ name, folder, entries: all }) =>
  all.map(({ specifier, types }) => ({ specifier, types, folder, file: specifier.slice(name.length + 1) || 'index' })),
);

it.each(entries)('the public API of $specifier is the reviewed one (if the change is meant: pnpm api:update)', async ({ folder, types, file }) => {
  await expect(apiReport(folder, types)).toMatchFileSnapshot(join(folder, 'api', `${file}.api.md`));
});

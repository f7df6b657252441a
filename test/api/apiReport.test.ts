import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishedPackages } from '../workspace.js';
import { apiReport } from './apiReport.js';

const entries = publishedPackages.flatMap(({ name, folder, entries: all }) =>
  all.map(({ specifier, types }) => ({ specifier, types, folder, file: specifier.slice(name.length + 1) || 'index' })),
);

describe('the public API', () => {
  it.each(entries)('of $specifier is the reviewed one (if the change is meant: pnpm api:update)', async ({ folder, types, file }) => {
    await expect(apiReport(folder, types)).toMatchFileSnapshot(join(folder, 'api', `${file}.api.md`));
  });

  it.each(entries)('of $specifier names every type that users meet', ({ folder, types }) => {
    expect(apiReport(folder, types).match(/\(ae-forgotten-export\).*/g) ?? []).toEqual([]);
  });
});

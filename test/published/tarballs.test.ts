import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, inject, it } from 'vitest';
import { publishedPackages, root } from '../workspace.js';

const tarballs = inject('tarballs');
const attw = join(root, 'test/node_modules/.bin/attw');

describe.each(publishedPackages)('$name', ({ name }) => {
  const tarball = tarballs[name] as string;

  it('has a manifest that publint has nothing to say about', async () => {
    const bytes = readFileSync(tarball);
    const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it('resolves with its types wherever ES modules do', () => {
    const { status, stdout } = spawnSync(attw, ['--profile', 'esm-only', '--no-color', '--format', 'ascii', tarball], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  });

  it('holds the build, its licence and its README, and no sources or tests', () => {
    const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
    expect(files).toEqual(expect.arrayContaining(['package/LICENSE', 'package/README.md', 'package/package.json', 'package/dist/index.js', 'package/dist/index.d.ts']));
    expect(files.filter((file) => file.startsWith('package/src/') || file.includes('.test.'))).toEqual([]);
  });
});

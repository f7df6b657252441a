import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { publishedPackages } from '../workspace.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The tarball of each published package, by the package's name. */
    tarballs: Record<string, string>;
  }
}

/** Packs every package once, as publishing would, for the tests that look at tarballs. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'fermat-tarballs-'));
  const tarballs: Record<string, string> = {};
  for (const { name, folder: source } of publishedPackages) {
    const destination = mkdtempSync(join(folder, 'package-'));
    execFileSync('pnpm', ['pack', '--pack-destination', destination], { cwd: source, stdio: ['ignore', 'ignore', 'inherit'] });
    const [tarball] = readdirSync(destination);
    if (!tarball) throw new Error(`'pnpm pack' in ${source} made no tarball`);
    tarballs[name] = join(destination, tarball);
  }
  project.provide('tarballs', tarballs);
  return () => rmSync(folder, { recursive: true });
}

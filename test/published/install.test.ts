import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { exampleBlocks } from '../docs/exampleBlocks.js';
import { root } from '../workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'fermat-install-'));

const snippets = exampleBlocks()
  .filter(({ file, runs }) => runs && /^(packages\/[^/]+\/)?README\.md$/.test(file))
  .map((block) => ({ ...block, where: `${block.file}:${block.line}`, name: `${block.file.replaceAll(/[^\w-]/g, '-')}-${block.line}` }));

const run = (command: string, ...args: string[]): string => {
  try {
    return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`'${command} ${args.join(' ')}' failed:\n${stdout}\n${stderr}`, { cause: error });
  }
};

const writeJson = (name: string, content: unknown): void => writeFileSync(join(folder, name), JSON.stringify(content, null, 2));

beforeAll(() => {
  writeJson('package.json', { name: 'a-user-of-fermat', private: true, type: 'module' });
  run('npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', '@types/three@0.187.0', 'yaml@2.9.1', ...Object.values(inject('tarballs')));
  writeJson('tsconfig.json', {
    compilerOptions: {
      target: 'es2022',
      lib: ['es2022', 'dom'],
      module: 'nodenext',
      strict: true,
      noUncheckedIndexedAccess: true,
      types: [],
      rootDir: 'typescript',
      outDir: 'compiled',
    },
    include: ['typescript'],
  });
  mkdirSync(join(folder, 'typescript'));
  for (const { name, code } of snippets) writeFileSync(join(folder, 'typescript', `${name}.ts`), code);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('an empty folder outside of the workspace, with the packages installed', () => {
  it.each(snippets)('runs $where in JavaScript', async ({ name, code }) => {
    const { code: javascript } = await transform(code, { loader: 'ts', target: 'es2022' });
    writeFileSync(join(folder, `${name}.js`), javascript);
    expect(run(process.execPath, `${name}.js`)).not.toBe('');
  });

  it('type-checks and compiles every README, the declarations of the packages included', () => {
    expect(run(join(root, 'test/node_modules/.bin/tsc'), '--project', '.')).toBe('');
  });

  it.each(snippets)('runs $where in TypeScript', ({ name }) => {
    expect(run(process.execPath, join('compiled', `${name}.js`))).not.toBe('');
  });

  it('has the fermat command', () => {
    expect(run(join(folder, 'node_modules/.bin/fermat'), '--help')).toContain('solve');
  });
});

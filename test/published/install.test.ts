import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { exampleBlocks } from '../docs/exampleBlocks.js';
import { root } from '../workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'fermat-install-'));
const run = (command: string, ...args: string[]): string => {
  try {
    return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`'${command} ${args.join(' ')}' failed:\n${stdout}\n${stderr}`, { cause: error });
  }
};

beforeAll(() => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'a-user-of-fermat', private: true, type: 'module' }));
  run('npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', '@types/three@0.187.0', ...Object.values(inject('tarballs')));
});
afterAll(() => rmSync(folder, { recursive: true }));

const snippets = exampleBlocks()
  .filter(({ file, runs }) => runs && /^(packages\/[^/]+\/)?README\.md$/.test(file))
  .map((block) => ({ ...block, name: `${block.file.replaceAll(/[^a-z]/gi, '-')}-${block.line}` }));

describe.each(snippets)('an empty folder with the packages installed runs $file:$line', ({ name, code }) => {
  it('in JavaScript', async () => {
    const { code: javascript } = await transform(code, { loader: 'ts', target: 'es2022' });
    writeFileSync(join(folder, `${name}.js`), javascript);
    expect(run(process.execPath, `${name}.js`)).not.toBe('');
  });

  it('in TypeScript', () => {
    writeFileSync(join(folder, `${name}.ts`), code);
    const options = ['--strict', '--noUncheckedIndexedAccess', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,dom', '--types', ''];
    run(join(root, 'test/node_modules/.bin/tsc'), ...options, '--outDir', 'compiled', `${name}.ts`);
    expect(run(process.execPath, join('compiled', `${name}.js`))).not.toBe('');
  });
});

it('the fermat command is installed with the toolkit', () => {
  expect(run(join(folder, 'node_modules/.bin/fermat'), '--help')).toContain('solve');
});

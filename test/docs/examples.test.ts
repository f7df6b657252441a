import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { publishedPackages, root } from '../workspace.js';
import { checkOutput } from './checkOutput.js';
import { exampleBlocks } from './exampleBlocks.js';

const folder = join(root, 'test/.examples');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);

const examples = exampleBlocks().map((block) => {
  const path = join(folder, `${block.file.replaceAll(/[^\w.-]/g, '-')}-${block.line}.ts`);
  writeFileSync(path, checkOutput(block.code));
  return { ...block, path, where: `${block.file}:${block.line}` };
});

function typeErrors(paths: readonly string[]): Map<string, string[]> {
  const config = ts.readConfigFile(join(root, 'test/tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, join(root, 'test'));
  const program = ts.createProgram([...paths], { ...options, allowImportingTsExtensions: true });
  const errors = new Map<string, string[]>();
  for (const { file, start = 0, messageText } of ts.getPreEmitDiagnostics(program)) {
    const path = resolve(file?.fileName ?? '');
    const line = file ? file.getLineAndCharacterOfPosition(start).line : 0;
    const said = `line ${line} of the block: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    errors.set(path, [...(errors.get(path) ?? []), said]);
  }
  return errors;
}

const errors = typeErrors(examples.map(({ path }) => path));

it('finds an example in every README', () => {
  const readmes = ['README.md', ...publishedPackages.map(({ folder: where }) => `${where.slice(root.length + 1)}/README.md`)];
  expect(examples.map(({ file }) => file)).toEqual(expect.arrayContaining(readmes));
});

describe.each(examples)('$where', ({ path, runs }) => {
  it('type-checks', () => {
    expect(errors.get(path) ?? []).toEqual([]);
  });

  it.runIf(runs)('does what it says', async () => {
    await expect(import(/* @vite-ignore */ path)).resolves.toBeDefined();
  });
});

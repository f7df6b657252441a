import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../workspace.js';

/** Files that break a rule of the house, each with the rule that has to say so. */
const planted: readonly (readonly [what: string, rule: string | null, files: Record<string, string>])[] = [
  ['autodiff importing optim', 'no-restricted-imports', { 'packages/autodiff/src/a.ts': "export { minimize } from '@fermat/optim';" }],
  ['optim importing the types of paths', 'no-restricted-imports', { 'packages/optim/src/a.ts': "export type { Medium } from '@fermat/paths';" }],
  ['paths importing the toolkit', 'no-restricted-imports', { 'packages/paths/src/a.ts': "export { createToolkit } from '@fermat/toolkit';" }],
  ['the toolkit importing viz-three', 'no-restricted-imports', { 'packages/toolkit/src/a.ts': "export { vizThree } from '@fermat/viz-three';" }],
  ['viz-three importing a value of paths', 'no-restricted-imports', { 'packages/viz-three/src/a.ts': "export { layered } from '@fermat/paths';" }],
  ['viz-three importing a type of paths', null, { 'packages/viz-three/src/a.ts': "export type { Medium } from '@fermat/paths';" }],
  ['viz-three importing the types of optim', 'no-restricted-imports', { 'packages/viz-three/src/a.ts': "export type { Method } from '@fermat/optim';" }],
  ['paths importing optim', null, { 'packages/paths/src/a.ts': "export { minimize } from '@fermat/optim';" }],
  ['an import of a file inside a package', 'no-restricted-imports', { 'apps/playground/src/a.ts': "export { grad } from '@fermat/autodiff/dist/index.js';" }],
  ["an import of another package's sources", 'no-restricted-imports', { 'packages/optim/src/a.ts': "export { grad } from '../../autodiff/src/index.js';" }],
  ['a public subpath', null, { 'packages/optim/src/a.ts': "export { softIf } from '@fermat/autodiff/soft';" }],
  ['a cycle', 'no-cycle', {
    'packages/paths/src/a.ts': "import { b } from './b.js';\nexport const a = (): number => b();",
    'packages/paths/src/b.ts': "import { a } from './a.js';\nexport const b = (): number => a();",
  }],
  ['a file of more than 400 lines', 'max-lines', { 'packages/paths/src/a.ts': `export const a = [\n${'  1,\n'.repeat(400)}];` }],
  ['a default export', 'no-default-export', { 'packages/paths/src/a.ts': 'export default 1;' }],
  ['a test without an assertion', 'expect-expect', { 'packages/paths/src/a.test.ts': "import { it } from 'vitest';\nit('runs', () => {});" }],
];

const folder = mkdtempSync(join(tmpdir(), 'fermat-lint-'));
afterAll(() => rmSync(folder, { recursive: true }));

function rulesBrokenBy(files: Record<string, string>): string[] {
  const tree = mkdtempSync(join(folder, 'tree-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
  for (const [name, code] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, name)), { recursive: true });
    writeFileSync(join(tree, name), `${code}\n`);
  }
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--format', 'json'], { cwd: tree, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] };
  return [...new Set(diagnostics.map(({ code }) => /\((.*)\)/.exec(code)?.[1] ?? code))];
}

describe('the lint', () => {
  it.each(planted)('on %s says %s', (_what, rule, files) => {
    expect(rulesBrokenBy(files)).toEqual(rule === null ? [] : [rule]);
  });
});

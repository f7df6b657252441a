import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../workspace.js';

interface Planted {
  readonly what: string;
  readonly file: string;
  readonly code: string;
  /** The rule that has to object, or null where the lint has to be content. */
  readonly rule: string | null;
}

const IMPORTS = 'no-restricted-imports';

const planted: readonly Planted[] = [
  { what: 'autodiff importing optim', file: 'packages/autodiff/src/a.ts', code: "export { minimize } from '@fermat/optim';", rule: IMPORTS },
  { what: 'optim importing a type of paths', file: 'packages/optim/src/a.ts', code: "export type { Medium } from '@fermat/paths';", rule: IMPORTS },
  { what: 'paths importing the toolkit', file: 'packages/paths/src/a.ts', code: "export { createToolkit } from '@fermat/toolkit';", rule: IMPORTS },
  { what: 'paths importing optim', file: 'packages/paths/src/b.ts', code: "export { minimize } from '@fermat/optim';", rule: null },
  { what: 'the toolkit importing viz-three', file: 'packages/toolkit/src/a.ts', code: "export { vizThree } from '@fermat/viz-three';", rule: IMPORTS },
  { what: 'viz-three importing a value of paths', file: 'packages/viz-three/src/a.ts', code: "export { layered } from '@fermat/paths';", rule: IMPORTS },
  { what: 'viz-three importing a type of paths', file: 'packages/viz-three/src/b.ts', code: "export type { Medium } from '@fermat/paths';", rule: null },
  { what: 'viz-three importing a type of optim', file: 'packages/viz-three/src/c.ts', code: "export type { Method } from '@fermat/optim';", rule: IMPORTS },
  { what: 'a deep import', file: 'apps/playground/src/a.ts', code: "export { grad } from '@fermat/autodiff/dist/index.js';", rule: IMPORTS },
  { what: "an import of another package's sources", file: 'packages/optim/src/b.ts', code: "export { grad } from '../../autodiff/src/index.js';", rule: IMPORTS },
  { what: 'an import of a public subpath', file: 'packages/optim/src/c.ts', code: "export { softIf } from '@fermat/autodiff/soft';", rule: null },
  { what: 'a cycle', file: 'packages/paths/src/cycle.ts', code: "import { other } from './other.js';\nexport const cycle = (): number => other();", rule: 'no-cycle' },
  { what: 'the other end of it', file: 'packages/paths/src/other.ts', code: "import { cycle } from './cycle.js';\nexport const other = (): number => cycle();", rule: 'no-cycle' },
  { what: 'a file of 401 lines', file: 'packages/paths/src/long.ts', code: `export const long = [\n${'  1,\n'.repeat(399)}];`, rule: 'max-lines' },
  { what: 'a file of 400 lines', file: 'packages/paths/src/short.ts', code: `export const short = [\n${'  1,\n'.repeat(398)}];`, rule: null },
  { what: 'a default export', file: 'packages/paths/src/c.ts', code: 'export default 1;', rule: 'no-default-export' },
  { what: 'a test without an assertion', file: 'packages/paths/src/c.test.ts', code: "import { it } from 'vitest';\nit('runs', () => {});", rule: 'expect-expect' },
];

/** The rules that each file breaks when the lint of this repository reads them all. */
function lint(files: readonly Planted[]): Map<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fermat-lint-'));
  try {
    copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    for (const { file, code } of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${code}\n`);
    }
    const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--format', 'json'], { cwd: folder, encoding: 'utf8' });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
    const broken = new Map<string, string[]>();
    for (const { code, filename } of diagnostics) {
      broken.set(filename, [...(broken.get(filename) ?? []), /\((.*)\)/.exec(code)?.[1] ?? code]);
    }
    return broken;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the lint', () => {
  const broken = lint(planted);

  it.each(planted)('on $what says $rule', ({ file, rule }) => {
    expect(broken.get(file) ?? []).toEqual(rule === null ? [] : [rule]);
  });
});

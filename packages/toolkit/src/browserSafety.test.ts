import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The files in dist that `entry` consists of, and the modules that they import from outside. */
function reach(entry: string): { files: ReadonlySet<string>; imports: ReadonlySet<string> } {
  const files = new Set([entry]);
  const imports = new Set<string>();
  for (const file of files) {
    const code = readFileSync(new URL(`../dist/${file}`, import.meta.url), 'utf8');
    for (const [, specifier = ''] of code.matchAll(/(?:from|import)\s*\(?["']([^"'\s]+)["']/g)) {
      if (specifier.startsWith('./')) files.add(specifier.slice(2));
      else imports.add(specifier);
    }
  }
  return { files, imports };
}

test('what `.` imports runs in a browser: no module of node, nothing native, no argument parser', () => {
  const { imports } = reach('index.js');
  expect([...imports].sort()).toEqual([
    '@fermat/autodiff',
    '@fermat/optim',
    '@fermat/paths',
    '@humanwhocodes/momoa',
    'd3-array',
    'd3-scale-chromatic',
    'fastest-levenshtein',
    'lineclip',
    'zod',
  ]);
});

test('it needs no code generation: nothing is compiled under a strict content-security policy', async () => {
  const original = globalThis.Function;
  let compiled = 0;
  const counting = new Proxy(original, {
    construct(target, args: string[]) {
      compiled++;
      return Reflect.construct(target, args) as object;
    },
    apply(target, self, args: string[]) {
      compiled++;
      return Reflect.apply(target, self, args) as object;
    },
  });
  globalThis.Function = counting;
  try {
    const { createToolkit, parseScenario, paths } = await import('./index.js');
    const toolkit = createToolkit({ plugins: [paths()] });
    const ready = toolkit.scenarios.get('three-terrains');
    expect(parseScenario(ready, toolkit).version).toBe(1);
    expect(() => parseScenario({ ...ready, name: 7 }, toolkit)).toThrow();
  } finally {
    globalThis.Function = original;
  }
  expect(compiled).toBe(0);
});

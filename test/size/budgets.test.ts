import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** Sizes that users pay, minified and gzipped, in KB of 1000 bytes; what an entry imports from others is not counted. */
const budgets: readonly { readonly what: string; readonly code: string; readonly limitKb: number }[] = [
  {
    what: 'grad with the ops of the three-terrain crossing',
    code: "export { add, div, grad, sqrt, square, sub } from '@fermat/autodiff';",
    limitKb: 13.1,
  },
  {
    what: 'the core of autodiff, with jit and flatObjective',
    code: "export { add, div, flatObjective, grad, jit, jvp, mul, sqrt, square, sub, sum, tensor, valueAndGrad, vjp } from '@fermat/autodiff';",
    limitKb: 54.8,
  },
  { what: 'everything of autodiff', code: "export * from '@fermat/autodiff';", limitKb: 88 },
  { what: 'everything of autodiff/soft', code: "export * from '@fermat/autodiff/soft';", limitKb: 5 },
  { what: 'a soft condition', code: "export { softIf } from '@fermat/autodiff/soft';", limitKb: 2 },
  { what: 'everything of autodiff/interval', code: "export * from '@fermat/autodiff/interval';", limitKb: 4.1 },
  { what: 'everything of autodiff/random', code: "export * from '@fermat/autodiff/random';", limitKb: 3 },
  { what: 'everything of autodiff/testing', code: "export * from '@fermat/autodiff/testing';", limitKb: 4 },
  { what: 'everything of paths/formats', code: "export * from '@fermat/paths/formats';", limitKb: 8.1 },
  { what: 'everything of optim', code: "export * from '@fermat/optim';", limitKb: 33.9 },
  { what: 'minimize with lbfgs', code: "export { lbfgs, minimize } from '@fermat/optim';", limitKb: 10.1 },
];

async function gzippedKb(code: string): Promise<number> {
  const [, imported] = /from '(.+)'/.exec(code) as RegExpExecArray;
  const others: Plugin = {
    name: 'other entries are not counted',
    setup: ({ onResolve }) => onResolve({ filter: /^[^./]/ }, ({ path }) => (path === imported ? null : { path, external: true, sideEffects: false })),
  };
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    plugins: [others],
  });
  return gzipSync(outputFiles[0]?.contents as Uint8Array, { level: 9 }).length / 1000;
}

describe('the size of', () => {
  it.each(budgets)('$what is at most $limitKb KB', async ({ code, limitKb }) => {
    const size = await gzippedKb(code);
    expect(size).toBeGreaterThan(0.1);
    expect(size).toBeLessThanOrEqual(limitKb);
  });
});

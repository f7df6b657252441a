import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { publishedPackages } from '../workspace.js';

const specifiers = publishedPackages.flatMap(({ entries }) => entries.map(({ specifier }) => specifier));

it.each(specifiers)('%s needs nothing of Node: it bundles for browsers', async (specifier) => {
  const { warnings, metafile } = await build({
    stdin: { contents: `export * from '${specifier}';`, resolveDir: import.meta.dirname },
    bundle: true,
    platform: 'browser',
    format: 'esm',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  expect(warnings).toEqual([]);
  expect(Object.keys(metafile.inputs).length).toBeGreaterThan(1);
});

it('keeps the methods of Tensor in a bundle that imports a transform alone', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: "import { grad } from '@fermat/autodiff'; export default grad((x) => x.mul(x).add(x).sub(1).div(2).pow(2).neg())(3);",
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents as Uint8Array).toString('base64');
  const module = (await import(`data:text/javascript;base64,${code}`)) as { default: number };
  expect(module.default).toBe(-38.5);
});

import { build } from 'esbuild';

/** A module of this folder as one script for browsers. */
export async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({ stdin: { contents, resolveDir: import.meta.dirname }, bundle: true, platform: 'browser', format: 'esm', write: false });
  return outputFiles[0]!.text;
}

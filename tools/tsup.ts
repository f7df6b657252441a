import type { Options } from 'tsup';

/** The build of every published package: ES modules for any runtime, with declarations. */
export const library = {
  format: ['esm'],
  target: 'es2022',
  platform: 'neutral',
  clean: true,
  sourcemap: true,
  // tsup sets `baseUrl`, which TypeScript 6 calls deprecated.
  dts: { compilerOptions: { ignoreDeprecations: '6.0', stripInternal: true } },
} satisfies Options;

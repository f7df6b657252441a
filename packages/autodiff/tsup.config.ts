import { defineConfig } from 'tsup';
import { library } from '../../tools/tsup.ts';

export default defineConfig({
  ...library,
  entry: ['src/**/*.ts', '!src/**/*.test.ts'],
  dts: { ...library.dts, entry: { index: 'src/index.ts' } },
  // A module a file: bundlers drop the ops that a program does not use, a quarter of what it would load otherwise.
  bundle: false,
});

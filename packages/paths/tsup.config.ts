import { defineConfig } from 'tsup';
import { library } from '../../tools/tsup.ts';

// The second entry imports the first by its name, so that there is one PathsError class.
export default defineConfig({
  ...library,
  entry: { index: 'src/index.ts', formats: 'src/formats/index.ts' },
  external: ['@fermat/paths'],
  splitting: false,
});

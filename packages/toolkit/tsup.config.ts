import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig } from 'tsup';
import { library } from '../../tools/tsup.ts';

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/ibm-plex-sans/package.json'));

export default defineConfig({
  ...library,
  entry: { index: 'src/index.ts', cli: 'src/cli.ts' },
  dts: { compilerOptions: { ignoreDeprecations: '6.0' }, entry: { index: 'src/index.ts' } },
  external: [/^node:/],
  async onSuccess() {
    for (const weight of ['400Regular', '600SemiBold']) {
      const file = `IBMPlexSans_${weight}.ttf`;
      await cp(join(fonts, weight, file), join('dist/fonts', file));
    }
    await cp(join(fonts, 'LICENSE_FONT'), 'dist/fonts/LICENSE');
  },
});

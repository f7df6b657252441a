import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** For `pnpm run problems`: how each method does on the test problems, as tables. */
const config: ViteUserConfig = defineConfig({
  test: { include: ['test/*.report.ts'], disableConsoleIntercept: true },
});

export default config;

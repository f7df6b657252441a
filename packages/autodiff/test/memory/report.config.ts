import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** For `pnpm run memory`: the table of the guide. */
const config: ViteUserConfig = defineConfig({
  test: { include: ['test/memory/*.report.ts'], disableConsoleIntercept: true },
});

export default config;

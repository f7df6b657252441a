import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** For `pnpm run accuracy`: the errors of all functions at a great many points. */
const config: ViteUserConfig = defineConfig({
  test: { include: ['test/accuracy/*.report.ts'], disableConsoleIntercept: true },
});

export default config;

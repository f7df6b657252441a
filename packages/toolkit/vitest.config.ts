import { defineConfig } from 'vitest/config';

// Patient: a slow machine is no failure.
export default defineConfig({
  test: { include: ['{src,test}/**/*.test.ts'], setupFiles: ['../../tools/seed.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});

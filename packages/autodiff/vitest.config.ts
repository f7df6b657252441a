import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,test}/**/*.test.ts'],
    setupFiles: ['../../tools/seed.ts'],
    // Further entries import the main one by its name; here that is its source, not its build.
    alias: { '@fermat/autodiff': new URL('src/index.ts', import.meta.url).pathname },
    // Patient: a slow machine is no failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

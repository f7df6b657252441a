import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    setupFiles: ['../../tools/seed.ts'],
    // Further entries import the main one by its name; here that is its source, not its build.
    alias: [{ find: /^@fermat\/paths$/, replacement: new URL('src/index.ts', import.meta.url).pathname }],
    testTimeout: 30_000,
  },
});

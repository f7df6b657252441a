import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    testTimeout: 30_000,
    // Its imports leave out the endings of files, which Node does not accept.
    server: { deps: { inline: ['fmin'] } },
  },
});

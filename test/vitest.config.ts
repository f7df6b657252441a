import { defineConfig } from 'vitest/config';

const PATIENCE_MS = 120_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'workspace',
          include: ['{api,browser,docs,lint,node,size,types}/**/*.test.ts'],
          testTimeout: PATIENCE_MS,
          // Node loads the packages as it does for users.
          server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } },
        },
      },
      {
        test: {
          name: 'published',
          include: ['published/**/*.test.ts'],
          globalSetup: ['published/packTarballs.ts'],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
    ],
  },
});

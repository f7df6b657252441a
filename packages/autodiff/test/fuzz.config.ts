import { defineConfig, type ViteUserConfig } from 'vitest/config';

const seed = process.env['FERMAT_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31));
const runs = process.env['FERMAT_RUNS'] ?? '10000';

/** For `pnpm fuzz`: many more random programs of each kind than the tests run, from a new seed each time. */
const config: ViteUserConfig = defineConfig({
  test: {
    // Printed with every test, so that a failure can be repeated.
    name: `FERMAT_SEED=${seed} FERMAT_RUNS=${runs}`,
    include: ['test/random*.test.ts'],
    setupFiles: ['../../tools/seed.ts'],
    env: { FERMAT_SEED: seed, FERMAT_RUNS: runs },
    testTimeout: 3_600_000,
    reporters: ['verbose'],
  },
});

export default config;

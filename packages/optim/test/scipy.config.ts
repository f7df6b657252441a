import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** For `pnpm run problems:scipy`, with python3 and SciPy: counts SciPy's evaluations anew, for `pnpm run problems` to compare with. */
const config: ViteUserConfig = defineConfig({ test: { include: ['test/scipyCounts.ts'] } });

export default config;

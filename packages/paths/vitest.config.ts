import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['src/**/*.test.ts'], setupFiles: ['../../tools/seed.ts'], testTimeout: 30_000 } });

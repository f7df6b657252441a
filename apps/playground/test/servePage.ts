import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, preview } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page. */
    url: string;
  }
}

let stop: () => Promise<void>;

/** Builds the page as it is now, and serves the build for as long as the tests run. */
export async function setup({ provide }: TestProject): Promise<void> {
  const root = join(import.meta.dirname, '..');
  const outDir = await mkdtemp(join(tmpdir(), 'fermat-playground-'));
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const server = await preview({ root, logLevel: 'error', build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  const { port } = server.httpServer.address() as AddressInfo;
  provide('url', `http://127.0.0.1:${port}/`);
  stop = async () => {
    await server.close();
    await rm(outDir, { recursive: true });
  };
}

export async function teardown(): Promise<void> {
  await stop();
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireBrowser } from '../../tools/findBrowser.mjs';
import { outcome, type Outcome } from './compiledPrograms.js';

/** Nothing but scripts of the same origin, in a file. */
const STRICT = "default-src 'none'; script-src 'self'";

const policies: Readonly<Record<string, string | null>> = {
  '/strict': STRICT,
  '/wasm': `${STRICT} 'wasm-unsafe-eval'`,
  '/eval': `${STRICT} 'unsafe-eval'`,
  '/open': null,
};

let server: Server;
let browser: Browser;
let address: string;

beforeAll(async () => {
  const program = "import { outcome } from './compiledPrograms.js'; globalThis.outcome = outcome();";
  const { outputFiles } = await build({ stdin: { contents: program, resolveDir: import.meta.dirname }, bundle: true, platform: 'browser', format: 'esm', write: false });
  const script = outputFiles[0]!.text;
  server = createServer(({ url }, response) => {
    const policy = policies[url!];
    if (url === '/program.js') response.setHeader('content-type', 'text/javascript').end(script);
    else if (policy === undefined) response.writeHead(404).end();
    else {
      if (policy !== null) response.setHeader('content-security-policy', policy);
      response.setHeader('content-type', 'text/html').end('<!doctype html><script type="module" src="/program.js"></script>');
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({ executablePath: requireBrowser(), args: ['--no-sandbox', '--disable-background-networking', '--no-first-run'] });
}, 120_000);

afterAll(async () => {
  await browser.close();
  await new Promise(resolve => server.close(resolve));
});

/** What the programs give on a page under a policy, and what the page threw. */
async function outcomeAt(path: string): Promise<Outcome> {
  const page = await browser.newPage();
  const thrown: unknown[] = [];
  page.on('pageerror', error => thrown.push(error));
  await page.goto(address + path);
  const found = await page.waitForFunction(() => (globalThis as { outcome?: unknown }).outcome ?? null, null, { timeout: 30_000 });
  expect(thrown).toEqual([]);
  const value = (await found.jsonValue()) as Outcome;
  await page.close();
  return value;
}

describe('under a content-security policy', () => {
  it.each([
    ['/strict', { small: 'interpreter', large: 'interpreter' }, { js: 'code-generation-refused', wasm: 'code-generation-refused', interpreter: null }],
    ['/wasm', { small: 'wasm', large: 'wasm' }, { js: 'code-generation-refused', wasm: null, interpreter: null }],
    ['/eval', { small: 'js', large: 'wasm' }, { js: null, wasm: null, interpreter: null }],
    ['/open', { small: 'js', large: 'wasm' }, { js: null, wasm: null, interpreter: null }],
  ])('%s compiled functions run with no configuration, and give the bits that they give here', async (path, backends, refusals) => {
    const found = await outcomeAt(path);
    expect(found.backends).toEqual(backends);
    expect(found.refusals).toEqual(refusals);
    expect(found.results).toEqual(outcome().results);
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from 'playwright-core';
import { requireBrowser } from '../../tools/findBrowser.mjs';

/** What is served at a path: a script, or a page that loads one, maybe under a content-security policy. */
export type Served = { readonly script: string } | { readonly loads: string; readonly policy?: string | null };

export interface Site {
  /** What the page at a path leaves in the global variable `outcome`, and what it threw. */
  outcomeAt(path: string): Promise<{ readonly outcome: unknown; readonly thrown: readonly unknown[] }>;
  close(): Promise<void>;
}

/** Serves files to a browser of its own. */
export async function openSite(files: Readonly<Record<string, Served>>): Promise<Site> {
  const server = createServer(({ url }, response) => {
    const file = files[url!];
    if (!file) response.writeHead(404).end();
    else if ('script' in file) response.setHeader('content-type', 'text/javascript').end(file.script);
    else {
      if (file.policy) response.setHeader('content-security-policy', file.policy);
      response.setHeader('content-type', 'text/html').end(`<!doctype html><script type="module" src="${file.loads}"></script>`);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({ executablePath: requireBrowser(), args: ['--no-sandbox', '--disable-background-networking', '--no-first-run'] });
  return {
    async outcomeAt(path) {
      const page = await browser.newPage();
      const thrown: unknown[] = [];
      page.on('pageerror', error => thrown.push(error));
      await page.goto(address + path);
      const outcome = await outcomeOf(page);
      await page.close();
      return { outcome, thrown };
    },
    async close() {
      await browser.close();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function outcomeOf(page: Page): Promise<unknown> {
  const found = await page.waitForFunction(() => (globalThis as { outcome?: unknown }).outcome ?? null, null, { timeout: 30_000 });
  return found.jsonValue();
}

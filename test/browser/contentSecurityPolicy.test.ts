import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from './bundle.js';
import { outcome } from './compiledPrograms.js';
import { openSite, type Site } from './site.js';

/** Nothing but scripts of the same origin, in a file. */
const STRICT = "default-src 'none'; script-src 'self'";
const loads = '/program.js';

let site: Site;

beforeAll(async () => {
  site = await openSite({
    [loads]: { script: await bundle("import { outcome } from './compiledPrograms.js'; globalThis.outcome = outcome();") },
    '/strict': { loads, policy: STRICT },
    '/wasm': { loads, policy: `${STRICT} 'wasm-unsafe-eval'` },
    '/eval': { loads, policy: `${STRICT} 'unsafe-eval'` },
    '/open': { loads },
  });
}, 120_000);

afterAll(() => site.close());

describe('under a content-security policy', () => {
  it.each([
    ['/strict', { small: 'interpreter', large: 'interpreter' }, { js: 'code-generation-refused', wasm: 'code-generation-refused', interpreter: null }],
    ['/wasm', { small: 'wasm', large: 'wasm' }, { js: 'code-generation-refused', wasm: null, interpreter: null }],
    ['/eval', { small: 'js', large: 'wasm' }, { js: null, wasm: null, interpreter: null }],
    ['/open', { small: 'js', large: 'wasm' }, { js: null, wasm: null, interpreter: null }],
  ])('%s compiled functions run with no configuration, and give the bits that they give here', async (path, backends, refusals) => {
    const { outcome: found, thrown } = await site.outcomeAt(path);
    expect(thrown).toEqual([]);
    expect(found).toEqual({ backends, refusals, results: outcome().results });
  });
});

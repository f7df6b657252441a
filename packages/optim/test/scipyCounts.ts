import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sets } from './problems/sets.js';
import { Scipy } from './scipyPeer.js';

test('evaluations by SciPy, written down for comparison', async () => {
  const scipy = new Scipy();
  const version = await scipy.version();
  const counts: Record<string, Record<string, number | null>> = {};
  for (const [title, compiled] of Object.entries(sets)) {
    counts[title] = {};
    for (const problem of compiled()) counts[title][problem.name] = await scipy.count(problem);
  }
  scipy.end();
  expect(Object.keys(counts)).toEqual(Object.keys(sets));
  writeFileSync(new URL('problems/scipy.json', import.meta.url), `${JSON.stringify({ version, counts }, null, 2)}\n`);
}, 1_200_000);

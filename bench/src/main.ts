import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseOptions, usage, type Options } from './parseOptions.js';
import type { Entry } from './report/entry.js';
import { formatReport } from './report/formatReport.js';
import { reportData } from './report/reportData.js';
import { runDuel } from './runDuel.js';

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(usage);
  else await run(options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function run({ effort, json, pairings }: Options): Promise<void> {
  const entries: Entry[] = [];
  for (const { problem, count, peer } of pairings) {
    process.stderr.write(`${problem.id} ${count}: ${peer.title}\n`);
    const result = await runDuel({ problem: problem.id, count, peer: peer.name, effort });
    entries.push({ problem, count, peer, result });
  }
  process.stdout.write(`${formatReport(entries)}\n`);
  await mkdir(dirname(json), { recursive: true });
  await writeFile(json, `${JSON.stringify(reportData(entries, effort), null, 2)}\n`);
  if (entries.some(isFatal)) process.exitCode = 1;
}

function isFatal({ peer, result }: Entry): boolean {
  const wrong = result.status === 'measured' ? !result.agrees : result.status === 'failed';
  return peer.mustAgree === true && wrong;
}

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseOptions, usage, type Options } from './options.js';
import { fermatArrays, fermatScalars } from './peers/fermat.js';
import { formatReport, reportData, type Entry } from './report/report.js';
import { runDuel } from './runDuel.js';

const options = parseOptions(process.argv.slice(2));
if (options.help) process.stdout.write(usage);
else await run(options);

async function run({ cases, effort, json, peers }: Options): Promise<void> {
  const entries: Entry[] = [];
  for (const { problem, count } of cases) {
    for (const peer of peers) {
      process.stderr.write(`${problem.id} ${count}: ${peer.title}\n`);
      const result = await runDuel({ problem: problem.id, count, peer: peer.name, effort });
      entries.push({ problem, count, peer, result });
    }
  }
  process.stdout.write(`${formatReport(entries)}\n`);
  await mkdir(dirname(json), { recursive: true });
  await writeFile(json, `${JSON.stringify(reportData(entries, effort), null, 2)}\n`);
  if (entries.some(isWrong)) process.exitCode = 1;
}

/** Peers may be as wrong as they are, and stay away; Fermat may not. */
function isWrong({ peer, problem, result }: Entry): boolean {
  if (peer === fermatArrays || (peer === fermatScalars && problem.instance(1).scalars !== undefined)) {
    return result.status === 'unavailable' || !result.agrees;
  }
  return false;
}

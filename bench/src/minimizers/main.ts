import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from '../report/machine.js';
import { formatRaces, type Race } from './formatRaces.js';
import { measures, minimizerNamed, minimizers } from './peers/peers.js';
import { race, type Effort } from './race.js';
import { sets } from './task.js';

const THOROUGH: Effort = { rounds: 15, turnSeconds: 0.01, warmUpSeconds: 0.1 };
const QUICK: Effort = { rounds: 5, turnSeconds: 0.003, warmUpSeconds: 0.02 };

const { values } = parseArgs({
  options: {
    /** Some contestants; `lbfgs` and `leastSquares`, which the others are compared with, are always there. */
    peers: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const chosen = values.peers?.split(',').map(minimizerNamed) ?? minimizers;
const contestants = minimizers.filter(minimizer => chosen.includes(minimizer) || measures.includes(minimizer));
const effort = values.quick ? QUICK : THOROUGH;
/** Seen from the bundle, `dist/`. */
const json = values.json === undefined ? join(import.meta.dirname, '../out/minimizers.json') : resolve(process.env['INIT_CWD'] ?? '', values.json);

const races: Race[] = [];
for (const [set, tasks] of Object.entries(sets)) {
  const ofSet = tasks.map(compile => {
    const task = compile();
    process.stderr.write(`${set}: ${task.name}\n`);
    return { task, finishes: race(task, contestants, effort) };
  });
  process.stdout.write(`${formatRaces(set, ofSet)}\n\n`);
  races.push(...ofSet);
}
await mkdir(dirname(json), { recursive: true });
const results = races.map(({ task: { name, set }, finishes }) => ({
  set,
  name,
  seconds: Object.fromEntries(finishes.map(({ minimizer, seconds }) => [minimizer.name, seconds])),
}));
await writeFile(json, `${JSON.stringify({ ...machine(), effort, results }, null, 2)}\n`);

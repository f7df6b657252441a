// Solves a scenario in a medium that a plugin brings: node wind-plugin/main.js
// The command does the same: fermat solve wind-plugin/jet-stream.json --plugin ./wind-plugin/plugin.js

import { readFile } from 'node:fs/promises';
import { createToolkit, parseScenario, paths, solveScenario } from '@fermat/toolkit';
import { plugin } from './plugin.js';

const toolkit = createToolkit({ plugins: [paths(), plugin] });
const file = new URL('jet-stream.json', import.meta.url);
const scenario = parseScenario(await readFile(file, 'utf8'), toolkit, { source: 'jet-stream.json' });
const { time, straight, snell, legs } = await solveScenario(scenario, { toolkit });

for (const { name, from, to } of legs) {
  console.log(`${name.padEnd(9)} ${((to[0] ?? 0) - (from[0] ?? 0)).toFixed(1).padStart(6)} m along`);
}
console.log(`${time.toFixed(3)} s, straight ${straight.time.toFixed(3)} s`);
console.log(snell?.summary);

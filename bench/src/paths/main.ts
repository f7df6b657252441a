import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { layered, solveLayered } from '@fermat/paths';
import { median } from '../quantile.js';
import { duration } from '../report/duration.js';
import { machine } from '../report/machine.js';
import { table } from '../report/table.js';
import { formatScenes, summary } from './formatScenes.js';
import { walksOverTheHill } from './hill.js';
import { measureScene, type SceneResult } from './measureScene.js';
import { ofSize, standard, type Scene } from './scenes.js';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } } });
/** Seen from the bundle, `dist/`. */
const json = values.json === undefined ? join(import.meta.dirname, '../out/paths.json') : resolve(process.env['INIT_CWD'] ?? '', values.json);

const measured = (scenes: readonly Scene[]): SceneResult[] =>
  scenes.map((scene) => {
    process.stderr.write(`${scene.name}\n`);
    return measureScene(scene);
  });

// What is compiled in time is compiled by now.
measured(standard.slice(0, 3));
const scenes = measured(standard);
const hundred = measured(ofSize(100, values.quick ? 5 : 50));
const thousand = measured(ofSize(1000, values.quick ? 2 : 10));
process.stdout.write(`${formatScenes([...scenes, summary(`100 polygons, ${hundred.length} maps`, hundred), summary(`1000 polygons, ${thousand.length} maps`, thousand)])}\n\n`);
const beaten = [...hundred, ...thousand].filter(({ gained }) => gained > 1e-9);
process.stdout.write(`Ten times the work found a better path on ${beaten.length} of the ${hundred.length + thousand.length} random maps.\n\n`);

const stacks = [1000, 1e6].map((count) => {
  const medium = layered({ layers: Array.from({ length: count }, (_, i) => ({ thickness: 1, speed: 1 + Math.sin(i) / 2 })), offset: count / 2 });
  const runs = Array.from({ length: count > 1e5 ? 5 : 200 }, () => {
    const start = performance.now();
    solveLayered(medium);
    return performance.now() - start;
  });
  return { name: `${count} layers`, ms: median(runs) };
});
process.stdout.write(`${table([['layers', 'solveLayered'], ...stacks.map(({ name, ms }) => [name, duration(ms / 1000)])])}\n\n`);

const walks = walksOverTheHill();
const rows = walks.map(({ name, time, onGrid, ms }) => [name, `${time.toFixed(1)} s`, `${onGrid} s`, duration(ms / 1000)]);
process.stdout.write(`${table([['walk', 'takes', 'on the grid', 'search'], ...rows])}\n`);

await mkdir(dirname(json), { recursive: true });
await writeFile(json, `${JSON.stringify({ ...machine(), scenes, hundred, thousand, layers: stacks, walks }, null, 2)}\n`);

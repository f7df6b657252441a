import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import { threeTerrains } from '../builtin/scenarios/threeTerrains.js';

const command = resolve(import.meta.dirname, '../../dist/cli.js');
const examples = resolve(import.meta.dirname, '../../../../examples');
const example = join(examples, 'scenarios/three-terrains.json');

let folder = '';
beforeAll(() => {
  if (!existsSync(command)) throw new Error('build the package first: these tests run dist/cli.js');
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fermat-'));
});
afterEach(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command in `folder`. */
function fermat(...args: readonly string[]): Promise<Ended> {
  return fermatUntil(() => false, args);
}

/** Runs it, and interrupts it as ctrl-C does once `when` holds of its standard error. */
function fermatUntil(when: (stderr: string) => boolean, args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [command, ...args], { cwd: folder });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part;
    if (when(stderr)) child.kill('SIGINT');
  });
  return new Promise((settle, fail) => {
    child.on('error', fail);
    child.on('close', (code) => settle({ code, stdout, stderr }));
  });
}

/** Writes a scenario file: text as it is, anything else as JSON. */
async function file(content: string | object, name = 'case.json'): Promise<string> {
  await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

/** The PNG's size as its header says. */
function pngSize(png: Buffer): readonly [number, number] {
  expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe('fermat solve', () => {
  test('prints the descent, the crossings and the proof, and writes picture and data', async () => {
    const { code, stdout, stderr } = await fermat('solve', example, '--out', 'out');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +0 +102\.64529386 +\S+ +2\.000000 +17\.000000$/m);
    expect(stdout).toMatch(/^ +20 +81\.91638301 /m);
    expect(stdout).toMatch(/^ +grass to mud +11\.17\d+ +10\.0+ +48\.1\d+° +18\.6\d+° +\S+e-\d+ +refraction$/m);
    expect(stdout).toContain('Certificate: the path takes 81.911687844');
    expect(stdout).toContain(`Written: ${['svg', 'png', 'json'].map((kind) => join('out', `three-terrains.${kind}`)).join(', ')}`);
    expect(stderr).toMatch(/^iteration 0: 102\.645294 s, gradient norm \S+$/m);

    expect((await readdir(join(folder, 'out'))).sort()).toEqual(['three-terrains.json', 'three-terrains.png', 'three-terrains.svg']);
    const svg = await readFile(join(folder, 'out/three-terrains.svg'), 'utf8');
    const [, width, height] = /^<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    const png = await readFile(join(folder, 'out/three-terrains.png'));
    expect(pngSize(png)).toEqual([2 * Number(width), 2 * Number(height)]);
    const result = JSON.parse(await readFile(join(folder, 'out/three-terrains.json'), 'utf8')) as { time: number; converged: boolean };
    expect(result.time).toBeCloseTo(81.91168784496783, 9);
  });

  test('a ready scenario goes by its name', async () => {
    const { code, stdout } = await fermat('solve', 'three-terrains', '--out', 'out');
    expect(code).toBe(0);
    expect(stdout).toContain('Three terrains');
  });

  test('--json prints the result and nothing else, and writes no file unless told where', async () => {
    const { code, stdout, stderr } = await fermat('solve', example, '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, converged: true, scenario: { name: 'three-terrains' } });
    expect(await readdir(folder)).toEqual([]);

    const second = await fermat('solve', example, '--json', '--out', '.');
    expect(second.stdout).toBe(await readFile(join(folder, 'three-terrains.json'), 'utf8'));
  });

  test('--quiet prints nothing', async () => {
    expect(await fermat('solve', example, '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await readdir(folder)).toHaveLength(3);
  });

  test('a run that stops before it converged exits with 3, and keeps what it has', async () => {
    const name = await file({ ...threeTerrains, stop: { maxIterations: 3 } });
    const { code, stdout } = await fermat('solve', name, '--out', 'out');
    expect(code).toBe(3);
    expect(stdout).toContain('Not converged');
    expect(await readdir(join(folder, 'out'))).toHaveLength(3);
  });

  test('a plugin is loaded from a file', async () => {
    const args = ['solve', join(examples, 'wind-plugin/jet-stream.json'), '--plugin', join(examples, 'wind-plugin/plugin.js'), '--json'];
    const { code, stdout } = await fermat(...args);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ converged: true, snell: { ok: true } });
  });

  test('ctrl-C ends it with 130, and nothing is written', async () => {
    const endless = { ...threeTerrains, method: { type: 'gradientDescent', learningRate: 1e-9 }, stop: { maxIterations: 100_000, tolerance: 0 } };
    const name = await file(endless);
    const { code, stdout } = await fermatUntil((stderr) => stderr.includes('iteration 10:'), ['solve', name, '--out', 'out']);
    expect([code, stdout]).toEqual([130, '']);
    expect(await readdir(folder)).toEqual(['case.json']);
  });

  test('a folder that cannot be written ends it with 1, and nothing is left', async () => {
    await file('', 'taken');
    const { code, stderr } = await fermat('solve', example, '--out', 'taken');
    expect(code).toBe(1);
    expect(stderr).toContain('nothing was written');
    expect(await readdir(folder)).toEqual(['taken']);
  });
});

describe('bad input gets one line, exit code 2, and no file', () => {
  const [grass, mud, sand] = [
    { name: 'grass', thickness: 10, speed: 0.7 },
    { name: 'mud', thickness: 10, speed: 0.3 },
    { name: 'sand', thickness: 10, speed: 0.45 },
  ];
  const withMud = (parts: object): object => ({
    ...threeTerrains,
    medium: { ...threeTerrains.medium, layers: [grass, { ...mud, ...parts }, sand] },
  });
  const text = JSON.stringify(threeTerrains, null, 2);

  test.each<[string, string | object, string]>([
    ['a missing field', withMud({ speed: undefined }), 'medium.layers[1].speed is missing: give a number above 0'],
    ['a wrong type', withMud({ speed: 'slow' }), 'medium.layers[1].speed is "slow": give a number above 0'],
    ['zero speed', withMud({ speed: 0 }), 'medium.layers[1].speed is 0: give a number above 0'],
    ['negative speed', withMud({ speed: -0.3 }), 'medium.layers[1].speed is -0.3: give a number above 0'],
    ['NaN', text.replace('0.3', 'NaN'), 'is not JSON at line'],
    ['1e999', text.replace('0.3', '1e999'), 'medium.layers[1].speed is Infinity: give a number above 0'],
    ['an unknown plugin', { ...threeTerrains, plugins: ['wnd'] }, 'plugins[0] is "wnd", a plugin that is not loaded'],
    ['an unknown medium', { ...threeTerrains, medium: { type: 'layerd' } }, "did you mean 'layered'?"],
    ['an unknown method', { ...threeTerrains, method: { type: 'gradientDescend' } }, "did you mean 'gradientDescent'?"],
    ['an unknown key', withMud({ sped: 1 }), "medium.layers[1].sped is not a known key: did you mean 'speed'?"],
    ['__proto__', text.replace('"offset"', '"__proto__": { "speed": 1 }, "offset"'), 'medium.__proto__ is a reserved key'],
    ['not JSON', 'speed = 3', 'is not JSON at line 1, column 1'],
    ['an empty file', '', 'is empty: write a scenario'],
    ['a key twice', text.replace('"offset"', '"offset": 1, "offset"'), 'medium.offset is given twice'],
    ['deep nesting', '['.repeat(100_000), 'is nested too deeply'],
    ['not UTF-8', Buffer.from([0xff, 0xfe, 0x7b]).toString('latin1'), 'is not'],
  ])('%s', async (_, content, message) => {
    const name = await file(content);
    const { code, stdout, stderr } = await fermat('solve', name, '--out', 'out');
    expect(stderr).toMatch(/^fermat: case\.json.*\n$/);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, '']);
    expect(await readdir(folder)).toEqual(['case.json']);
  });

  test('a byte-order mark is no fault', async () => {
    const name = await file(`\uFEFF${text}`);
    expect((await fermat('solve', name, '--json')).code).toBe(0);
  });

  test('text in another encoding', async () => {
    await writeFile(join(folder, 'latin1.json'), Buffer.from('{ "title": "caf\u00e9" }', 'latin1'));
    const { code, stderr } = await fermat('solve', 'latin1.json');
    expect([code, stderr]).toEqual([2, 'fermat: latin1.json is not text in UTF-8: save it in that encoding\n']);
  });

  test('a folder', async () => {
    await mkdir(join(folder, 'scenes'));
    const { code, stderr } = await fermat('solve', 'scenes');
    expect([code, stderr]).toEqual([2, 'fermat: scenes is a folder: give the path of a scenario file in it\n']);
  });

  test('a missing file', async () => {
    const { code, stderr } = await fermat('solve', 'three-terrain');
    expect(code).toBe(2);
    expect(stderr).toBe(
      "fermat: three-terrain does not exist: give the path of a scenario file, or the name of a ready scenario: did you mean 'three-terrains'?\n",
    );
  });

  test('100 MB, refused by its size', async () => {
    const handle = await open(join(folder, 'huge.json'), 'w');
    await handle.truncate(100_000_000);
    await handle.close();
    const { code, stderr } = await fermat('solve', 'huge.json');
    expect([code, stderr]).toEqual([2, 'fermat: huge.json is 100 MB: a scenario has at most 1 MB; check that it is the right file\n']);
  });

  test.each<[string, string[], string]>([
    ['no file', ['solve'], "missing required argument 'file'"],
    ['an unknown option', ['solve', 'x', '--jsn'], "unknown option '--jsn'"],
    ['an unknown command', ['sole'], "unknown command 'sole'"],
    ['a plugin that is not there', ['list', '--plugin', './nowhere.js'], 'fermat: the plugin ./nowhere.js cannot be loaded'],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await fermat(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('a plugin module without plugin', async () => {
    await file('export const plug = 1;', 'plug.mjs');
    const { code, stderr } = await fermat('list', '--plugin', './plug.mjs');
    expect(code).toBe(2);
    expect(stderr).toBe('fermat: the module ./plug.mjs exports no `plugin` (only plug): add `export const plugin = definePlugin({ ... })`\n');
  });
});

describe('the other commands', () => {
  test('list names what there is, and its plugin', async () => {
    const { code, stdout } = await fermat('list', '--plugin', join(examples, 'wind-plugin/plugin.js'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Media\n {2}layered +\(paths\) .+\n {2}regions +\(paths\) .+\n {2}wind +\(wind\) .+$/m);
    expect(stdout).toMatch(/^Methods\n {2}gradientDescent +\(paths\) .+$/m);
    expect(stdout).toMatch(/^Scenarios\n {2}three-terrains +\(paths\) +Three terrains\n {2}across-the-bay +\(paths\) +Across the bay$/m);
  });

  test('--version', async () => {
    expect(await fermat('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each([[['--help']], [['solve', '--help']]])('%s documents the exit codes', async (args) => {
    const { code, stdout } = await fermat(...args);
    expect(code).toBe(0);
    for (const line of ['0    solved', '1    unexpected failure', '2    bad input', '3    stopped before', '130  interrupted']) {
      expect(stdout).toContain(line);
    }
  });
});

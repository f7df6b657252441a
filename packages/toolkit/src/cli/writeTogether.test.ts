import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeTogether } from './writeTogether.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fermat-'));
});
afterEach(() => rm(folder, { recursive: true }));

const outputs = [
  { name: 'a.svg', content: '<svg/>' },
  { name: 'a.png', content: Uint8Array.of(1, 2, 3) },
];

test('writes all files, and leaves nothing else', async () => {
  const written = await writeTogether(join(folder, 'deep', 'down'), outputs);
  expect(written).toEqual([join(folder, 'deep', 'down', 'a.svg'), join(folder, 'deep', 'down', 'a.png')]);
  expect(await readdir(join(folder, 'deep', 'down'))).toEqual(['a.png', 'a.svg']);
  expect(await readFile(written[0] ?? '', 'utf8')).toBe('<svg/>');
});

test('a place where no folder can be made is an error, not a wait', async () => {
  await expect(writeTogether('/proc/fermat/deeper', outputs)).rejects.toThrow(/ENOENT|ENOTDIR|EACCES|EPERM|EROFS/);
  await writeFile(join(folder, 'file'), '');
  await expect(writeTogether(join(folder, 'file'), outputs)).rejects.toThrow(/EEXIST/);
  await expect(writeTogether(join(folder, 'file', 'below'), outputs)).rejects.toThrow(/ENOTDIR/);
});

test('replaces files of an earlier run', async () => {
  await writeFile(join(folder, 'a.svg'), 'old');
  await writeTogether(folder, outputs);
  expect(await readFile(join(folder, 'a.svg'), 'utf8')).toBe('<svg/>');
});

test('if the second place is taken by a folder, the first file is not left behind either', async () => {
  await mkdir(join(folder, 'a.png', 'occupied'), { recursive: true });
  await expect(writeTogether(folder, outputs)).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['a.png']);
});

test('if it is aborted, neither files nor the folders made for them remain', async () => {
  await expect(writeTogether(join(folder, 'new', 'er'), outputs, AbortSignal.abort())).rejects.toThrow(/abort/);
  expect(await readdir(folder)).toEqual([]);
});

test('a folder that cannot be made is an error that names it', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(writeTogether(join(folder, 'file', 'below'), outputs)).rejects.toThrow(/file/);
});

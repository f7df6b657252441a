import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** A file to be written. */
export interface Output {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes all of `outputs` into `folder`, which is made if needed, or none: each goes to a temporary file beside its
 * place first, and they are renamed once all are complete. If that fails, or `signal` is aborted before the first
 * is renamed, whatever was made is removed again.
 *
 * @returns the files' paths.
 */
export async function writeTogether(folder: string, outputs: readonly Output[], signal?: AbortSignal): Promise<readonly string[]> {
  const firstMade = await makeFolder(resolve(folder));
  const temporary = outputs.map(({ name }) => join(folder, `.${name}.${randomUUID()}.tmp`));
  const final = outputs.map(({ name }) => join(folder, name));
  const leftover = new Set(temporary);
  try {
    for (const [index, { content }] of outputs.entries()) {
      await writeFile(temporary[index] ?? '', content, { flush: true, flag: 'wx' });
    }
    signal?.throwIfAborted();
    for (const [index, file] of final.entries()) {
      const from = temporary[index] ?? '';
      await rename(from, file);
      leftover.delete(from);
      leftover.add(file);
    }
    return final;
  } catch (error) {
    await Promise.all([...leftover].map((file) => rm(file, { force: true }).catch(() => undefined)));
    if (firstMade !== undefined) await removeEmptyFolders(resolve(folder), resolve(firstMade));
    throw error;
  }
}

/**
 * Makes a folder and those above it that are missing, one by one: all at once, Node 20 never returns where the system
 * makes none (/proc).
 *
 * @returns the outermost that was made.
 */
async function makeFolder(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder);
    return folder;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return undefined;
    if (code !== 'ENOENT' || (await stat(dirname(folder)).then(isDirectory, () => false))) throw error;
  }
  const outermost = await makeFolder(dirname(folder));
  await mkdir(folder);
  return outermost ?? folder;
}

const isDirectory = (found: { isDirectory(): boolean }): boolean => found.isDirectory();

/** Removes `folder` and those above it up to `outermost`; one that is not empty ends it. */
async function removeEmptyFolders(folder: string, outermost: string): Promise<void> {
  for (let current = folder; current.startsWith(outermost); current = dirname(current)) {
    try {
      await rmdir(current);
    } catch {
      return;
    }
  }
}

import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { nameHint } from '../nearest.js';
import type { Toolkit } from '../plugins/createToolkit.js';
import { parseScenario } from '../scenario/parseScenario.js';
import type { Scenario } from '../scenario/scenario.js';
import { isFolder, isNoFile, missingFile, notUtf8, tooLarge, unreadable } from './inputError.js';

/** The largest scenario file: the most layers that a scenario may have take a tenth of it. */
export const largestBytes = 1_000_000;

/**
 * The scenario in `file`, or, if there is no such file, the ready one of that name.
 *
 * @throws InputError, or ScenarioError.
 */
export async function readScenarioFile(file: string, toolkit: Toolkit): Promise<Scenario> {
  const text = await readText(file);
  if (text !== undefined) return parseScenario(text, toolkit, { source: basename(file) });
  if (toolkit.scenarios.has(file)) return parseScenario(toolkit.scenarios.get(file), toolkit, { source: file });
  throw missingFile(file, nameHint(file, toolkit.scenarios.names()));
}

/** The file's text; undefined if there is no such file. Its size is looked at before it is read. */
async function readText(file: string): Promise<string | undefined> {
  const status = await unlessAbsent(file, stat(file));
  if (!status) return undefined;
  if (status.isDirectory()) throw isFolder(file);
  if (!status.isFile()) throw isNoFile(file);
  if (status.size > largestBytes) throw tooLarge(file, status.size, largestBytes);
  const bytes = await unlessAbsent(file, readFile(file));
  return bytes && decode(bytes, file);
}

async function unlessAbsent<T>(file: string, access: Promise<T>): Promise<T | undefined> {
  try {
    return await access;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw unreadable(file, error);
  }
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw notUtf8(file);
  }
}

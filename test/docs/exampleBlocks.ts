import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.js';

/** A fenced TypeScript block of a page or of a docstring. */
export interface ExampleBlock {
  /** The file it stands in, relative to the repository. */
  readonly file: string;
  /** The line of that file on which the code begins, from 1. */
  readonly line: number;
  readonly code: string;
  /** Whether it is executed; a block fenced as `ts no-run` is type-checked only. */
  readonly runs: boolean;
}

const isPage = (file: string): boolean =>
  file === 'README.md' || /^packages\/[^/]+\/README\.md$/.test(file) || /^(docs|examples)\/.*\.md$/.test(file);
const isSource = (file: string): boolean => /^packages\/[^/]+\/src\/.*\.ts$/.test(file) && !file.endsWith('.test.ts');

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.startsWith('.')) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

/** The lines of a source file with everything blanked that is not a docstring, and its asterisks taken off. */
function docstringLines(source: string): string[] {
  let inside = false;
  return source.split('\n').map((line) => {
    if (/^\s*\/\*\*/.test(line)) inside = true;
    if (!inside) return '';
    if (line.includes('*/')) inside = false;
    return line.replace(/^\s*(\/\*\*|\*(?!\/)) ?/, '');
  });
}

function fencedBlocks(file: string, lines: readonly string[]): ExampleBlock[] {
  const blocks: ExampleBlock[] = [];
  for (let index = 0; index < lines.length; index++) {
    const fence = /^\s*```(ts|typescript)( no-run)?\s*$/.exec(lines[index] as string);
    if (!fence) continue;
    const end = lines.findIndex((line, at) => at > index && /^\s*```\s*$/.test(line));
    if (end < 0) throw new Error(`${file}:${index + 1}: this code block is never closed`);
    blocks.push({ file, line: index + 2, code: lines.slice(index + 1, end).join('\n'), runs: fence[2] === undefined });
    index = end;
  }
  return blocks;
}

/** Every TypeScript block of the READMEs, of `docs/`, of `examples/` and of the packages' docstrings. */
export function exampleBlocks(): ExampleBlock[] {
  return ['README.md', ...['docs', 'examples', 'packages'].flatMap(filesIn)].flatMap((file) => {
    if (!isPage(file) && !isSource(file)) return [];
    const text = readFileSync(join(root, file), 'utf8');
    return fencedBlocks(file, isPage(file) ? text.split('\n') : docstringLines(text));
  });
}

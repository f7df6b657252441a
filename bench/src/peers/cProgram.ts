import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { noCompiler, programEnded } from '../errors.js';
import { FLOAT64_TOLERANCE, type Case, type Contestant, type Peer } from './peer.js';

const COMPILER = 'gcc';
/** Seen from the bundle, `dist/`. */
const SOURCES = join(import.meta.dirname, '../src');

export const cOptimized: Peer = cProgram('c', 'C, gcc -O3', ['-O3']);
export const cFast: Peer = cProgram('c-fast', 'C, gcc -Ofast -march=native', ['-Ofast', '-march=native']);

/** The C source of a problem, compiled into a program that evaluates and times itself on request. */
function cProgram(name: string, title: string, flags: readonly string[]): Peer {
  return {
    name,
    title,
    tolerance: FLOAT64_TOLERANCE,
    form: 'by hand',
    aheadOfTime: true,
    async load(entry) {
      const folder = await mkdtemp(join(tmpdir(), 'fermat-bench-'));
      try {
        const program = join(folder, 'program');
        await compile(entry.problem.source, flags, program);
        const contestant = await started(program, entry);
        return () => contestant;
      } finally {
        // A running program needs its file no longer.
        await rm(folder, { recursive: true });
      }
    },
  };
}

async function compile(source: string, flags: readonly string[], program: string): Promise<void> {
  const folder = join(SOURCES, 'problems');
  const files = [join(SOURCES, 'peers/server.c'), join(folder, source)];
  const args = ['-std=c11', '-D_POSIX_C_SOURCE=200809L', ...flags, `-I${folder}`, ...files, '-lm', '-o', program];
  await promisify(execFile)(COMPILER, args).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? noCompiler(COMPILER) : error;
  });
}

async function started(program: string, { count, instance: { parameters, start } }: Case): Promise<Contestant> {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child, 'spawn');
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (command: string): Promise<readonly number[]> => {
    child.stdin.write(`${command}\n`);
    const { value, done } = await answers.next();
    if (done === true) throw programEnded(program);
    return value.split(' ').map(Number);
  };
  child.stdin.write(`${[count, start.length, parameters.length, ...parameters, ...start].join(' ')}\n`);
  return {
    async evaluate() {
      const [value, ...gradient] = await ask('e');
      return { value: value!, gradient };
    },
    async time(rounds) {
      const [nanoseconds] = await ask(`t ${rounds}`);
      return nanoseconds! / 1e9;
    },
    close: () => child.stdin.end(),
  };
}

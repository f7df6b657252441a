import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DuelRequest, DuelResult } from './duelResult.js';

const PATIENCE_MS = 120_000;

/** Runs a duel in a process of its own; one that crashes or does not end is a contestant that failed. */
export async function runDuel(request: DuelRequest): Promise<DuelResult> {
  const program = join(import.meta.dirname, 'duel.js');
  const child = spawn(process.execPath, [program, JSON.stringify(request)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  const [output, complaints, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (code === 0) return JSON.parse(output.slice(output.lastIndexOf('\n') + 1)) as DuelResult;
  if (signal === 'SIGKILL') return { status: 'failed', reason: `no result within ${PATIENCE_MS / 1000} s` };
  const reason = complaints.split('\n').find(line => /error|fatal/i.test(line)) ?? `ended with ${code ?? signal}`;
  return { status: 'failed', reason };
}

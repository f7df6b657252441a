import { test } from 'vitest';
import { bytesOfScan, STATE_SIZE } from './bytesOfScan.js';

declare const console: { log(text: string): void };

test('memory of the gradient of a long scan', () => {
  const row = (cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
  const kib = (bytes: number): string => (bytes / 1024).toFixed(1);
  console.log(`Memory of the compiled gradient of a scan with a state of ${STATE_SIZE} numbers, in KiB:\n`);
  row(['steps', 'every carry kept', "checkpoint: 'sqrt'"]);
  row(['---:', '---:', '---:']);
  for (const steps of [100, 400, 1600, 6400, 10_000, 102_400]) row([steps, kib(bytesOfScan(steps)), kib(bytesOfScan(steps, { checkpoint: 'sqrt' }))]);
});

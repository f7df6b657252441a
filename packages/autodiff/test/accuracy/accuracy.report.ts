import { expect, test } from 'vitest';
import { numberAlgebra } from '../../src/kernel/numberAlgebra.js';
import { functions } from './functions.js';
import { measure } from './measure.js';

declare const console: { log(text: string): void };

const SEED = 1;
const POINTS_PER_SAMPLE = 5_000;

test('worst errors, in units in the last place', () => {
  console.log(`function       ours  Math.*   limit  points   worst at`);
  for (const measured of functions) {
    const implementation = (...args: number[]): number =>
      measured.meaning<number, number, boolean>(numberAlgebra, ...args);
    const ours = measure(measured, implementation, POINTS_PER_SAMPLE, SEED);
    const native = (Math as unknown as Record<string, unknown>)[measured.name];
    const theirs =
      typeof native === 'function'
        ? measure(measured, native as typeof implementation, POINTS_PER_SAMPLE, SEED)
        : undefined;
    console.log(
      [
        measured.name.padEnd(13),
        ours.worst.toFixed(3).padStart(5),
        (theirs === undefined ? '' : theirs.worst.toFixed(3)).padStart(7),
        String(measured.limit).padStart(7),
        String(ours.points).padStart(7),
        `  ${ours.worstAt.join(', ')}`,
      ].join(' '),
    );
    expect.soft(ours.worst).toBeLessThanOrEqual(measured.limit);
  }
}, 3_600_000);

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

/** What a program in this folder prints; it must end well and be silent on standard error. */
async function output(...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, args, { cwd: import.meta.dirname });
  expect(stderr).toBe('');
  return stdout;
}

test('crossingByHand follows the gradient to the least time', async () => {
  const text = await output('crossingByHand.js');
  expect(text).toContain('step  0: 102.64529386 s');
  expect(text).toContain('step 10: 82.17073070 s');
  expect(text).toContain('step 80: 81.91168784 s');
  expect(text).toMatch(/\[ '1\.0644\d\d', '1\.0644\d\d', '1\.0644\d\d' \]/);
});

test('leastTimeLayers finds the crossings, and certifies them', async () => {
  const text = await output('leastTimeLayers.js');
  expect(text).toContain('cross at 11.173074 and 14.542989: 81.911687845 s');
  const gap = Number(/relative gap (\S+)/.exec(text)?.[1]);
  expect(gap).toBeGreaterThanOrEqual(0);
  expect(gap).toBeLessThan(1e-12);
});

test('a plugin with a medium of its own: the drone lingers where the wind carries it', async () => {
  const text = await output('wind-plugin/main.js');
  const along = (name: string): number => Number(new RegExp(`${name} +(-?[\\d.]+) m`).exec(text)?.[1]);
  expect(along('tailwind')).toBeGreaterThan(along('ground'));
  expect(along('ground')).toBeGreaterThan(along('headwind'));
  expect(along('ground') + along('headwind') + along('tailwind')).toBeCloseTo(500, 0);
  const [, time, straight] = /([\d.]+) s, straight ([\d.]+) s/.exec(text) ?? [];
  expect(Number(time)).toBeLessThan(Number(straight));
});

test('optimisers converge to the closed form, L-BFGS with the fewest iterations', async () => {
  const runs = (await output('optimisers.js')).trim().split('\n').map((line) => {
    const [, iterations, excess] = /(\d+) iterations, \d+ evaluations, converged within (\S+) s$/.exec(line) ?? [];
    return { iterations: Number(iterations), excess: Number(excess) };
  });
  expect(runs).toHaveLength(3);
  for (const { excess } of runs) expect(Math.abs(excess)).toBeLessThan(1e-9);
  const [descent = Infinity, momentum = Infinity, lbfgs = Infinity] = runs.map(({ iterations }) => iterations);
  expect(momentum).toBeLessThan(descent);
  expect(lbfgs).toBeLessThan(momentum);
});

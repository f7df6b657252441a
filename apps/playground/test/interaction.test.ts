import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressOf, anchorOf, checkQuiet, dragFrom, launch, numberIn, openPage, settled, show, text } from './openPage.js';

let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launch();
  ({ page, complaints } = await openPage(browser));
});

afterEach(() => checkQuiet(complaints));

afterAll(() => browser.close());

const value = async (id: string): Promise<number> => Number(await page.locator(`#${id}`).inputValue());

describe('with the three terrains', () => {
  beforeEach(() => show(page));

  it('descends to the least time, as Snell’s law confirms', async () => {
    expect(await text(page, '#metric-time')).toBe('81.9117');
    expect(await text(page, '#metric-least')).toBe('81.9117');
    expect(await text(page, '#snell-status')).toBe('ok');
    expect(await text(page, '#snell')).toMatch(/48\.17°\s+1\.064487\s+18\.62°\s+1\.064487/);
    expect(await text(page, '#notice')).toContain('Converged');
    await page.getByRole('button', { name: 'First iteration' }).click();
    await settled(page);
    expect(await text(page, '#metric-time')).toBe('102.6453');
    expect(await text(page, '#snell-status')).toBe('not yet');
  });

  it('steps through the known values of the descent', async () => {
    await page.locator('#iteration').focus();
    await page.keyboard.press('Home');
    const values: string[] = [];
    for (let iteration = 0; iteration <= 10; iteration++) {
      await settled(page);
      values.push(await text(page, '#metric-time'));
      await page.getByRole('button', { name: 'One iteration forward' }).click();
    }
    expect([0, 1, 5, 10].map((i) => values[i])).toEqual(['102.6453', '94.1849', '83.9818', '82.1707']);
  });

  it('plays, and can be paused', async () => {
    await show(page, 'step=0.05&iterations=300');
    await page.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => numberIn(page, '#iteration-number'), { timeout: 15_000 }).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Pause' }).click();
    await settled(page);
    const paused = await numberIn(page, '#iteration-number');
    expect(paused).toBeLessThan(await numberIn(page, '#iteration-count'));
    expect(await page.locator('#play').getAttribute('aria-pressed')).toBe('false');
  });

  it('finds another path when a speed slider is dragged', async () => {
    const before = { time: await numberIn(page, '#metric-least'), snell: await text(page, '#snell') };
    const box = (await page.locator('#speed-2').boundingBox())!;
    const fraction = (0.3 - 0.1) / 0.9;
    await dragFrom(page, [box.x + 8 + (box.width - 16) * fraction, box.y + box.height / 2], [30, 0]);
    const speed = await value('speed-2-number');
    expect(speed).toBeGreaterThan(0.4);
    expect(await numberIn(page, '#metric-least')).toBeLessThan(before.time);
    expect(await text(page, '#snell')).not.toBe(before.snell);
    expect(await text(page, '#snell-status')).toBe('ok');
    expect(await addressOf(page)).toContain(`speeds=0.7,${speed},0.45`);
    expect(await text(page, '#terrain .overlay')).toContain(`Mud ${speed.toFixed(2)} m/s`);
  });

  it('starts elsewhere when the start is dragged over the landscape', async () => {
    const count = await numberIn(page, '#iteration-count');
    await dragFrom(page, await anchorOf(page, '#landscape .handle-start'), [90, 40]);
    const start = [await value('start-1-number'), await value('start-2-number')];
    expect(start[0]).toBeGreaterThan(4);
    expect(start[1]).toBeLessThan(15);
    expect(await text(page, '#metric-least')).toBe('81.9117');
    expect(await numberIn(page, '#iteration-count')).not.toBe(count);
    await page.getByRole('button', { name: 'First iteration' }).click();
    await settled(page);
    expect(await text(page, '#metric-time')).not.toBe('102.6453');
  });

  it('follows a crossing of the first path, a border and the goal on the map', async () => {
    await dragFrom(page, await anchorOf(page, '.handle-crossing >> nth=0'), [60, 0]);
    const [x1, x2] = [await value('start-1-number'), await value('start-2-number')];
    expect(x1).toBeGreaterThan(4);
    expect(x1 + x2).toBeCloseTo(19, 6);

    await dragFrom(page, await anchorOf(page, '.handle-border >> nth=0'), [0, -30]);
    const depths = [await value('depth-1-number'), await value('depth-2-number')] as const;
    expect(depths[0]).toBeGreaterThan(11);
    expect(depths[0] + depths[1]).toBeCloseTo(20, 6);

    await dragFrom(page, await anchorOf(page, '.handle-goal'), [-50, 0]);
    expect(await value('offset-number')).toBeLessThan(18);
    expect(await numberIn(page, '#metric-least')).toBeLessThan(81);
    expect(await text(page, '#snell-status')).toBe('ok');
  });

  it('moves the same points by the keyboard', async () => {
    await page.locator('.handle-crossing').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await settled(page);
    expect(await value('start-1-number')).toBe(3.1);
    await page.locator('#landscape .handle-start').focus();
    await page.keyboard.press('ArrowDown');
    await settled(page);
    expect(await value('start-2-number')).toBe(15.8);
    expect(await page.locator('#landscape .handle-start').getAttribute('aria-label')).toContain('x2 15.80 m');
  });

  it('shows the iteration of the curve that is clicked', async () => {
    const box = (await page.locator('#curve .u-over').boundingBox())!;
    await page.mouse.click(box.x + 3, box.y + 20);
    await settled(page);
    expect(await numberIn(page, '#iteration-number')).toBeLessThan(4);
  });

  it('enlarges the expression graph', async () => {
    await page.getByRole('button', { name: 'Enlarge' }).click();
    expect(await text(page, 'dialog')).toContain('sqrt');
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog').isVisible()).toBe(false);
  });

  it('exports a scenario that the command solves', async () => {
    await page.locator('#speed-3-number').fill('0.5');
    await settled(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export scenario' }).click()]);
    const folder = await mkdtemp(join(tmpdir(), 'fermat-export-'));
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    const command = join(import.meta.dirname, '../node_modules/@fermat/toolkit/dist/cli.js');
    await promisify(execFile)(process.execPath, [command, 'solve', file, '--out', folder, '--quiet']);
    const result = JSON.parse(await readFile(join(folder, 'three-terrains.json'), 'utf8')) as { time: number };
    expect(result.time.toFixed(4)).toBe(await text(page, '#metric-time'));
    await rm(folder, { recursive: true });
  });

  it('goes back to the beginning', async () => {
    await page.locator('#offset').fill('30');
    await settled(page);
    expect(await text(page, '#metric-least')).not.toBe('81.9117');
    await page.getByRole('button', { name: 'Reset' }).click();
    await settled(page);
    expect(await text(page, '#metric-least')).toBe('81.9117');
  });
});

describe('the method', () => {
  it('is chosen from a list, and shows the numbers it has a use for', async () => {
    await show(page);
    const plain = await numberIn(page, '#iteration-count');
    await page.locator('#method').selectOption({ label: 'Newton, trust region' });
    await settled(page);
    expect(await numberIn(page, '#iteration-count')).toBeLessThan(plain / 5);
    expect(await text(page, '#notice')).toContain('Converged');
    expect(await text(page, '#metric-time')).toBe('81.9117');
    expect(await page.locator('#step').isVisible()).toBe(false);
    expect(await addressOf(page)).toContain('method=newtonTrustRegion');
    await page.locator('#method').selectOption('adam');
    await settled(page);
    expect(await page.locator('#step').isVisible()).toBe(true);
    expect(await page.locator('#momentum').isVisible()).toBe(false);
  });

  it.each(['adam', 'rmsprop', 'conjugateGradient', 'lbfgs', 'bfgs', 'newtonTrustRegion', 'nelderMead'])('%s comes close to the least time', async (method) => {
    await show(page, `method=${method}&step=0.2&iterations=300`);
    expect(await page.locator('#method').inputValue()).toBe(method);
    expect(await numberIn(page, '#metric-time')).toBeCloseTo(81.9117, 1);
  });
});

describe('a link', () => {
  it('reproduces the scene', async () => {
    await show(page);
    await page.locator('#speed-1').fill('0.9');
    await page.locator('#depth-3').fill('14');
    await page.locator('#momentum').fill('0.3');
    await page.getByRole('button', { name: '3D' }).click();
    await page.getByRole('button', { name: 'Excess, log' }).click();
    await page.getByRole('button', { name: 'First iteration' }).click();
    await page.getByRole('button', { name: 'One iteration forward' }).click();
    await settled(page);
    const hash = await addressOf(page);
    const seen = (on: Page): Promise<string[]> =>
      Promise.all(['#metrics', '#snell', '#notice', '.scrubber-label', '#terrain .overlay'].map((part) => text(on, part)));
    const other = await openPage(browser, hash.slice(1));
    expect(await seen(other.page)).toEqual(await seen(page));
    expect(await addressOf(other.page)).toBe(hash);
    expect(await other.page.locator('#terrain-mode [data-value="3d"]').getAttribute('aria-pressed')).toBe('true');
    expect(other.complaints).toEqual([]);
    await other.page.close();
  });

  it('pasted over the present one changes the scene', async () => {
    await show(page, 'speeds=0.5,0.5,0.5');
    // One speed everywhere: the straight line.
    expect(await text(page, '#metric-least')).toBe((Math.hypot(20, 30) / 0.5).toFixed(4));
  });
});

describe('words for what goes wrong', () => {
  it('says that a step is too long, and which would do', async () => {
    await show(page, 'step=6&iterations=40');
    expect(await text(page, '#notice')).toMatch(/diverges.*Steps below \d\.\d+ settle/s);
    const longest = Number(/below (\d\.\d+)/.exec(await text(page, '#notice'))![1]);
    for (const [step, settles] of [[longest - 0.05, true], [longest + 0.05, false]] as const) {
      await page.locator('#step-number').fill(String(step));
      await page.locator('#iterations-number').fill('3000');
      await settled(page);
      expect((await text(page, '#notice')).includes('Converged')).toBe(settles);
    }
  });

  it('names a number that makes no sense, and recovers', async () => {
    await show(page, 'speeds=0.7,-0.3,abc');
    expect(await text(page, '#alert')).toContain('The speed of mud is -0.3: give a number above 0');
    expect(await page.locator('#speed-2-number').getAttribute('aria-invalid')).toBe('true');
    await page.locator('#speed-2-number').fill('0.3');
    await settled(page);
    expect(await page.locator('#speed-2-number').getAttribute('aria-invalid')).toBe('false');
    expect(await text(page, '#alert')).toContain('The speed of sand');
    await page.getByRole('button', { name: 'Back to the three terrains' }).click();
    await settled(page);
    expect(await page.locator('#alert').isVisible()).toBe(false);
    expect(await text(page, '#metric-least')).toBe('81.9117');
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, checkQuiet, dragFrom, launch, mapPage, numberIn, openPage, settled, show, text, type Position } from './openPage.js';
import { violations } from './violations.js';

let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launch();
  ({ page, complaints } = await openPage(browser, '', mapPage));
});

afterEach(() => checkQuiet(complaints));

afterAll(() => browser.close());

/** Waits until the present setup has been solved. */
async function solved(): Promise<void> {
  await settled(page);
  await page.locator('.routes:not(.stale)').waitFor({ state: 'attached' });
}

async function showMap(hash = ''): Promise<void> {
  await show(page, hash, mapPage);
  await solved();
}

/** Where a handle is on the screen. */
async function handle(name: string): Promise<Position> {
  return page.locator(name).evaluate((element): [number, number] => {
    const { left, top } = element.getBoundingClientRect();
    return [left, top];
  });
}

const fills = (): Promise<(string | null)[]> => page.locator('.ground path').evaluateAll((paths) => paths.map((path) => path.getAttribute('fill')));
const route = (): Promise<string | null> => page.locator('.route').getAttribute('points');

describe('the map', () => {
  it('shows terrains by their speeds, and the ways over them', async () => {
    const colors = await fills();
    expect(colors).toHaveLength(5);
    expect(new Set(colors).size).toBe(5);
    expect(colors[4]).toBe('url(#impassable)');
    expect(await text(page, '#metric-least')).toBe('50.1126');
    expect(await page.locator('.way').count()).toBe(3);
    expect(await page.locator('.other').count()).toBe(2);
    expect(await text(page, '#notice')).toMatch(/Least time 50\.113 s.*certified.*straight line is blocked.*next best way takes 52\.106 s/);
    expect(await text(page, '#certificate')).toMatch(/No path, whichever way it goes, takes less than 50\.1125\d+ s/);
    expect(await text(page, '#snell-summary')).toContain("Snell's law holds at 7 crossings");
    const times = (await page.locator('.leg-time').allInnerTexts()).map(Number.parseFloat);
    expect(times.reduce((sum, time) => sum + time, 0)).toBeCloseTo(50.1126, 2);
  });

  it('draws the way where it is', async () => {
    // The corner of the dunes at (20, 22), on a map of 120 by 90 with north up.
    expect(await route()).toMatch(/^8,82 20,68 /);
  });

  it('looks at another way, as a link to it does', async () => {
    const fastest = await route();
    await page.getByRole('button', { name: 'Way 2' }).click();
    await settled(page);
    expect(await text(page, '#metric-time')).toBe('52.1060');
    expect(await text(page, '#certificate')).toContain('1.993 s more than the fastest');
    const second = await route();
    expect(second).not.toBe(fastest);
    const hash = await addressOf(page);
    expect(hash).toContain('shown=1');
    await showMap();
    expect(await route()).toBe(fastest);
    await showMap(hash.slice(1));
    expect(await route()).toBe(second);
    expect(await page.getByRole('button', { name: 'Way 2' }).getAttribute('aria-pressed')).toBe('true');
  });
});

describe('a change', () => {
  it('of a speed is solved anew', async () => {
    await showMap();
    const before = await numberIn(page, '#metric-least');
    await page.locator('#background-number').fill('2.8');
    await solved();
    expect(await numberIn(page, '#metric-least')).toBeLessThan(before - 5);
    expect(await addressOf(page)).toContain('background=2.8');
  });

  it('by dragging moves the goal and a terrain', async () => {
    await showMap();
    await dragFrom(page, await handle('.handle-to'), [-20, 60]);
    await solved();
    expect(await page.locator('#to-x-number').inputValue()).not.toBe('112');
    expect(await numberIn(page, '#metric-least')).toBeLessThan(50);

    await dragFrom(page, await handle('.handle-terrain:has-text("kelp")'), [-70, 0]);
    await solved();
    const moved = new URLSearchParams((await addressOf(page)).slice(1)).get('moved')!.split(',').map(Number);
    expect(moved[6]).toBeLessThan(-5);
    expect(moved[7]).toBe(0);
  });

  it('by the keyboard does the same', async () => {
    await showMap();
    await page.locator('.handle-from').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowUp');
    await solved();
    expect([await page.locator('#from-x-number').inputValue(), await page.locator('#from-y-number').inputValue()]).toEqual(['13', '8.5']);
    expect(await page.locator('.handle-from').getAttribute('aria-label')).toContain('Start: x 13.0 m, y 8.5 m');
    await page.locator('.handle-terrain', { hasText: 'rocks' }).focus();
    await page.keyboard.press('ArrowDown');
    await solved();
    expect(await addressOf(page)).toContain('moved=0,0,0,0,0,0,0,0,0,-0.5');
  });

  it('of a corner bends a terrain: by the pointer once its name is touched, and by the keyboard', async () => {
    await showMap();
    const corner = page.locator('.handle-corner[aria-label^="Corner 3 of kelp"]');
    expect(await corner.isVisible()).toBe(false);
    await page.locator('.handle-terrain', { hasText: 'kelp' }).focus();
    await dragFrom(page, await handle('.handle-corner[aria-label^="Corner 3 of kelp"]'), [30, -30]);
    await solved();
    const cornersOf = async (): Promise<number[]> => new URLSearchParams((await addressOf(page)).slice(1)).get('corners')!.split(',').map(Number);
    const dragged = await cornersOf();
    // Two rings of six and five corners, the jetty's four, and two of the kelp lie before it.
    const [x, y] = [dragged[34]!, dragged[35]!];
    expect(x).toBeGreaterThan(86);
    expect(y).toBeGreaterThan(48);
    const bent = await page.locator('.ground path').nth(3).getAttribute('d');
    expect(bent).toContain(`L${x} `);
    await corner.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await solved();
    expect((await cornersOf()).slice(34, 36)).toEqual([Math.round(10 * (x + 5)) / 10, y]);
    expect(await corner.getAttribute('aria-label')).toContain(`y ${y.toFixed(1)} m`);
    await page.getByRole('button', { name: 'Reset' }).click();
    await solved();
    expect(await addressOf(page)).not.toContain('corners');
  });

  it('of a corner that makes a terrain cross itself is named, and taken back', async () => {
    await showMap();
    await page.locator('.handle-corner[aria-label^="Corner 1 of kelp"]').evaluate((element) => (element.parentElement!.firstElementChild as HTMLElement).focus());
    await page.locator('.handle-corner[aria-label^="Corner 1 of kelp"]').focus();
    for (let i = 0; i < 12; i++) await page.keyboard.press('Shift+ArrowLeft');
    await page.locator('#alert').waitFor();
    expect(await text(page, '#alert')).toContain('cross');
    for (let i = 0; i < 12; i++) await page.keyboard.press('Shift+ArrowRight');
    await page.locator('#alert').waitFor({ state: 'hidden' });
    await solved();
    expect(await text(page, '#metric-least')).toBe('50.1126');
  });

  it('of the clearance leads the way around the rocks at a distance', async () => {
    await showMap();
    await page.locator('#clearance-weight-number').fill('1');
    await solved();
    expect(await text(page, '#notice')).toMatch(/staying clear.*time and clearance together/s);
    expect(await numberIn(page, '#metric-least')).toBeGreaterThan(50.2);
    expect(await text(page, '#certificate')).toContain('more than the time counts');
    expect(await page.locator('.crossing-dot').count()).toBe(0);
    expect(await addressOf(page)).toContain('clearance=1,8');
    await page.locator('#clearance-weight-number').fill('0');
    await solved();
    expect(await text(page, '#metric-least')).toBe('50.1126');
  });

  it('is exported as a scenario that the command solves', async () => {
    await showMap('speeds=6,4.6,6.5,2,0&moved=0,0,0,0,0,0,0,0,-10,3');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export scenario' }).click()]);
    const folder = await mkdtemp(join(tmpdir(), 'fermat-export-'));
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    const command = join(import.meta.dirname, '../node_modules/@fermat/toolkit/dist/cli.js');
    await promisify(execFile)(process.execPath, [command, 'solve', file, '--out', folder, '--quiet']);
    const result = JSON.parse(await readFile(join(folder, 'across-the-bay.json'), 'utf8')) as { time: number };
    expect(result.time.toFixed(4)).toBe(await text(page, '#metric-time'));
    await rm(folder, { recursive: true });
  });
});

describe('words for what goes wrong', () => {
  it('says that no way leads to the goal', async () => {
    await showMap('background=0&to=94,50');
    expect(await text(page, '#notice')).toContain('No way through');
    expect(await text(page, '#metric-time')).toBe('–');
    expect(await page.locator('.way').count()).toBe(0);
    await page.getByRole('button', { name: 'Reset' }).click();
    await solved();
    expect(await text(page, '#metric-least')).toBe('50.1126');
  });

  it('names a number that makes no sense, and recovers', async () => {
    await show(page, 'speeds=6,-4.6,6.5,1,0', mapPage);
    await page.locator('#alert').waitFor();
    expect(await text(page, '#alert')).toContain('The speed of dunes is -4.6: give a number of at least 0');
    expect(await page.locator('#speed-2-number').getAttribute('aria-invalid')).toBe('true');
    await page.locator('#speed-2-number').fill('4.6');
    await solved();
    expect(await page.locator('#alert').isVisible()).toBe(false);
    expect(await text(page, '#metric-least')).toBe('50.1126');
  });

  it('has pictures behind a link that cannot be solved, and says why: a start in the rocks', async () => {
    const other = await openPage(browser, '', mapPage);
    await other.page.goto('about:blank');
    await show(other.page, 'from=92,66', mapPage);
    await other.page.locator('#alert').waitFor();
    expect(await text(other.page, '#alert')).toMatch(/from is \[92, 66\], outside the map or where nothing passes/);
    await other.page.locator('.route').first().waitFor({ state: 'attached' });
    await other.page.getByRole('button', { name: 'Back to the bay' }).click();
    await other.page.locator('#alert').waitFor({ state: 'hidden' });
    await other.page.locator('.routes:not(.stale)').waitFor({ state: 'attached' });
    expect(other.complaints).toEqual([]);
    await other.page.close();
  });
});

describe('the page', () => {
  it.each(['light', 'dark'] as const)('keeps the rules of axe in the %s scheme', async (colorScheme) => {
    await showMap();
    await page.emulateMedia({ colorScheme });
    await settled(page);
    expect(await violations(page)).toEqual([]);
  });

  it.each([
    ['a desktop', { width: 1440, height: 900 }],
    ['a small laptop', { width: 1100, height: 700 }],
    ['a tablet', { width: 820, height: 1180 }],
    ['a phone', { width: 390, height: 844 }],
    ['a small phone', { width: 320, height: 568 }],
  ])('fits the width of %s, with the whole map in sight', async (_, viewport) => {
    await page.setViewportSize(viewport);
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    const [plan, stage] = await Promise.all(['.plan', '#map'].map((part) => page.locator(part).boundingBox()));
    expect(plan!.width / plan!.height).toBeCloseTo(120 / 90, 1);
    expect(plan!.width).toBeGreaterThan(200);
    expect(plan!.x).toBeGreaterThanOrEqual(stage!.x - 1);
    expect(plan!.y + plan!.height).toBeLessThanOrEqual(stage!.y + stage!.height + 1);
  });

  it('leads to the layers, and back', async () => {
    await page.setViewportSize({ width: 1100, height: 760 });
    await page.getByRole('link', { name: 'Layers' }).click();
    await page.locator('#graph svg').waitFor();
    await page.getByRole('link', { name: 'Map' }).click();
    await page.locator('.route').first().waitFor({ state: 'attached' });
    expect(await page.getByRole('link', { name: 'Map' }).getAttribute('aria-current')).toBe('page');
  });
});

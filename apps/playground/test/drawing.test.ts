import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { anchorOf, checkQuiet, countPixels, launch, openPage, pixelsAt, settled, show, text, type Position } from './openPage.js';

const LAST_ITERATION = '#e0218a';
const EARLY_ITERATION = '#8a4dff';
const TERRAIN = '#terrain canvas';
const LANDSCAPE = '#landscape canvas';

let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launch();
  ({ page, complaints } = await openPage(browser));
});

afterEach(() => checkQuiet(complaints));

afterAll(() => browser.close());

describe('the map', () => {
  it('shows the least-time path where it is', async () => {
    const start = await anchorOf(page, '.waypoint-start');
    const goal = await anchorOf(page, '.waypoint-goal');
    // The optimum of the three terrains: start (0, 0), goal (20, 30), borders crossed at depth 10 and 20.
    const onScreen = (x: number, depth: number): Position => [
      start[0] + ((goal[0] - start[0]) * x) / 20,
      start[1] + ((goal[1] - start[1]) * depth) / 30,
    ];
    const x1 = 11.173074074867204;
    const x2 = x1 + 3.3699144801078833;
    const onPath = [onScreen(x1 / 2, 5), onScreen((x1 + x2) / 2, 15), onScreen((x2 + 20) / 2, 25)];
    const beside = onPath.map(([x, y]): Position => [x + 60, y]);
    const [path, ground] = [await pixelsAt(page, TERRAIN, onPath), await pixelsAt(page, TERRAIN, beside)];
    path.forEach((pixel) => expect(distance(pixel, [224, 33, 138])).toBeLessThan(12));
    path.forEach((pixel, i) => expect(distance(pixel, ground[i]!)).toBeGreaterThan(80));
    expect(new Set(ground.map(String)).size).toBe(3);
  });

  it('is drawn in perspective as well', async () => {
    await show(page, 'terrain=3d');
    expect(await countPixels(page, TERRAIN, LAST_ITERATION)).toBeGreaterThan(200);
    const from = await anchorOf(page, '.waypoint-goal');
    await page.locator(TERRAIN).focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
    await settled(page);
    expect(await anchorOf(page, '.waypoint-goal')).not.toEqual(from);
  });
});

describe('the landscape', () => {
  it('shows the descent’s trail up to the shown iteration, and the optimum', async () => {
    await show(page);
    const whole = await countPixels(page, LANDSCAPE, EARLY_ITERATION, 100);
    const [optimum] = await pixelsAt(page, LANDSCAPE, [await anchorOf(page, '#landscape .tag')]);
    expect(Math.min(...optimum!)).toBeGreaterThan(220);
    await page.getByRole('button', { name: 'First iteration' }).click();
    await settled(page);
    expect(whole).toBeGreaterThan(200);
    expect(await countPixels(page, LANDSCAPE, EARLY_ITERATION, 100)).toBeLessThan(whole / 10);
  });

  it('can be turned by dragging', async () => {
    const before = await anchorOf(page, '#landscape .tag');
    const box = (await page.locator(LANDSCAPE).boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + box.height - 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 120, box.y + box.height - 20, { steps: 3 });
    await page.mouse.up();
    await settled(page);
    expect(await anchorOf(page, '#landscape .tag')).not.toEqual(before);
  });
});

describe('the layout', () => {
  it.each([
    ['a desktop', { width: 1440, height: 900 }],
    ['a small laptop', { width: 1100, height: 700 }],
    ['a tablet', { width: 820, height: 1180 }],
    ['a phone', { width: 390, height: 844 }],
    ['a small phone', { width: 320, height: 568 }],
  ])('fits the width of %s, with every panel in it, and stands still', async (_, viewport) => {
    await page.setViewportSize(viewport);
    await settled(page);
    await settled(page);
    const { scrollWidth, scrollHeight, panels } = await page.evaluate(() => ({
      scrollHeight: document.documentElement.scrollHeight,
      scrollWidth: document.documentElement.scrollWidth,
      panels: [...document.querySelectorAll('.panel')].map((panel) => panel.getBoundingClientRect().toJSON() as DOMRect),
    }));
    expect(scrollWidth).toBe(viewport.width);
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(scrollHeight);
    for (const { left, right, height } of panels) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(viewport.width);
      expect(height).toBeGreaterThan(180);
    }
  });

  it('follows the reader’s scheme', async () => {
    const brightness = async (colorScheme: 'light' | 'dark'): Promise<number> => {
      await page.emulateMedia({ colorScheme });
      const color = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
      return Math.max(...color.match(/\d+/g)!.map(Number));
    };
    expect(await brightness('light')).toBeGreaterThan(200);
    expect(await brightness('dark')).toBeLessThan(60);
  });
});

describe('without WebGL', () => {
  it('says so, and shows all that needs none', async () => {
    const withoutWebgl = await launch(['--disable-3d-apis']);
    const { page: plain, complaints: said } = await openPage(withoutWebgl);
    for (const stage of ['#landscape', '#terrain']) {
      expect(await text(plain, stage)).toMatch(/no WebGL 2.*hardware acceleration/s);
    }
    expect(await text(plain, '#metric-least')).toBe('81.9117');
    expect(await text(plain, '#snell-status')).toBe('ok');
    await plain.locator('#speed-2').fill('0.6');
    await settled(plain);
    expect(await text(plain, '#metric-least')).not.toBe('81.9117');
    expect(said).toEqual([]);
    await withoutWebgl.close();
  });
});

function distance(pixel: readonly number[], other: readonly number[]): number {
  return [0, 1, 2].reduce((sum, i) => sum + Math.abs(pixel[i]! - other[i]!), 0);
}

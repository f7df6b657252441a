import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, openPage, settled, show } from './openPage.js';
import { violations } from './violations.js';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launch();
  ({ page } = await openPage(browser));
});

afterAll(() => browser.close());

describe('the rules of axe', () => {
  it.each(['light', 'dark'] as const)('are kept in the %s scheme', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await settled(page);
    expect(await violations(page)).toEqual([]);
  });

  it('are kept while something is wrong', async () => {
    await show(page, 'speeds=0.7,-0.3,0.45');
    expect(await violations(page)).toEqual([]);
    await show(page, 'step=6');
    expect(await violations(page)).toEqual([]);
  });
});

describe('the keyboard', () => {
  it('reaches every control in order, and shows where it is', async () => {
    await show(page);
    await page.locator('body').click({ position: { x: 2, y: 2 } });
    const reached: string[] = [];
    for (let presses = 0; presses < 90; presses++) {
      await page.keyboard.press('Tab');
      const { id, outlined } = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const shown = [getComputedStyle(element), getComputedStyle(element, '::after'), getComputedStyle(element.parentElement ?? element)];
        return {
          id: element.id || [...element.classList].join('.') || element.parentElement!.id || element.tagName,
          outlined: shown.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px'),
        };
      });
      if (id === 'BODY') break;
      expect(outlined, id).toBe(true);
      reached.push(id);
    }
    for (const id of ['speed-1', 'iterations-number', 'play', 'iteration', 'handle.handle-start', 'handle.handle-goal', 'graph-enlarge']) {
      expect(reached).toContain(id);
    }
    expect(reached.indexOf('speed-1')).toBeLessThan(reached.indexOf('speed-2'));
  });
});

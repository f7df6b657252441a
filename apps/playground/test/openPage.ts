import { chromium, type Browser, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { requireBrowser } from '../../../tools/findBrowser.mjs';

/** WebGL in software, the rest of the page without it (four times as fast), and nothing that calls home. */
const FLAGS = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** What the driver says of the browser's own copying of pictures, when no graphics card does it. */
const OF_SOFTWARE_RENDERING = /GPU stall due to ReadPixels/;

/** A small desktop: software draws every pixel of it. */
const desktop = { width: 1100, height: 760 };

export function launch(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: requireBrowser(), args: [...FLAGS, ...flags] });
}

export interface OpenedPage {
  readonly page: Page;
  /** What the page wrote to the console as a warning or an error, and what it threw. */
  readonly complaints: string[];
}

/** A page of the playground, and what is there once it has drawn. */
interface Kind {
  readonly file: string;
  readonly drawn: string;
}

export const layersPage: Kind = { file: '', drawn: '#graph svg' };
export const mapPage: Kind = { file: 'map.html', drawn: '.routes:not(.stale) .route' };

/** Opens the playground and waits until it has drawn. */
export async function openPage(browser: Browser, hash = '', { file, drawn }: Kind = layersPage): Promise<OpenedPage> {
  const page = await browser.newPage({ viewport: desktop, colorScheme: 'light' });
  const complaints: string[] = [];
  page.on('console', (message) => {
    const complains = ['warning', 'error'].includes(message.type()) && !OF_SOFTWARE_RENDERING.test(message.text());
    if (complains) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${inject('url')}${file}#${hash}`);
  await page.locator(drawn).first().waitFor({ state: 'attached' });
  await settled(page);
  return { page, complaints };
}

/** Fails if the page has complained since it was last asked. */
export function checkQuiet(complaints: string[]): void {
  const said = complaints.splice(0);
  if (said.length > 0) throw new Error(`the page complained:\n${said.join('\n')}`);
}

let visits = 0;

/** Shows another scene on a page that is open already, as a link that is pasted over its address does. */
export async function show(page: Page, hash = '', { file }: Pick<Kind, 'file'> = layersPage): Promise<void> {
  // The same hash again would be no change, though the scene may have changed since; an unknown key makes it another.
  await page.goto(`${inject('url')}${file}#${hash}&visit=${++visits}`);
  await settled(page);
}

/** The hash of the page's address, once it has caught up. */
export async function addressOf(page: Page): Promise<string> {
  await page.waitForTimeout(300);
  return new URL(page.url()).hash;
}

/** Waits until a change has been derived and drawn: two frames. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
  );
}

export function text(page: Page, selector: string): Promise<string> {
  return page.locator(selector).innerText();
}

/** The number shown by an element, true minus sign and unit or not. */
export async function numberIn(page: Page, selector: string): Promise<number> {
  return Number.parseFloat((await text(page, selector)).replaceAll('−', '-'));
}

export type Position = readonly [x: number, y: number];

/** Where an element anchored over a picture points to, on the screen. */
export async function anchorOf(page: Page, selector: string): Promise<Position> {
  const { x, y } = await page.locator(selector).evaluate((element) => {
    const overlay = element.parentElement!.getBoundingClientRect();
    const { e, f } = new DOMMatrix(getComputedStyle(element).transform);
    return { x: overlay.left + e, y: overlay.top + f };
  });
  return [x, y];
}

export async function dragFrom(page: Page, [x, y]: Position, by: Position): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 5; step++) await page.mouse.move(x + (by[0] * step) / 5, y + (by[1] * step) / 5);
  await settled(page);
  await page.mouse.up();
  await settled(page);
}

/** Colours `[r, g, b, a]` of a WebGL canvas at positions on the screen. */
export function pixelsAt(page: Page, canvas: string, positions: readonly Position[]): Promise<number[][]> {
  return page.locator(canvas).evaluate((element, points) => {
    const target = element as HTMLCanvasElement;
    const gl = target.getContext('webgl2')!;
    const { left, bottom, width } = target.getBoundingClientRect();
    const ratio = target.width / width;
    return points.map(([x, y]) => {
      const pixel = new Uint8Array(4);
      gl.readPixels((x - left) * ratio, (bottom - y) * ratio, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      return [...pixel];
    });
  }, positions as [number, number][]);
}

/** How many pixels of a WebGL canvas are close to a colour, given as `#rrggbb`: the sum of differences below `within`. */
export function countPixels(page: Page, canvas: string, color: string, within = 24): Promise<number> {
  return page.locator(canvas).evaluate((element, { color: hex, within: limit }) => {
    const { width, height } = element as HTMLCanvasElement;
    const gl = (element as HTMLCanvasElement).getContext('webgl2')!;
    const pixels = new Uint8Array(width * height * 4);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    const [r, g, b] = [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as [number, number, number];
    let count = 0;
    for (let i = 0; i < pixels.length; i += 4) {
      if (Math.abs(pixels[i]! - r) + Math.abs(pixels[i + 1]! - g) + Math.abs(pixels[i + 2]! - b) < limit) count++;
    }
    return count;
  }, { color, within });
}

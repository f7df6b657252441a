import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

/** The typefaces come with the package, so that text looks the same on a machine without any. */
const fontFiles = ['IBMPlexSans_400Regular.ttf', 'IBMPlexSans_600SemiBold.ttf'].map((file) =>
  fileURLToPath(new URL(`fonts/${file}`, import.meta.url)),
);

/** The picture of an SVG at twice its size, for sharp text on screens and in print. */
export function renderPng(svg: string): Uint8Array {
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'IBM Plex Sans', sansSerifFamily: 'IBM Plex Sans' },
  });
  return image.render().asPng();
}

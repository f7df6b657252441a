/** Colours of terrains from slow to fast: peat, mud, sand, grass, road. Shared by the map, the sliders and Snell's table. */
export const speedColors = ['#493534', '#86573f', '#d6a763', '#9fbd74', '#e4ecc4'] as const;

/** The speeds, in metres per second, of the first and the last of them. */
export const speedColorRange = [0.1, 1] as const;

/** Colours of travel times from short to long: the valley is deep water. */
export const timeColors = ['#101c3f', '#1f4b80', '#3f8fae', '#9ccfc2', '#f1ecd2'] as const;

/** Colours of iterations from the start to the last. Shared by the trail, the paths, the curve and the scrubber. */
export const iterationColors = ['#a99bff', '#8a4dff', '#e0218a'] as const;

/** The colours that follow the reader's light or dark scheme, from the style sheet. */
export interface Scheme {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly panel: string;
}

export function readScheme(): Scheme {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return { ink: read('--ink'), muted: read('--muted'), line: read('--line'), panel: read('--panel') };
}

/** Calls back whenever the reader's scheme changes. */
export function onSchemeChange(callback: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', callback);
}

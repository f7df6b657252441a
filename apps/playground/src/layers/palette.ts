import { colorRamp, iterationFraction } from '@fermat/viz-three';
import { Color } from 'three';
import { speedColors } from '../page/speedColors.js';

/** The speeds, in metres per second, of the first and the last of the colours of terrains. */
export const speedColorRange = [0.1, 1] as const;

/** Colours of travel times from short to long: the valley is deep water. */
export const timeColors = ['#14204a', '#1f4f86', '#3d8db0', '#8fc8c3', '#f0ead0'] as const;

/** Colours of iterations from the start to the last. Shared by the trail, the paths, the curve and the scrubber. */
export const iterationColors = ['#a99bff', '#8a4dff', '#e0218a'] as const;

const speedRamp = colorRamp(speedColors);
const iterationRamp = colorRamp(iterationColors);

/** The colour of a speed, as on the map. */
export function speedColor(speed: number): string {
  const [slow, fast] = speedColorRange;
  return `#${speedRamp((speed - slow) / (fast - slow), new Color()).getHexString()}`;
}

/** The colours of so many iterations along a line of even steps, as stops of a gradient from 0 to 1. */
export function iterationStops(total: number): readonly { readonly at: number; readonly color: string }[] {
  const count = 24;
  return Array.from({ length: count + 1 }, (_, i) => {
    // Closer together at the beginning, where the colours change fastest.
    const at = (i / count) ** 2;
    const fraction = iterationFraction(at * (total - 1), total);
    return { at, color: `#${iterationRamp(fraction, new Color()).getHexString()}` };
  });
}

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

import { Color, SRGBColorSpace, type ColorRepresentation, type RGB } from 'three';
import { noColorsError } from './errors.js';

/** Writes the colour of a fraction into `target` and returns it. Fractions outside 0..1 take the nearest end. */
export type ColorRamp = (fraction: number, target: Color) => Color;

/**
 * A colour ramp through evenly spaced stops, interpolated in sRGB, as pictures and style sheets are.
 *
 * @throws VizError `no-colors` for an empty list
 * @example
 * ```ts
 * import { colorRamp } from '@fermat/viz-three';
 * import { Color } from 'three';
 *
 * const ramp = colorRamp(['#000000', '#ffffff']);
 * console.log(ramp(0.5, new Color()).getHexString()); // 808080
 * ```
 */
export function colorRamp(stops: readonly ColorRepresentation[]): ColorRamp {
  if (stops.length === 0) throw noColorsError();
  const channels = stops.map((stop): RGB => new Color(stop).getRGB({ r: 0, g: 0, b: 0 }, SRGBColorSpace));
  const last = channels.length - 1;
  return (fraction, target) => {
    const position = Math.min(Math.max(fraction, 0), 1) * last || 0;
    const index = Math.min(Math.floor(position), Math.max(last - 1, 0));
    const below = channels[index]!;
    const above = channels[Math.min(index + 1, last)]!;
    const t = position - index;
    return target.setRGB(
      below.r + (above.r - below.r) * t,
      below.g + (above.g - below.g) * t,
      below.b + (above.b - below.b) * t,
      SRGBColorSpace,
    );
  };
}

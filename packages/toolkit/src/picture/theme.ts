import { interpolatePlasma } from 'd3-scale-chromatic';

/** Colours of a light page: told apart in print, in grey and with every common colour vision. */
export const ink = '#1b1f24';
export const softInk = '#5b636d';
export const faintInk = '#9aa1a9';
export const hairline = '#d5d9de';
export const paper = '#ffffff';

/** Sizes of type. */
export const type = { title: 26, lead: 15, heading: 13, body: 13, small: 12 } as const;

/** The family, and what stands in for it where it is not installed. */
export const fontFamily = "'IBM Plex Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/** From the start (0) to the end (1) of a descent: yellow over magenta to deep blue, darker at every step. */
export const progressColor = (progress: number): string => interpolatePlasma(0.88 - 0.83 * progress);

/** The line between two bands, also between those of equal tint. */
export const bandEdge = '#c3b8a3';

/** Where nothing passes. */
export const blockedColor = '#8d8f94';

/** A band's tint: the slower (0 is the slowest, 1 the fastest), the darker. */
export const bandColor = (ease: number): string => `hsl(${(44 - 6 * (1 - ease)).toFixed(0)} ${(34 - 4 * ease).toFixed(0)}% ${(81 + 15 * ease).toFixed(1)}%)`;

import type { Mark, Spot } from '../mark.js';
import { ink, softInk, type } from '../theme.js';

/** A part of the panel beside the plot, given its top left corner. */
export interface Section {
  readonly height: number;
  readonly marks: (corner: Spot) => readonly Mark[];
}

export const panelWidth = 308;

/** From a section's top to its first row, and from row to row. */
export const headingHeight = 24;
export const rowHeight = 21;

/** How high a section with so many rows is. */
export const heightOfRows = (count: number): number => headingHeight + count * rowHeight - 8;

/** The base line of a section's row. */
export const rowBase = (top: number, row: number): number => top + headingHeight + row * rowHeight + 6;

export const heading = (text: string, [x, y]: Spot): Mark => ({
  kind: 'text',
  at: [x, y + 4],
  text,
  size: type.heading,
  weight: 'semibold',
  color: ink,
});

/** What a row is about, on its left. */
export const label = (at: Spot, text: string): Mark => ({ kind: 'text', at, text, size: type.body, color: softInk });

/** A figure, which ends at `at`. */
export const figure = (at: Spot, text: string, color: string = ink): Mark => ({
  kind: 'text',
  at,
  text,
  size: type.body,
  anchor: 'end',
  color,
});

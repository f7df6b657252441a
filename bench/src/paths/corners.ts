/** The corners of a polygon, in order. */
export type Corners = readonly (readonly [number, number])[];

export const box = (xmin: number, ymin: number, xmax: number, ymax: number): Corners => [[xmin, ymin], [xmax, ymin], [xmax, ymax], [xmin, ymax]];

export const disc = (corners: number, radius: number): Corners =>
  Array.from({ length: corners }, (_, i) => [radius * Math.cos((2 * Math.PI * i) / corners), radius * Math.sin((2 * Math.PI * i) / corners)] as const);

import { ink } from './theme.js';

/** How a line is drawn: the same in the plot and in its legend. */
export interface Stroke {
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly dash?: readonly number[];
}

export const best: Stroke = { stroke: ink, strokeWidth: 2.75 };
/** A way that is not the best one. */
export const alternative: Stroke = { stroke: '#3b6ea8', strokeWidth: 2, dash: [1.5, 4] };
export const straight: Stroke = { stroke: '#3f4650', strokeWidth: 1.75, dash: [7, 5] };
export const faint: Omit<Stroke, 'stroke'> = { strokeWidth: 1.6 };

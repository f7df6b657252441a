import type { LayerKind } from '../../plugins/plugin.js';
import { softInk } from '../theme.js';

/** The straight line, to compare with. */
export const straightLayer: LayerKind<'drawing'> = {
  summary: 'the straight line from start to goal',
  target: 'drawing',
  create: ({ result }) => (frame) => [
    { kind: 'polyline', points: result.straight.path.map(frame.at), stroke: softInk, strokeWidth: 1.75, dash: [7, 5], clipped: true },
  ],
};

import type { LayerKind } from '../../plugins/plugin.js';
import { straight } from '../strokes.js';
import { paper } from '../theme.js';

/** The straight line, to compare with. */
export const straightLayer: LayerKind<'drawing'> = {
  summary: 'the straight line from start to goal',
  target: 'drawing',
  create: ({ result }) => (frame) => {
    const points = result.straight.path.map(frame.at);
    return [
      { kind: 'polyline', points, stroke: paper, strokeWidth: 3.5, opacity: 0.7, clipped: true },
      { kind: 'polyline', points, ...straight, clipped: true },
    ];
  },
};

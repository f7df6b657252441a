import type { LayerKind } from '../../plugins/plugin.js';
import { alternative } from '../strokes.js';
import type { Mark } from '../mark.js';
import { paper } from '../theme.js';

/** The other ways of locally least time, of which a search tells. */
export const alternativesLayer: LayerKind<'drawing'> = {
  summary: 'the other ways of locally least time',
  target: 'drawing',
  create: ({ result }) => (frame) =>
    [...result.alternatives].reverse().flatMap(({ path }): readonly Mark[] => {
      const points = path.map(frame.at);
      return [
        { kind: 'polyline', points, stroke: paper, strokeWidth: 4, opacity: 0.7, clipped: true },
        { kind: 'polyline', points, ...alternative, clipped: true },
      ];
    }),
};

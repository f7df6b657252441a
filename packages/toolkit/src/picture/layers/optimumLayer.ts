import type { LayerKind } from '../../plugins/plugin.js';
import type { Mark, Spot } from '../mark.js';
import { best } from '../strokes.js';
import { ink, paper, type } from '../theme.js';

/** The least-time path (the best one found, where no closed form gives it), and the ends of the way. */
export const optimumLayer: LayerKind<'drawing'> = {
  summary: 'the least-time path with its start and goal',
  target: 'drawing',
  create: ({ result }) => (frame) => {
    const points = (result.optimum ?? result).path.map(frame.at);
    const [start = [0, 0], goal = [0, 0]] = [result.straight.path[0], result.straight.path.at(-1)].map((point) => frame.at(point ?? []));
    const lines: readonly Mark[] = [
      { kind: 'polyline', points, stroke: paper, strokeWidth: 6, clipped: true },
      { kind: 'polyline', points, ...best, clipped: true },
    ];
    return [
      ...(points.length > 1 ? lines : []),
      ...end(start, 'start', 21),
      ...end(goal, 'goal', -13),
    ];
  },
};

const end = (center: Spot, text: string, below: number): readonly Mark[] => [
  { kind: 'circle', center, radius: 5.5, fill: paper, stroke: ink, strokeWidth: 2.5 },
  { kind: 'text', at: [center[0], center[1] + below], text, size: type.small, weight: 'semibold', anchor: 'middle', color: ink },
];

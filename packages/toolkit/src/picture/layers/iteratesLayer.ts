import type { LayerKind } from '../../plugins/plugin.js';
import type { ScenarioResult } from '../../run/scenarioResult.js';
import { isSearch } from '../../run/searchProblem.js';
import type { Mark } from '../mark.js';
import { faint } from '../strokes.js';
import { paper, progressColor } from '../theme.js';

/** How many iterates are drawn at most: all of the first ones, then ever fewer. */
const mostLines = 48;
/** With more crossings than this, dots would hide the lines. */
const mostDotted = 8;

/** How far along iteration `k` of `last` is, 0 to 1. Logarithmic: a descent does most of its work early. */
export const progress = (k: number, last: number): number => (last === 0 ? 1 : Math.log1p(k) / Math.log1p(last));

/** The optimiser's paths, coloured by iteration, with a dot at each crossing. */
export const iteratesLayer: LayerKind<'drawing'> = {
  summary: "the optimiser's paths, coloured by iteration",
  target: 'drawing',
  create: ({ result, problem }) => (frame) => {
    if (isSearch(problem)) return [];
    const last = result.iterations.length - 1;
    const lines = shown(result).map(({ iteration, x }) => ({
      points: problem.path(x).map(frame.at),
      color: progressColor(progress(iteration, last)),
    }));
    return [
      ...lines.map(({ points, color }): Mark => ({ kind: 'polyline', points, ...faint, stroke: color, opacity: 0.85, clipped: true })),
      ...lines.flatMap(({ points, color }) =>
        (points.length - 2 > mostDotted ? [] : points.slice(1, -1)).map((center): Mark => ({ kind: 'circle', center, radius: 3.1, fill: color, stroke: paper, strokeWidth: 0.7, clipped: true })),
      ),
    ];
  },
};

function shown({ iterations }: ScenarioResult): ScenarioResult['iterations'] {
  const last = iterations.length - 1;
  if (last < mostLines) return iterations;
  const chosen = new Set(Array.from({ length: mostLines }, (_, line) => Math.round(Math.expm1((line / (mostLines - 1)) * Math.log1p(last)))));
  return iterations.filter(({ iteration }) => chosen.has(iteration));
}

import type { SnellCrossing } from '@fermat/paths';
import type { LayerKind } from '../../plugins/plugin.js';
import { isSearch } from '../../run/searchProblem.js';
import { formatAngle } from '../formatNumber.js';
import type { Mark, Spot } from '../mark.js';
import { ink, paper, softInk, type } from '../theme.js';

const arcRadius = 34;
const normalReach = 46;
/** Nearer crossings than this share no room for arcs and numbers. */
const leastRoom = 78;

/** At each crossing the normal, and both angles with their values. */
export const anglesLayer: LayerKind<'drawing'> = {
  summary: 'the angles to the normal at each crossing',
  target: 'drawing',
  create: ({ result, problem }) => (frame) => {
    const corners = result.path.map(frame.at);
    // The borders of a map run in all directions: there, dots say where the path meets them.
    if (isSearch(problem)) return corners.slice(1, -1).map((corner) => dot(corner));
    return corners.slice(1, -1).flatMap((corner, index) => {
      const before = corners[index] ?? corner;
      const after = corners[index + 2] ?? corner;
      const crossing = result.snell?.crossings[index];
      const room = Math.min(Math.abs(corner[1] - before[1]), Math.abs(after[1] - corner[1]));
      return crossing && room >= leastRoom ? angles(corner, before, after, crossing) : [];
    });
  },
};

const dot = (center: Spot): Mark => ({ kind: 'circle', center, radius: 4, fill: ink, stroke: paper, strokeWidth: 1.5 });

function angles(corner: Spot, before: Spot, after: Spot, crossing: SnellCrossing): readonly Mark[] {
  const [x, y] = corner;
  return [
    { kind: 'polyline', points: [[x, y - normalReach], [x, y + normalReach]], stroke: ink, strokeWidth: 1, dash: [2, 3] },
    ...side(corner, before, crossing.angleInRad),
    ...side(corner, after, crossing.angleOutRad),
    dot(corner),
  ];
}

/** The arc from the normal to the path on one side, and the value on the normal's other flank. */
function side(corner: Spot, toward: Spot, angleRad: number): readonly Mark[] {
  const [x, y] = corner;
  const up = Math.sign(toward[1] - y);
  const turn = Math.atan2(toward[0] - x, Math.abs(toward[1] - y));
  const arc = Array.from({ length: 17 }, (_, step): Spot => {
    const angle = (turn * step) / 16;
    return [x + arcRadius * Math.sin(angle), y + up * arcRadius * Math.cos(angle)];
  });
  const flank = turn > 0 ? -1 : 1;
  return [
    { kind: 'polyline', points: arc, stroke: paper, strokeWidth: 3.5, opacity: 0.8 },
    { kind: 'polyline', points: arc, stroke: ink, strokeWidth: 1.4 },
    {
      kind: 'text',
      at: [x + 6 * flank, y + up * (arcRadius - 4) + 4.5],
      text: formatAngle(angleRad),
      size: type.body,
      weight: 'semibold',
      anchor: flank > 0 ? 'start' : 'end',
      color: softInk,
      halo: paper,
    },
  ];
}

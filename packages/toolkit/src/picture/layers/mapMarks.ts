import { extent } from 'd3-array';
import type { Point } from '@fermat/paths';
import { labelPoint } from '../../map/labelPoint.js';
import type { Area } from '../../run/searchProblem.js';
import { formatNumber } from '../formatNumber.js';
import type { Frame } from '../frame.js';
import type { Mark } from '../mark.js';
import { textWidth } from '../textWidth.js';
import { bandColor, bandEdge, blockedColor, ink, paper, type } from '../theme.js';

/** The areas of a map from below upwards, shaded by speed, and the names of those that are wide enough for them. */
export function mapMarks(areas: readonly Area[], frame: Frame): readonly Mark[] {
  const [slowest = 0, fastest = 0] = extent(areas.filter(({ speed }) => speed > 0), ({ speed }) => Math.log(speed));
  const ease = (speed: number): number => (fastest > slowest ? (Math.log(speed) - slowest) / (fastest - slowest) : 1);
  return [
    ...areas.flatMap(({ rings, speed }): readonly Mark[] => [
      { kind: 'polygon', points: keyhole(rings).map(frame.at), fill: speed > 0 ? bandColor(ease(speed)) : blockedColor, clipped: true },
      ...rings.map((ring): Mark => ({ kind: 'polyline', points: [...ring, ...ring.slice(0, 1)].map(frame.at), stroke: bandEdge, strokeWidth: 1, clipped: true })),
    ]),
    ...areas.flatMap((area, i) => (i === 0 ? [] : name(area, areas.slice(i + 1), frame))),
  ];
}

/** An outline with holes as one that runs to each hole, around it the other way, and back. */
function keyhole([outer = [], ...holes]: readonly (readonly Point[])[]): readonly Point[] {
  const start = outer.slice(0, 1);
  const turned = holes.map((hole) => (signedArea(hole) > 0 === signedArea(outer) > 0 ? [...hole].reverse() : hole));
  return [...outer, ...turned.flatMap((hole) => [...start, ...hole, ...hole.slice(0, 1)]), ...start];
}

function signedArea(ring: readonly Point[]): number {
  return ring.reduce((sum, [x = 0, y = 0], i) => {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);
}

function name(area: Area, above: readonly Area[], frame: Frame): readonly Mark[] {
  const { name: text, rings: [outer = []], speed } = area;
  const corners = outer.map(frame.at);
  const [left = 0, right = 0] = extent(corners, ([x]) => x);
  const [top = 0, bottom = 0] = extent(corners, ([, y]) => y);
  const line = speed > 0 ? `${text}, ${formatNumber(speed, 3)}` : text;
  if (textWidth(line, type.small) > 1.2 * (right - left) || bottom - top < 2 * type.small) return [];
  const [x, y] = frame.at(labelPoint(area, above));
  return [{ kind: 'text', at: [x, y + type.small / 3], text: line, size: type.small, anchor: 'middle', color: ink, halo: paper }];
}
